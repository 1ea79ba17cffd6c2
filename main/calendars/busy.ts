import type { Rsvp } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { classifyPlace, type KnownPlaces } from '#main/calendars/place-of.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';

/** An out-of-office event of this length closes its whole days. */
const AWAY_ALL_DAY_MS = 6 * 3_600_000;

/** The user's answer; `own` is an event that they organise or that asks nobody for an answer. */
export type UserRsvp = Rsvp | 'own';

const STRENGTH: readonly Rsvp[] = ['accepted', 'tentative', 'declined', 'needs-action'];

/**
 * What the user answered. `me` holds the user's addresses in lower case; invited under several of them, the strongest
 * answer counts. Organisers are `own` unless they declined or are unsure themselves.
 */
export function userRsvp(occurrence: Occurrence, me: readonly string[]): UserRsvp {
  const answers = occurrence.attendees.filter((a) => me.includes(a.email)).map((a) => a.rsvp);
  const answer = STRENGTH.find((rsvp) => answers.includes(rsvp));
  const organises = occurrence.organizer !== null && me.includes(occurrence.organizer.email);
  if (organises && answer !== 'declined' && answer !== 'tentative') return 'own';
  return answer ?? 'own';
}

/** Whether the occurrence takes the user's time: planning.md, 'Openings'. */
export function isBusy(occurrence: Occurrence, me: readonly string[]): boolean {
  if (occurrence.status === 'cancelled' || occurrence.transparency === 'transparent') return false;
  if (occurrence.type === 'working-location' || occurrence.type === 'birthday') return false;
  return userRsvp(occurrence, me) !== 'declined';
}

export interface BusyContext extends KnownPlaces {
  /** The user's own addresses, lower case. */
  readonly me: readonly string[];
  /** The user's IANA zone: all-day events are its days. */
  readonly zone: string;
}

export interface BusyInterval extends Interval {
  /** `away`: out of office; `all-day`: an all-day event that closes its days. */
  readonly kind: 'busy' | 'away' | 'all-day';
  readonly title: string;
  /** At a physical place other than home or office: the caller keeps 30 minutes free before and after. */
  readonly buffered: boolean;
}

/**
 * The user's busy time, one interval for each busy occurrence, in the order given; half-open, may overlap. An event of
 * no length is there only if it is buffered.
 */
export function busyIntervals(occurrences: readonly Occurrence[], context: BusyContext): BusyInterval[] {
  const zone = openZone(context.zone);
  const intervals: BusyInterval[] = [];
  for (const occurrence of occurrences) {
    if (!isBusy(occurrence, context.me)) continue;
    const interval = toInterval(occurrence, zone, context);
    if (interval.endMs > interval.startMs || interval.buffered) intervals.push(interval);
  }
  return intervals;
}

function toInterval(occurrence: Occurrence, zone: Zone, places: KnownPlaces): BusyInterval {
  const { time, summary: title } = occurrence;
  const isAway = occurrence.type === 'out-of-office';
  if (time.kind === 'all-day') {
    return {
      startMs: zone.toEpochMs(time.startDate, 0),
      endMs: zone.toEpochMs(time.endDate, 0),
      kind: isAway ? 'away' : 'all-day',
      title,
      buffered: false,
    };
  }
  if (isAway && time.endMs - time.startMs >= AWAY_ALL_DAY_MS) {
    return {
      startMs: zone.toEpochMs(zone.dateOf(time.startMs), 0),
      endMs: zone.toEpochMs(addDays(zone.dateOf(time.endMs - 1), 1), 0),
      kind: 'away',
      title,
      buffered: false,
    };
  }
  return {
    startMs: time.startMs,
    endMs: time.endMs,
    kind: isAway ? 'away' : 'busy',
    title,
    buffered: classifyPlace(occurrence, places) === 'elsewhere',
  };
}
