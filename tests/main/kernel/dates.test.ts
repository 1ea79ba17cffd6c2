import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfEpochDay,
  datesFrom,
  daysBetween,
  epochDayOf,
  isoWeekOf,
  weekdayOf,
} from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';

const epochDay = fc.integer({ min: -50_000, max: 50_000 });
const plain = (date: string): Temporal.PlainDate => Temporal.PlainDate.from(date);

describe('plain dates', () => {
  it('are counted from 1970-01-01, backwards too', () => {
    expect(epochDayOf(isoDate('1970-01-01'))).toBe(0);
    expect(epochDayOf(isoDate('1969-12-31'))).toBe(-1);
    expect(dateOfEpochDay(-1)).toBe('1969-12-31');
  });

  it('go over months, leap days and years', () => {
    expect(addDays(isoDate('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(isoDate('2027-02-28'), 1)).toBe('2027-03-01');
    expect(addDays(isoDate('2026-01-01'), -1)).toBe('2025-12-31');
  });

  it('are negative days apart when the second is earlier', () => {
    expect(daysBetween(isoDate('2026-03-01'), isoDate('2026-02-27'))).toBe(-2);
  });

  it('agree with Temporal on the date, the weekday and the ISO week', () => {
    fc.assert(
      fc.property(epochDay, fc.integer({ min: -800, max: 800 }), (day, days) => {
        const date = dateOfEpochDay(day);
        const there = addDays(date, days);
        expect(there).toBe(plain(date).add({ days }).toString());
        expect(daysBetween(date, there)).toBe(days);
        expect(weekdayOf(date)).toBe(plain(date).dayOfWeek);
        const { yearOfWeek, weekOfYear } = plain(date);
        expect(isoWeekOf(date)).toBe(`${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`);
      }),
    );
  });
});

describe('isoWeekOf', () => {
  it.each([
    ['2024-12-30', '2025-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s lies in %s: the week of its Thursday', (date, week) => {
    expect(isoWeekOf(isoDate(date))).toBe(week);
  });
});

describe('datesFrom', () => {
  it('starts with the date itself', () => {
    expect(datesFrom(isoDate('2026-02-27'), 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(datesFrom(isoDate('2026-02-27'), 0)).toEqual([]);
  });
});
