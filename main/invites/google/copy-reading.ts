import { recordOf, recordsOf, textOf } from '#main/calendars/google/json.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { CalendarCopy, CopyAttendee } from '#main/invites/invite-calendar.ts';
import { markOf } from '#main/invites/invite-calendar.ts';
import type { InviteContent, InviteRecord } from '#main/invites/invite.ts';
import { oneLine } from '#main/invites/plain-text.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { isZone, openZone } from '#main/kernel/zone.ts';
import { type GoogleEvent, isDeleted, parseEvent, readMarks, readSequence } from './event.ts';

export interface ReadPlace {
  readonly ref: string;
  /** The version that came with the answer and not in it; null: none. */
  readonly etag: string | null;
}

/** The invite's event; null: it cannot be read, or it is somebody else's. What was deleted may have lost its times. */
export function readGoogleCopy(
  event: GoogleEvent,
  { ref, etag }: ReadPlace,
  record: InviteRecord,
): CalendarCopy | null {
  const found = readInterval(event, record.content.zone);
  const isCancelled = isDeleted(event);
  if (found === null && !isCancelled) return null;
  const interval = found ?? record.content.interval;
  const attendees = readAttendees(event);
  if (!isOurs(event, interval, attendees, record)) return null;
  const { sequence, mark } = readStep(event, interval, attendees, record);
  return {
    ref,
    etag: strong(textOf(event['etag']) ?? etag),
    sequence,
    interval,
    isCancelled,
    mark: isCancelled ? null : mark,
    attendees,
    listsAllGuests: attendees.length > 0 && event['attendeesOmitted'] !== true,
    unreached: [],
    source: JSON.stringify(event),
  };
}

/** If-Match compares strongly, so a weak version is none. */
const strong = (etag: string | null): string | null => (etag?.startsWith('W/') === true ? null : etag);

/** As a synchronisation stored it: the series' master and its exceptions. */
export function readStoredCopy(
  resource: { readonly ref: string; readonly text: string },
  record: InviteRecord,
): CalendarCopy | null {
  const master = parseEvent(resource.text)?.['master'];
  if (typeof master !== 'object' || master === null) return null;
  return readGoogleCopy(recordOf(master), { ref: resource.ref, etag: null }, record);
}

/** Null where a time is missing or none. `zone` is what dates and times without a zone are meant in. */
export function readInterval(event: GoogleEvent, zone: string): Interval | null {
  const startMs = readTime(event['start'], zone);
  const endMs = readTime(event['end'], zone);
  if (startMs === null) return null;
  return { startMs, endMs: Math.max(startMs, endMs ?? startMs) };
}

const HAS_OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/i;

function readTime(value: unknown, home: string): EpochMs | null {
  const time = recordOf(value);
  const [date, dateTime] = [textOf(time['date']), textOf(time['dateTime'])];
  const named = textOf(time['timeZone']);
  const zone = openZone(named !== null && isZone(named) ? named : home);
  if (dateTime !== null) {
    const ms = Date.parse(HAS_OFFSET.test(dateTime) ? dateTime : `${dateTime}Z`);
    if (!Number.isFinite(ms)) return null;
    if (HAS_OFFSET.test(dateTime)) return ms;
    const utc = openZone('UTC');
    return zone.toEpochMs(utc.dateOf(ms), utc.minuteOf(ms)) + (ms % 60_000);
  }
  const midnight = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(midnight) ? zone.toEpochMs(openZone('UTC').dateOf(midnight), 0) : null;
}

const RSVP: ReadonlyMap<unknown, Rsvp> = new Map([
  ['accepted', 'accepted'],
  ['declined', 'declined'],
  ['tentative', 'tentative'],
]);

const LONGEST_COMMENT = 500;

/** The guests: neither the user, whom Google lists among them, nor rooms. */
const readAttendees = (event: GoogleEvent): readonly CopyAttendee[] =>
  recordsOf(event['attendees']).flatMap((attendee): readonly CopyAttendee[] => {
    const email = textOf(attendee['email'])?.trim().toLowerCase() ?? null;
    const isGuest = !['self', 'organizer', 'resource'].some((flag) => attendee[flag] === true);
    if (email === null || !isGuest) return [];
    const comment = oneLine(textOf(attendee['comment']) ?? '');
    return [
      {
        email,
        rsvp: RSVP.get(attendee['responseStatus']) ?? 'needs-action',
        comment: comment === '' ? null : comment.slice(0, LONGEST_COMMENT),
      },
    ];
  });

const sharesGuest = (attendees: readonly CopyAttendee[], { guests }: InviteContent): boolean =>
  attendees.some(({ email }) => guests.some((guest) => guest.email.toLowerCase() === email));

const isSameInterval = (a: Interval, b: Interval): boolean => a.startMs === b.startMs && a.endMs === b.endMs;

interface KnownStep {
  readonly sequence: number;
  readonly content: InviteContent;
}

/** What waits to leave, and what guests have meanwhile. */
const knownSteps = ({ sequence, content, settled }: InviteRecord): readonly KnownStep[] => [
  { sequence, content },
  ...(settled === null ? [] : [settled]),
];

/** By our own mark; where the server dropped it, by what cannot be chance beside the id: the times, or a guest. */
function isOurs(
  event: GoogleEvent,
  interval: Interval,
  attendees: readonly CopyAttendee[],
  record: InviteRecord,
): boolean {
  const { uid } = readMarks(event);
  if (uid !== null) return uid === record.uid;
  return (
    isDeleted(event) ||
    sharesGuest(attendees, record.content) ||
    knownSteps(record).some(({ content }) => isSameInterval(interval, content.interval))
  );
}

/** Which step lies there. A server that drops our marks, and may count nothing, still has the times and the guests. */
function readStep(
  event: GoogleEvent,
  interval: Interval,
  attendees: readonly CopyAttendee[],
  record: InviteRecord,
): Pick<CalendarCopy, 'sequence' | 'mark'> {
  const sequence = readSequence(event) ?? 0;
  const { uid, mark } = readMarks(event);
  if (uid !== null || mark !== null) return { sequence, mark };
  const found = knownSteps(record).find(
    ({ content }) =>
      isSameInterval(interval, content.interval) &&
      (attendees.length === 0 || sharesGuest(attendees, content)),
  );
  if (found === undefined) return { sequence, mark: null };
  return {
    sequence: Math.max(sequence, found.sequence),
    mark: markOf({ id: record.id, sequence: found.sequence }),
  };
}
