import type { CalendarId } from '#contract/ids.ts';
import type { Attendee, Occurrence } from '#main/calendars/event.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';

/** What a calendar is among others that hold the same event. */
export type CopyPlace =
  /** On a server that the app writes to: what it says is what the others were told. */
  | 'server'
  /** Golden Hour's own calendar. */
  | 'golden-hour'
  /** The partner's or the family's. */
  | 'household'
  /** A feed, a file, anything that only tells. */
  | 'other';

export interface CountingContext {
  /** The user's own addresses, lower case. */
  readonly me: readonly string[];
  readonly placeOf: (calendarId: CalendarId) => CopyPlace;
}

/** The reader of calendars makes these up from the event's own lines. */
const MADE_UP = 'no-uid-';
const URN = 'urn:uuid:';
/** Exchange's ids hold the date of an instance, in eight digits behind this. */
const EXCHANGE = '040000008200e00074c5b7101a82e008';
/** Golden Hour's own: of what it writes under an id of its own into a calendar of Google's, Google makes the UID. */
const OWN = '@golden-hour';
const NOT_ASCII = /[^\x20-\x7e]/;

/** One event has one UID everywhere, but not always in the same letters. */
export function normaliseUid(uid: string): string {
  const lower = (NOT_ASCII.test(uid) ? uid.normalize('NFC') : uid).trim().toLowerCase();
  if (lower.endsWith(OWN)) return `${eventIdOf(lower)}@google.com`;
  if (lower.startsWith(URN)) return lower.slice(URN.length);
  if (lower.startsWith(EXCHANGE)) return `${EXCHANGE}00000000${lower.slice(EXCHANGE.length + 8)}`;
  return lower;
}

/**
 * Of an event that stands in several calendars the one copy that counts; the order is kept, and what stands in one
 * calendar only is left as it is. Copies share UID and recurrence id, and their start or their title: sloppy exporters
 * number their events from one, and two different events must not become one. Events without a UID are never copies.
 *
 * Which copy counts, each rule where the one before leaves it open: any before the household's; of an event of Golden
 * Hour's the one on the server, then its own, then the others; where the user organises it or has answered; where the
 * user is asked; where there are others at all; what is not cancelled; what blocks; on a server; the calendar's id.
 * Answers of others that it lacks come from the other copies, and so do the mark and the UID of Golden Hour.
 */
export function countOnce(
  occurrences: readonly Occurrence[],
  context: CountingContext,
): readonly Occurrence[] {
  const shared = findShared(occurrences);
  if (shared.size === 0) return occurrences;
  const verdicts = new Map<Occurrence, Occurrence | null>();
  for (const copies of shared.values()) {
    for (const group of groupInstances(copies)) judge(group, context, verdicts);
  }
  return occurrences.flatMap((occurrence) => {
    const verdict = verdicts.get(occurrence);
    if (verdict === undefined) return [occurrence];
    return verdict === null ? [] : [verdict];
  });
}

/** All occurrences of the UIDs that are in more than one calendar. */
function findShared(occurrences: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const shared = new Map<string, Occurrence[]>();
  const [first] = occurrences;
  if (occurrences.every(({ calendarId }) => calendarId === first?.calendarId)) return shared;
  const keys = occurrences.map(({ uid }) => (uid.startsWith(MADE_UP) ? null : normaliseUid(uid)));
  const homes = new Map<string, CalendarId>();
  for (const [i, { calendarId }] of occurrences.entries()) {
    const key = keys[i] ?? null;
    if (key === null) continue;
    const home = homes.get(key);
    if (home === undefined) homes.set(key, calendarId);
    else if (home !== calendarId) shared.set(key, []);
  }
  if (shared.size === 0) return shared;
  for (const [i, occurrence] of occurrences.entries()) {
    const key = keys[i] ?? null;
    if (key !== null) shared.get(key)?.push(occurrence);
  }
  return shared;
}

/**
 * By instance. A series that a feed gives as single events has no recurrence ids: there the start stands for it, in
 * every calendar, since instances mostly are where their series put them.
 */
