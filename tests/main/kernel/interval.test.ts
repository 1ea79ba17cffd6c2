import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  type Interval,
  mergeIntervals,
  overlaps,
  subtractIntervals,
} from '#main/kernel/interval.ts';

const span = (startMs: number, endMs: number): Interval => ({ startMs, endMs });
const LENGTH = 40;
const intervals = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: LENGTH }), fc.integer({ min: 0, max: LENGTH }))
    .map(([a, b]) => span(Math.min(a, b), Math.max(a, b))),
  { maxLength: 8 },
);
/** The milliseconds that a set of intervals holds. */
const cells = (set: readonly Interval[]): number[] =>
  Array.from({ length: LENGTH }, (_, ms) => ms).filter((ms) =>
    set.some(({ startMs, endMs }) => startMs <= ms && ms < endMs),
  );

/** Ascending, not empty, not touching: every edge is later than the one before. */
function expectTidy(set: readonly Interval[]): void {
  const edges = set.flatMap(({ startMs, endMs }) => [startMs, endMs]);
  expect(edges).toEqual([...new Set(edges)].toSorted((a, b) => a - b));
}

describe('half-open intervals', () => {
  it('do not overlap where they touch', () => {
    expect(overlaps(span(0, 10), span(10, 20))).toBe(false);
    expect(overlaps(span(0, 11), span(10, 20))).toBe(true);
  });

  it('contain themselves', () => {
    expect(contains(span(0, 10), span(0, 10))).toBe(true);
    expect(contains(span(0, 10), span(0, 11))).toBe(false);
  });
});

describe('mergeIntervals', () => {
  it('joins what touches, drops what is empty, puts in order', () => {
    expect(mergeIntervals([span(20, 30), span(5, 5), span(0, 10), span(10, 12)])).toEqual([
      span(0, 12),
      span(20, 30),
    ]);
  });

  it('holds the same time, ascending and apart, and changes nothing given', () => {
    fc.assert(
      fc.property(intervals, (set) => {
        const before = structuredClone(set);
        const merged = mergeIntervals(set);
        expect(cells(merged)).toEqual(cells(set));
        expectTidy(merged);
        expect(set).toEqual(before);
      }),
    );
  });
});

describe('subtractIntervals', () => {
  it('cuts the middle out', () => {
    expect(subtractIntervals([span(0, 10)], [span(3, 5)])).toEqual([span(0, 3), span(5, 10)]);
  });

  it('leaves exactly what is in the first and not in the second', () => {
    fc.assert(
      fc.property(intervals, intervals, (from, taken) => {
        const left = subtractIntervals(from, taken);
        const gone = new Set(cells(taken));
        expect(cells(left)).toEqual(cells(from).filter((ms) => !gone.has(ms)));
        expectTidy(left);
      }),
    );
  });
});
