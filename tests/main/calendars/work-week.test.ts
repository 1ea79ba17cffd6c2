import { describe, expect, it } from 'vitest';
import type { Settings } from '#contract/settings.ts';
import { createWorkWeek, type WorkWeek } from '#main/calendars/work-week.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

const zone = openZone('Europe/Amsterdam');
const THURSDAY = isoDate('2026-06-04');
const SATURDAY = isoDate('2026-06-06');
const SUNDAY = isoDate('2026-06-07');
const HOLIDAY = isoDate('2026-05-25');
const holidays = new Map([
  [HOLIDAY, 'Whit Monday'],
  [SATURDAY, 'A Saturday off'],
]);

const makeWeek = (changed: Partial<Settings> = {}): WorkWeek =>
  createWorkWeek({ ...DEFAULT_SETTINGS, ...changed }, zone, holidays);
const at = (date: typeof THURSDAY, time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return zone.toEpochMs(date, (hours ?? 0) * 60 + (minutes ?? 0));
};

describe('day off', () => {
  it('is Saturday, Sunday and a public holiday', () => {
    const week = makeWeek();
    expect([THURSDAY, SATURDAY, SUNDAY, HOLIDAY].map(week.isDayOff)).toEqual([false, true, true, true]);
    expect(week.holidayName(HOLIDAY)).toBe('Whit Monday');
    expect(week.holidayName(THURSDAY)).toBeNull();
  });

  it('has no work hours, no evening and no lunch', () => {
    const week = makeWeek();
    expect(week.workHours(HOLIDAY)).toBeNull();
    expect(week.isEvening(at(HOLIDAY, '19:00'))).toBe(false);
    expect(week.isLunch(at(SUNDAY, '12:30'))).toBe(false);
    expect(week.isOutsideWork(at(HOLIDAY, '10:00'))).toBe(true);
  });
});

describe('willing hours', () => {
  it('are those of the weekday, of a holiday its own, of a holiday on a weekend the weekend’s', () => {
    const holidayHours = [{ from: 660, until: 720 }];
    const week = makeWeek({ holidayHours });
    expect(week.willingHours(THURSDAY)).toEqual([
      { from: 720, until: 810 },
      { from: 1050, until: 1320 },
    ]);
    expect(week.willingHours(HOLIDAY)).toEqual(holidayHours);
    expect(week.willingHours(SATURDAY)).toEqual([{ from: 600, until: 1320 }]);
  });
});

describe('evening', () => {
  it.each([
    ['16:59', false],
    ['17:00', true],
    ['23:59', true],
  ])('a start at %s on a working day: %s', (time, isEvening) => {
    expect(makeWeek().isEvening(at(THURSDAY, time))).toBe(isEvening);
  });
});

describe('lunch window', () => {
  it.each([
    ['11:29', false],
    ['11:30', true],
    ['14:00', true],
    ['14:01', false],
  ])('a start at %s on a working day: %s', (time, isLunch) => {
    expect(makeWeek().isLunch(at(THURSDAY, time))).toBe(isLunch);
  });
});

describe('outside work hours', () => {
  it.each([
    ['08:59', true],
    ['09:00', false],
    ['17:29', false],
    ['17:30', true],
  ])('a start at %s: %s', (time, isOutside) => {
    expect(makeWeek().isOutsideWork(at(THURSDAY, time))).toBe(isOutside);
  });

  it('is every hour of a weekday without work', () => {
    const week = makeWeek({ workHours: { ...DEFAULT_SETTINGS.workHours, 4: null } });
    expect(week.isOutsideWork(at(THURSDAY, '10:00'))).toBe(true);
    expect(week.isDayOff(THURSDAY)).toBe(false);
  });
});

describe('the wall clock of the user’s zone decides', () => {
  it('on both sides of a clock change and of a date', () => {
    const week = makeWeek();
    expect(week.isEvening(Date.UTC(2026, 2, 27, 16))).toBe(true);
    expect(week.isEvening(Date.UTC(2026, 2, 30, 14, 59))).toBe(false);
    expect(week.isEvening(Date.UTC(2026, 2, 30, 15))).toBe(true);
    // 22:30 UTC on Sunday is half past midnight on Monday.
    expect(week.isDayOff(zone.dateOf(Date.UTC(2026, 5, 7, 22, 30)))).toBe(false);
  });
});
