import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  type Interval,
  lengthMs,
  mergeIntervals,
  overlaps,
  subtractIntervals,
} from '#main/kernel/interval.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 }))
  .map(([startMs, length]): Interval => ({ startMs, endMs: startMs + length }));
const list = fc.array(interval, { maxLength: 8 });

const holds = (some: readonly Interval[], t: number): boolean =>
  some.some((one) => one.startMs <= t && t < one.endMs);

const isTidy = (some: readonly Interval[]): boolean =>
  some.every((one, i) => lengthMs(one) > 0 && (i === 0 || (some[i - 1]?.endMs ?? 0) < one.startMs));

describe('intervals', () => {
  it('are merged into ascending, disjoint ones that hold the same instants', () => {
    fc.assert(
      fc.property(list, (some) => {
        const merged = mergeIntervals(some);
        expect(isTidy(merged)).toBe(true);
        for (let t = 0; t < 80; t++) expect(holds(merged, t)).toBe(holds(some, t));
      }),
      { seed: 20_261_122 },
    );
  });

  it('leave what is in the one list and not in the other', () => {
    fc.assert(
      fc.property(list, list, (from, taken) => {
        const left = subtractIntervals(from, taken);
        expect(isTidy(mergeIntervals(left))).toBe(true);
        for (let t = 0; t < 80; t++) expect(holds(left, t)).toBe(holds(from, t) && !holds(taken, t));
      }),
      { seed: 20_261_122 },
    );
  });

  it('that touch do not overlap', () => {
    expect(overlaps({ startMs: 0, endMs: 5 }, { startMs: 5, endMs: 9 })).toBe(false);
    expect(overlaps({ startMs: 0, endMs: 6 }, { startMs: 5, endMs: 9 })).toBe(true);
  });

  it('contain themselves', () => {
    const one = { startMs: 2, endMs: 5 };
    expect(contains(one, one)).toBe(true);
    expect(contains(one, { startMs: 2, endMs: 6 })).toBe(false);
  });
});
