import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { type ExpansionLimits, USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { expandSeries, type PlacedOccurrence } from '#main/calendars/ical/expand-series.ts';
import type { Series } from '#main/calendars/ical/series.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';

export interface ExpandOptions {
  /** The reader's IANA zone: floating times and all-day events are read in it. */
  readonly zone: string;
  readonly limitsFor?: LimitsFor;
}

/** Asked before each series. */
export type LimitsFor = () => ExpansionLimits;

/**
 * Every occurrence that overlaps the half-open window, one of no length when it lies in it; ascending by start (an
 * all-day one starts at midnight in `zone`), then by end, then by UID. A series that cannot be expanded costs itself
 * alone.
 */
export function expandOccurrences(
  series: readonly Series[],
  window: Interval,
  { zone, limitsFor = () => USUAL_LIMITS }: ExpandOptions,
): { readonly occurrences: readonly Occurrence[]; readonly skipped: readonly Skipped[] } {
  const home = openZone(zone);
  const placed: PlacedOccurrence[] = [];
  const skipped: Skipped[] = [];
  for (const one of series) {
    const expanded = expandSeries(one, window, home, limitsFor());
    for (const occurrence of expanded.placed) placed.push(occurrence);
    for (const skip of expanded.skipped) skipped.push(skip);
  }
  return { occurrences: sortPlaced(placed), skipped };
}

const sortPlaced = (placed: readonly PlacedOccurrence[]): Occurrence[] =>
  placed
    .toSorted(
      (a, b) => a.startMs - b.startMs || a.endMs - b.endMs || compareText(a.occurrence.uid, b.occurrence.uid),
    )
    .map(({ occurrence }) => occurrence);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same order, for occurrences that came from several expansions. */
export function sortOccurrences(occurrences: readonly Occurrence[], zone: string): Occurrence[] {
  const home = openZone(zone);
  return sortPlaced(
    occurrences.map((occurrence) => {
      const { time } = occurrence;
      return time.kind === 'timed'
        ? { occurrence, startMs: time.startMs, endMs: time.endMs }
        : {
            occurrence,
            startMs: home.toEpochMs(time.startDate, 0),
            endMs: home.toEpochMs(time.endDate, 0),
          };
    }),
  );
}
