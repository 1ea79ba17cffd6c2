import type { MinuteSpan } from '#contract/settings.ts';

export interface Lane<T> {
  readonly entry: T;
  /** 0 is the first lane. */
  readonly lane: number;
  /** How many lanes share the width here. */
  readonly lanes: number;
}

/**
 * Puts spans that overlap side by side. Spans that touch (one ends when the next starts) do not overlap. The order of
 * the result is by start, then by length, longest first.
 */
export function layOutLanes<T extends { readonly span: MinuteSpan }>(
  entries: readonly T[],
): readonly Lane<T>[] {
  const sorted = entries.toSorted((a, b) => a.span.from - b.span.from || b.span.until - a.span.until);
  const placed: Lane<T>[] = [];
  let group: { readonly entry: T; readonly lane: number }[] = [];
  let laneEnds: number[] = [];

  const closeGroup = (): void => {
    for (const member of group) placed.push({ ...member, lanes: laneEnds.length });
    group = [];
    laneEnds = [];
  };

  for (const entry of sorted) {
    const { from, until } = entry.span;
    if (laneEnds.every((end) => end <= from)) closeGroup();
    const free = laneEnds.findIndex((end) => end <= from);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = until;
    group.push({ entry, lane });
  }
  closeGroup();
  return placed;
}
