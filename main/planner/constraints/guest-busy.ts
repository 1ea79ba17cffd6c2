import type { PersonId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { type Interval, mergeIntervals } from '#main/kernel/interval.ts';

/** What people's own free/busy says; who is not in it is unknown, which is no reason against anything. */
export type GuestsBusy = ReadonlyMap<PersonId, readonly Interval[]>;

/** Whether a person's own free/busy has something between start and end. Touching is no conflict. */
export function readGuestBusy(busy: GuestsBusy): (id: PersonId, startMs: EpochMs, endMs: EpochMs) => boolean {
  const byPerson = new Map([...busy].map(([id, intervals]) => [id, mergeIntervals(intervals)]));
  return (id, startMs, endMs) => {
    const merged = byPerson.get(id);
    if (merged === undefined) return false;
    // The first that ends after the start: by halves, as this is asked for each person and candidate.
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((merged[middle]?.endMs ?? 0) > startMs) high = middle;
      else low = middle + 1;
    }
    const next = merged[low];
    return next !== undefined && next.startMs < endMs;
  };
}
