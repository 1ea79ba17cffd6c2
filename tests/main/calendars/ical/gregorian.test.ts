import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilOf, dayOf, daysInMonth, weekdayOf } from '#main/calendars/ical/gregorian.ts';

const DAY_MS = 86_400_000;

describe('days of the Gregorian calendar', () => {
  it('are those of Date', () => {
    const days = fc.integer({
      min: Date.UTC(1, 0, 1) / DAY_MS - 700_000,
      max: Date.UTC(9999, 11, 31) / DAY_MS,
    });
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * DAY_MS);
        const civil = civilOf(day);
        expect(civil).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          date: date.getUTCDate(),
        });
        expect(dayOf(civil.year, civil.month, civil.date)).toBe(day);
        expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });

  it('run on over the end of a year', () => {
    expect(dayOf(2025, 13, 1)).toBe(dayOf(2026, 1, 1));
    expect([2024, 2025, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 28, 29]);
    expect(daysInMonth(2025, 12)).toBe(31);
  });
});