function groupInstances(copies: readonly Occurrence[]): (readonly Occurrence[])[] {
  const counts = new Map<CalendarId, number>();
  for (const { calendarId } of copies) counts.set(calendarId, (counts.get(calendarId) ?? 0) + 1);
  const isSeries =
    copies.some(({ recurrenceId }) => recurrenceId !== null) ||
    [...counts.values()].some((count) => count > 1);
  const groups = Map.groupBy(copies, (copy) => (isSeries ? instanceOf(copy) : ''));
  return [...groups.values()];
}

function instanceOf({ recurrenceId, time }: Occurrence): string {
  if (recurrenceId === null) return time.kind === 'timed' ? String(time.startMs) : time.startDate;
  if (/^\d{4}-\d\d-\d\d$/.test(recurrenceId)) return recurrenceId;
  const ms = Date.parse(recurrenceId);
  return Number.isNaN(ms) ? recurrenceId : String(ms);
}

/** Says of each copy whether it counts, and how; null: another one does. */
function judge(
  group: readonly Occurrence[],
  context: CountingContext,
  verdicts: Map<Occurrence, Occurrence | null>,
): void {
  const isOurs = group.some(({ calendarId }) => context.placeOf(calendarId) === 'golden-hour');
  const ranked = group
    .map((copy) => ({ copy, rank: rankCopy(copy, isOurs, context) }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank) || (a.copy.calendarId < b.copy.calendarId ? -1 : 1))
    .map(({ copy }) => copy);
  const counted: { copy: Occurrence; told: Occurrence }[] = [];
  for (const copy of ranked) {
    const winner = counted.find((other) => isSameHappening(other.copy, copy));
    if (winner === undefined) counted.push({ copy, told: copy });
    else {
      winner.told = complete(winner.told, copy, context.me);
      verdicts.set(copy, null);
    }
  }
  for (const { copy, told } of counted) if (told !== copy) verdicts.set(copy, told);
}

/** Higher is better, the first difference decides. */
function rankCopy(copy: Occurrence, isOurs: boolean, { me, placeOf }: CountingContext): readonly number[] {
  const place = placeOf(copy.calendarId);
  const own = copy.attendees.filter(({ email }) => me.includes(email));
  const isOrganised = copy.organizer !== null && me.includes(copy.organizer.email);
  const isAnswered = own.some(({ rsvp }) => rsvp !== 'needs-action');
  const ours = place === 'server' ? 2 : place === 'golden-hour' ? 1 : 0;
  return [
    place === 'household' ? 0 : 1,
    isOurs ? ours : 0,
    isOrganised || isAnswered ? 1 : 0,
    own.length > 0 ? 1 : 0,
    copy.attendees.length > own.length ? 1 : 0,
    copy.status === 'cancelled' ? 0 : 1,
    copy.transparency === 'opaque' ? 1 : 0,
    ours,
  ];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((rank, i) => rank !== b[i]);
  return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
}

/** Within one calendar nothing is a copy: its reader has seen to that. */
function isSameHappening(a: Occurrence, b: Occurrence): boolean {
  if (a.calendarId === b.calendarId) return false;
  if (startOf(a) === startOf(b)) return true;
  const title = foldTitle(a.summary);
  return title !== '' && title === foldTitle(b.summary);
}

const startOf = ({ time }: Occurrence): string =>
  time.kind === 'timed' ? String(time.startMs) : time.startDate;

const foldTitle = (summary: string): string => summary.normalize('NFKC').trim().toLowerCase();

/** The winner's own word stands, also on what the user answered; what it does not know the other may. */
function complete(winner: Occurrence, other: Occurrence, me: readonly string[]): Occurrence {
  const answers = new Map(other.attendees.map(({ email, rsvp }) => [email, rsvp]));
  const attendees = winner.attendees.map((attendee): Attendee => {
    if (attendee.rsvp !== 'needs-action' || me.includes(attendee.email)) return attendee;
    const rsvp = answers.get(attendee.email) ?? attendee.rsvp;
    return rsvp === attendee.rsvp ? attendee : { ...attendee, rsvp };
  });
  const hasNews = attendees.some((attendee, i) => attendee !== winner.attendees[i]);
  const activity = winner.activity ?? other.activity;
  // By its own name it is known as an invite of Golden Hour's.
  const uid = other.uid.endsWith(OWN) ? other.uid : winner.uid;
  return hasNews || activity !== winner.activity || uid !== winner.uid
    ? { ...winner, attendees, activity, uid }
    : winner;
}
