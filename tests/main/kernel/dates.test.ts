import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  datesFrom,
  dateOfEpochDay,
  daysBetween,
  epochDayOf,
  isoWeekOf,
  weekdayOf,
} from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';

const date = fc
  .integer({ min: epochDayOf(isoDate('1970-01-01')), max: epochDayOf(isoDate('2099-12-31')) })
  .map(dateOfEpochDay);

describe('plain dates', () => {
  it('agree with Temporal', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -2000, max: 2000 }), (start, days) => {
        const plain = Temporal.PlainDate.from(start);
        const other = addDays(start, days);
        expect(other).toBe(plain.add({ days }).toString());
        expect(daysBetween(start, other)).toBe(days);
        expect(weekdayOf(start)).toBe(plain.dayOfWeek);
        const week = `${plain.yearOfWeek}-W${String(plain.weekOfYear).padStart(2, '0')}`;
        expect(isoWeekOf(start)).toBe(week);
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });

  it.each([
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
  ])('%s lies in %s', (text, week) => {
    expect(isoWeekOf(isoDate(text))).toBe(week);
  });

  it('a horizon is so many dates, the first one first', () => {
    expect(datesFrom(isoDate('2026-02-27'), 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(datesFrom(isoDate('2026-02-27'), 0)).toEqual([]);
  });

  it('refuses what is no date, and says how to write one', () => {
    expect(() => isoDate('4 June')).toThrow(/'4 June'.*YYYY-MM-DD/);
  });
});
