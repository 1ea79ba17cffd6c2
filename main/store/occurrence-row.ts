import type { CalendarId } from '#contract/ids.ts';
import type { Attendee, EventTime, Occurrence, Organizer } from '#main/calendars/event.ts';
import { epochDayOf } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { type Database, jsonOf, numberOf, type Row, textOf } from './database.ts';

// How an occurrence lies in its row: a hundred thousand of them lie there, so what is usual is left out.

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What reaches further is asked for apart, so that everything else is found by its start. As migration 0002 has it. */
export const LONG_MS = 4 * DAY_MS;

/** Where an occurrence may lie, in any zone: local midnight comes 14 hours before UTC's to 12 hours after it. */
function reachOf({ time }: Occurrence): Interval {
  if (time.kind === 'timed') {
    // An event of no length still lies somewhere.
    return { startMs: time.startMs, endMs: Math.max(time.endMs, time.startMs + 1) };
  }
  return {
    startMs: epochDayOf(time.startDate) * DAY_MS - 14 * HOUR_MS,
    endMs: epochDayOf(time.endDate) * DAY_MS + 12 * HOUR_MS,
  };
}

/** Rows lie in the order in which they are written. `resource` is the row of the resource that it comes from. */
export function insertOccurrence(
  database: Database,
  generation: number,
  resource: number | null,
  occurrence: Occurrence,
): void {
  const { startMs, endMs } = reachOf(occurrence);
  database.run(
    `INSERT INTO occurrences (generation, resource, uid, start_ms, end_ms, is_long, occurrence)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    generation,
    resource,
    occurrence.uid,
    startMs,
    endMs,
    endMs - startMs > LONG_MS ? 1 : 0,
    pack(occurrence, endMs),
  );
}

const USUAL = {
  recurrenceId: null,
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [],
  activity: null,
} satisfies Partial<Occurrence>;

const USUAL_ATTENDEE = { name: null, rsvp: 'needs-action', kind: 'individual' } satisfies Partial<Attendee>;

/** Without what the row's columns say and without what is usual. */
function pack(occurrence: Occurrence, endMs: number): string {
  const { uid: _uid, calendarId: _calendar, time, attendees, ...rest } = occurrence;
  const isPlain = time.kind === 'timed' && time.endMs === endMs;
  return JSON.stringify({
    ...withoutUsual(rest, USUAL),
    ...(isPlain ? { zone: time.zone ?? undefined } : { time }),
    ...(attendees.length === 0
      ? {}
      : { attendees: attendees.map((attendee) => withoutUsual(attendee, USUAL_ATTENDEE)) }),
  });
}

const withoutUsual = (values: object, usual: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([key, value]) => usual[key] !== value));

type Packed = Omit<Partial<Occurrence>, 'time' | 'attendees'> & {
  readonly summary: string;
  readonly time?: EventTime;
  readonly zone?: string;
  readonly attendees?: readonly PackedAttendee[];
};
type PackedAttendee = Pick<Attendee, 'email'> & Partial<Attendee>;

/** The same person is in thousands of events: once in memory is enough, as nothing here is ever changed. */
export interface KnownPeople {
  readonly attendees: Map<string, Attendee>;
  readonly organizers: Map<string, Organizer>;
}

export const createKnownPeople = (): KnownPeople => ({ attendees: new Map(), organizers: new Map() });

/** What a row of `occurrences` says. Rows of the first format hold everything. */
export function readOccurrence(row: Row, calendarId: CalendarId, known: KnownPeople): Occurrence {
  // `pack` wrote it, or the first format, which left nothing out.
  const packed = jsonOf(row, 'occurrence') as Packed;
  // Field by field: objects of one shape take less room than those that are put together.
  return {
    uid: textOf(row, 'uid'),
    recurrenceId: packed.recurrenceId ?? USUAL.recurrenceId,
    calendarId,
    summary: packed.summary,
    location: packed.location ?? USUAL.location,
    hasConference: packed.hasConference ?? USUAL.hasConference,
    status: packed.status ?? USUAL.status,
    transparency: packed.transparency ?? USUAL.transparency,
    type: packed.type ?? USUAL.type,
    organizer:
      packed.organizer === null || packed.organizer === undefined
        ? USUAL.organizer
        : knownOrganizer(packed.organizer, known),
    attendees: packed.attendees?.map((attendee) => knownAttendee(attendee, known)) ?? NOBODY,
    time: packed.time ?? {
      kind: 'timed',
      startMs: numberOf(row, 'start_ms'),
      endMs: numberOf(row, 'end_ms'),
      zone: packed.zone ?? null,
    },
    activity: packed.activity ?? USUAL.activity,
  };
}

const NOBODY: readonly Attendee[] = [];

function knownAttendee(packed: PackedAttendee, { attendees }: KnownPeople): Attendee {
  const attendee = { ...USUAL_ATTENDEE, ...packed };
  const key = `${attendee.email}\n${attendee.name ?? ''}\n${attendee.rsvp}\n${attendee.kind}`;
  const known = attendees.get(key);
  if (known !== undefined && known.name === attendee.name) return known;
  attendees.set(key, attendee);
  return attendee;
}

function knownOrganizer(organizer: Organizer, { organizers }: KnownPeople): Organizer {
  const key = `${organizer.email}\n${organizer.name ?? ''}`;
  const known = organizers.get(key);
  if (known !== undefined && known.name === organizer.name) return known;
  organizers.set(key, organizer);
  return organizer;
}
