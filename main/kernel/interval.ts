import type { EpochMs } from '#main/kernel/time.ts';

/** A half-open stretch of time: `startMs` inclusive, `endMs` exclusive. */
export interface Interval {
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
}

export const lengthMs = (interval: Interval): number => interval.endMs - interval.startMs;

/** Touching intervals do not overlap. */
export const overlaps = (a: Interval, b: Interval): boolean => a.startMs < b.endMs && b.startMs < a.endMs;

export const contains = (outer: Interval, inner: Interval): boolean =>
  outer.startMs <= inner.startMs && inner.endMs <= outer.endMs;

/** Ascending, disjoint and not touching; empty intervals are dropped. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((i) => lengthMs(i) > 0).toSorted((a, b) => a.startMs - b.startMs);
  const merged: { startMs: EpochMs; endMs: EpochMs }[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.startMs <= last.endMs) last.endMs = Math.max(last.endMs, next.endMs);
    else merged.push({ ...next });
  }
  return merged;
}

/** What is left of `from` without `taken`; ascending. */
export function subtractIntervals(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  const holes = mergeIntervals(taken);
  for (const whole of mergeIntervals(from)) {
    let startMs = whole.startMs;
    for (const hole of holes) {
      if (hole.endMs <= startMs) continue;
      if (hole.startMs >= whole.endMs) break;
      if (hole.startMs > startMs) left.push({ startMs, endMs: hole.startMs });
      startMs = hole.endMs;
    }
    if (startMs < whole.endMs) left.push({ startMs, endMs: whole.endMs });
  }
  return left;
}
