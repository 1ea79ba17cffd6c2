import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import type { ExpansionLimits } from '#main/calendars/ical/limits.ts';
import { expandSeries, type PlacedOccurrence } from '#main/calendars/ical/expand-series.ts';
import type { Series } from '#main/calendars/ical/series.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';

export interface ExpandOptions {
  /** The reader's IANA zone: floating times and all-day events are read in it. */
  readonly zone: string;
  readonly limits?: ExpansionLimits;
}

/** An hourly series over two years has 17,520. */
export const MAXIMUM_INSTANCES = 20_000;

const NO_HURRY: ExpansionLimits = { maximumInstances: MAXIMUM_INSTANCES, isOverdue: () => false };

/**
 * Every occurrence that overlaps the half-open window, one of no length when it lies in it; ascending by start (an
 * all-day one starts at midnight in `zone`), then by end, then by UID. A series that cannot be expanded costs itself
 * alone.
 */
export function expandOccurrences(
  series: readonly Series[],
  window: Interval,
  { zone, limits = NO_HURRY }: ExpandOptions,
): { readonly occurrences: readonly Occurrence[]; readonly skipped: readonly Skipped[] } {
  const { offsetMs } = openZone(zone);
  const home = { id: zone, offsetMs };
  const placed: PlacedOccurrence[] = [];
  const skipped: Skipped[] = [];
  for (const one of series) {
    const expanded = expandSeries(one, window, home, limits);
    placed.push(...expanded.placed);
    skipped.push(...expanded.skipped);
  }
  return { occurrences: sortPlaced(placed), skipped };
}

export const sortPlaced = (placed: readonly PlacedOccurrence[]): Occurrence[] =>
  placed
    .toSorted(
      (a, b) => a.startMs - b.startMs || a.endMs - b.endMs || compareText(a.occurrence.uid, b.occurrence.uid),
    )
    .map(({ occurrence }) => occurrence);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
