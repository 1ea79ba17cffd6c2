import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsWindow } from '#main/planner/constraints/per-week.ts';

const day = (dateIndex: number) => ({ dateIndex, big: false });

describe('at most E in any 7 consecutive dates', () => {
  it('of one: another six days before or after is too near, seven is fine', () => {
    expect([-7, -6, 6, 7].map((distance) => fitsWindow([day(3)], day(3 + distance), 1))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('of two: one on each side more than six days apart is fine', () => {
    expect(fitsWindow([day(0), day(7)], day(3), 2)).toBe(true);
    expect(fitsWindow([day(0), day(6)], day(3), 2)).toBe(false);
  });

  it('counts what happened in the six days before', () => {
    expect(fitsWindow([day(-6), day(-2)], day(0), 2)).toBe(false);
    expect(fitsWindow([day(-7), day(-2)], day(0), 2)).toBe(true);
  });

  it('windows without the added date are not its business', () => {
    expect(fitsWindow([day(-6), day(-5), day(-4)], day(9), 1)).toBe(true);
  });

  it('is the rule read literally', () => {
    const others = fc.uniqueArray(fc.integer({ min: -6, max: 15 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        others,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 3 }),
        (dates, added, limit) => {
          const all = [...dates, added];
          const windows = Array.from({ length: 40 }, (_, i) => i - 20).map((from) =>
            all.filter((date) => date >= from && date < from + 7),
          );
          const isFine = windows.every((dates7) => !dates7.includes(added) || dates7.length <= limit);
          expect(fitsWindow(dates.map(day), day(added), limit)).toBe(isFine);
        },
      ),
    );
  });
});
