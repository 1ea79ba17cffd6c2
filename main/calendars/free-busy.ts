import type { CalendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { describeTaken } from '#main/calendars/taken-time.ts';
import { epochDayOf } from '#main/kernel/dates.ts';
import { type Interval, lengthMs, mergeIntervals, subtractIntervals } from '#main/kernel/interval.ts';

/** The resource of a calendar in the store that holds such time; no server names it or knows of it. */
export const FREE_BUSY_REF = 'gh:free-busy';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A date begins first at +14:00 and ends last at -12:00. */
const EARLIEST_MS = 14 * HOUR_MS;
const LATEST_MS = 12 * HOUR_MS;
/** Rounding, no event. */
const SHORTEST_MS = 60_000;

/**
 * Busy time by the server's own account that none of the user's events explains: an event that may not be seen or
 * could not be read. Ascending. An event explains its time whatever the user answered to it; one that is free, cancelled, a
 * working location or a birthday explains nothing. All-day events belong to no zone, so they explain their dates
 * anywhere on Earth.
 */
export function findUnexplained(busy: readonly Interval[], occurrences: readonly Occurrence[]): Interval[] {
  return subtractIntervals(busy, occurrences.flatMap(explainedBy)).filter(
    (left) => lengthMs(left) >= SHORTEST_MS,
  );
}

function explainedBy({ status, transparency, type, time }: Occurrence): Interval[] {
  if (status === 'cancelled' || transparency === 'transparent') return [];
  if (type === 'working-location' || type === 'birthday') return [];
  if (time.kind === 'timed') return [time];
  return [
    {
      startMs: epochDayOf(time.startDate) * DAY_MS - EARLIEST_MS,
      endMs: epochDayOf(time.endDate) * DAY_MS + LATEST_MS,
    },
  ];
}

/** The part that lies inside `window`; ascending, disjoint. */
export const clipIntervals = (intervals: readonly Interval[], window: Interval): Interval[] =>
  mergeIntervals(
    intervals.map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, window.startMs),
      endMs: Math.min(endMs, window.endMs),
    })),
  );

// No event has such an id, and no copy of it is looked for in other calendars.
const BLOCK_UID = 'no-uid-free-busy-';

/** Whether it is such time, and no event. */
export const isBlock = ({ uid }: Occurrence): boolean => uid.startsWith(BLOCK_UID);

/** Blocks the time and says nothing else, under a neutral word in the user's language. */
export const blockTime = (calendarId: CalendarId, { startMs, endMs }: Interval, word: string): Occurrence =>
  describeTaken({
    uid: `${BLOCK_UID}${startMs}`,
    calendarId,
    word,
    time: { kind: 'timed', startMs, endMs, zone: null },
  });
