import type { PersonId } from '#contract/ids.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { TouchKind } from '#contract/vocabulary.ts';
import type { Attendee, Occurrence } from '#main/calendars/event.ts';
import { classifyPlace } from '#main/calendars/place-of.ts';
import { userRsvp } from '#main/calendars/busy.ts';
import type { WorkWeek } from '#main/calendars/work-week.ts';
import { addDays, daysBetween } from '#main/kernel/dates.ts';
import type { Person } from '#main/people/person.ts';

/** A dated contact with a person. */
export interface Touch {
  readonly date: IsoDate;
  readonly kind: TouchKind;
  /** 0 to 1: how much of the gap it closes. */
  readonly weight: number;
  /** The event behind it; null for a logged call. */
  readonly occurrence: Occurrence | null;
}

/** A call or message that the user told of. */
export interface LoggedTouch {
  readonly personId: PersonId;
  readonly date: IsoDate;
}

/** What the classification needs to know of the user. */
export interface TouchContext {
  readonly me: readonly string[];
  readonly week: WorkWeek;
  readonly homeNames: readonly string[];
  readonly offices: readonly string[];
  readonly nowMs: EpochMs;
}

/** A get-together that happened or is to come, seen as a whole. */
export interface GetTogether {
  readonly date: IsoDate;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly uid: string;
  /** Without the user. */
  readonly guestCount: number;
  readonly personIds: readonly PersonId[];
  /** Not to be sure of: it counts as a touch, and takes no day and no place in the week. */
  readonly isDoubtful: boolean;
  readonly occurrence: Occurrence;
}

export interface TouchBook {
  /** Ascending by date, one a date, only followed or not: for every person given. */
  readonly touchesByPerson: ReadonlyMap<PersonId, readonly Touch[]>;
  /** Past and future, ascending by start. */
  readonly getTogethers: readonly GetTogether[];
  readonly bookedOn: ReadonlyMap<PersonId, IsoDate>;
}

const WEIGHT_ONE_TO_ONE = 0.5;
const WEIGHT_SMALL_GROUP = 0.2;
const WEIGHT_LOGGED = 0.3;
const BOOKED_WITHIN_DAYS = 60;

/** History is read for the longer of 400 days and twice the longest cadence. */
export function historyDays(people: readonly Person[]): number {
  return Math.max(400, ...people.map((person) => 2 * person.cadenceDays));
}

/**
 * Weight of an occasion by its kind and size (planning.md, 'Touches'); attendees include the user.
 */
export function weighOccasion(
  isGetTogether: boolean,
  attendeeCount: number,
): { readonly kind: TouchKind; readonly weight: number } {
  const guests = attendeeCount - 1;
  if (isGetTogether) return { kind: 'get-together', weight: guests <= 3 ? 1 : guests <= 6 ? 0.7 : 0.4 };
  if (attendeeCount <= 2) return { kind: 'one-to-one', weight: WEIGHT_ONE_TO_ONE };
  if (attendeeCount <= 6) return { kind: 'small-group', weight: WEIGHT_SMALL_GROUP };
  return { kind: 'meeting', weight: 0 };
}

/** Whether an occasion is time together outside work. `doubtful`: by the clock, but nothing says that it is. */
export type Together = 'no' | 'doubtful' | 'sure';

/**
 * Outside work or at lunch, and neither online nor at an office. All-day events never are. Without any place it is
 * doubtful unless it is an evening or a day off: a stand-up at noon looks just like a lunch.
 */
function classifyTogether(occurrence: Occurrence, context: TouchContext): Together {
  if (occurrence.time.kind !== 'timed') return 'no';
  const { startMs } = occurrence.time;
  const { week } = context;
  if (!week.isOutsideWork(startMs) && !week.isLunch(startMs)) return 'no';
  const place = classifyPlace(occurrence, context);
  if (place === 'online' || place === 'office') return 'no';
  const isFree = week.isEvening(startMs) || week.isDayOff(week.zone.dateOf(startMs));
  return place === 'none' && !isFree ? 'doubtful' : 'sure';
}

interface Participant {
  readonly email: string;
  /** Counts as met: see the rule on unanswered invitations. */
  readonly met: boolean;
}

/** The others who took part, the organizer among them; rooms, resources and those who declined are left out. */
function participantsOf(occurrence: Occurrence, me: ReadonlySet<string>): Participant[] {
  const organizer = occurrence.organizer?.email ?? null;
  const userOrganised = organizer !== null && me.has(organizer);
  const userAnswer = userRsvp(occurrence, [...me]);
  const others = new Map<string, Participant>();
  const answered = (attendee: Attendee): boolean => attendee.rsvp !== 'needs-action';
  for (const attendee of occurrence.attendees) {
    if (me.has(attendee.email) || attendee.kind === 'room' || attendee.kind === 'resource') continue;
    if (attendee.rsvp === 'declined') continue;
    const isOrganizer = attendee.email === organizer;
    // An unanswered invitation counts only for its organiser, and when the user organised it.
    const met = isOrganizer || userOrganised || (answered(attendee) && userAnswer !== 'needs-action');
    others.set(attendee.email, { email: attendee.email, met });
  }
  // Listed among the attendees, the organizer has been judged already: met, declined, or a room.
  const isListed = occurrence.attendees.some((attendee) => attendee.email === organizer);
  if (organizer !== null && !userOrganised && !isListed)
    others.set(organizer, { email: organizer, met: true });
  return [...others.values()];
}

/**
 * At the same weight time outside work goes before work, then the later start: it is the last of the date, whatever the
 * order in which calendars were read.
 */
function isHeavier(a: Touch, b: Touch): boolean {
  if (a.weight !== b.weight) return a.weight > b.weight;
  const isTogether = a.kind === 'get-together';
  if (isTogether !== (b.kind === 'get-together')) return isTogether;
  const order = startOf(a) - startOf(b);
  return order > 0 || (order === 0 && (a.occurrence?.uid ?? '') > (b.occurrence?.uid ?? ''));
}

const startOf = ({ occurrence }: Touch): EpochMs =>
  occurrence?.time.kind === 'timed' ? occurrence.time.startMs : 0;

/**
 * Reads touches, bookings and get-togethers out of the calendar. `occurrences` may hold more than the history window;
 * what started before `today - historyDays` is not looked at. Complexity: one pass.
 */
export function collectTouches(
  occurrences: readonly Occurrence[],
  people: readonly Person[],
  logged: readonly LoggedTouch[],
  context: TouchContext,
): TouchBook {
  const me = new Set(context.me);
  const { zone } = context.week;
  const today = zone.dateOf(context.nowMs);
  const since = addDays(today, -historyDays(people));
  // Of two people with one mailbox the one who is followed was there; the last entry of a Map holds.
  const personByEmail = new Map(
    people
      .toSorted((a, b) => Number(a.status === 'followed') - Number(b.status === 'followed'))
      .flatMap((person) => person.emails.map((email) => [email, person] as const)),
  );
  const heaviest = new Map<PersonId, Map<IsoDate, Touch>>(people.map((person) => [person.id, new Map()]));
  const cadenceById = new Map(people.map((person) => [person.id, person.cadenceDays]));
  const bookedOn = new Map<PersonId, IsoDate>();
  const getTogethers: GetTogether[] = [];

  const keep = (id: PersonId, touch: Touch): void => {
    const byDate = heaviest.get(id);
    const other = byDate?.get(touch.date);
    if (byDate && (!other || isHeavier(touch, other))) byDate.set(touch.date, touch);
  };

  for (const occurrence of occurrences) {
    if (occurrence.time.kind !== 'timed' || occurrence.status === 'cancelled') continue;
    if (occurrence.type === 'birthday' || occurrence.type === 'working-location') continue;
    if (userRsvp(occurrence, context.me) === 'declined') continue;
    const { startMs, endMs } = occurrence.time;
    const date = zone.dateOf(startMs);
    if (date < since) continue;
    const others = participantsOf(occurrence, me);
    if (others.length === 0) continue;
    const persons = new Map<PersonId, boolean>();
    let strangers = 0;
    for (const { email, met } of others) {
      const person = personByEmail.get(email);
      // Two addresses of one person are one attendee.
      if (person) persons.set(person.id, met || persons.get(person.id) === true);
      else strangers++;
    }
    // Without the user's own address nobody can tell which attendee is the user; one of them is.
    const attendeeCount = persons.size + strangers + (me.size === 0 ? 0 : 1);
    const together = classifyTogether(occurrence, context);
    const outside = together !== 'no';
    const { kind, weight } = weighOccasion(outside, attendeeCount);
    const met = [...persons].filter(([, really]) => really).map(([id]) => id);
    if (outside) {
      getTogethers.push({
        date,
        startMs,
        endMs,
        uid: occurrence.uid,
        guestCount: attendeeCount - 1,
        personIds: met,
        isDoubtful: together === 'doubtful',
        occurrence,
      });
    }
    if (endMs <= context.nowMs) {
      for (const id of met) keep(id, { date, kind, weight, occurrence });
    } else if (outside && startMs > context.nowMs) {
      for (const id of met) {
        const withinDays = Math.min(cadenceById.get(id) ?? BOOKED_WITHIN_DAYS, BOOKED_WITHIN_DAYS);
        const known = bookedOn.get(id);
        if (daysBetween(today, date) <= withinDays && (known === undefined || date < known))
          bookedOn.set(id, date);
      }
    }
  }
  for (const { personId, date } of logged) {
    if (date >= since && date <= today)
      keep(personId, { date, kind: 'logged', weight: WEIGHT_LOGGED, occurrence: null });
  }
  return {
    touchesByPerson: new Map(
      [...heaviest].map(([id, byDate]) => [
        id,
        [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)),
      ]),
    ),
    getTogethers: getTogethers.toSorted((a, b) => a.startMs - b.startMs || (a.uid < b.uid ? -1 : 1)),
    bookedOn,
  };
}
