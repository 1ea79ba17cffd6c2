import { recordOf, recordsOf, textOf } from '#main/calendars/google/json.ts';
import type { EpochMs } from '#contract/time.ts';
import type { InviteContent, InviteRecord } from '#main/invites/invite.ts';
import { markOf } from '#main/invites/invite-calendar.ts';
import { sharedTitle, writeEventText } from '#main/invites/message.ts';
import { oneLine } from '#main/invites/plain-text.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';
import { readInterval } from './copy-reading.ts';
import { type GoogleEvent, isDeleted, readSequence } from './event.ts';

interface WrittenTime {
  dateTime: string;
  timeZone: string;
  /** Null takes away the date of what somebody made an all-day event. */
  date?: null;
}

/** What Golden Hour writes of an event; all else in it is others'. */
export interface EventBody {
  id?: string;
  status?: string;
  summary?: string;
  description?: string;
  location?: string;
  start?: WrittenTime;
  end?: WrittenTime;
  attendees?: { email: string; displayName?: string; responseStatus: string }[];
  guestsCanSeeOtherGuests?: boolean;
  sequence?: number;
  extendedProperties?: { private: Record<string, string> };
}

export interface EventChange {
  readonly body: EventBody;
  /** Something that guests see changes, so they are told. */
  readonly concernsGuests: boolean;
}

/** The event as it is first written; Google tells the guests of it. Nothing is said of reminders or a video call. */
export function writeNewEvent(record: InviteRecord, eventId: string): EventBody {
  const { content, sequence } = record;
  return {
    id: eventId,
    status: 'confirmed',
    ...writeWords(content),
    ...writeTimes(content),
    attendees: writeGuests(content),
    // As in a mail, which names all who are asked.
    guestsCanSeeOtherGuests: true,
    ...(sequence === 0 ? {} : { sequence }),
    extendedProperties: { private: writeMarks(record) },
  };
}

/**
 * A move: the times, the SEQUENCE and our own marks, and of the text only what the user wrote about the old time and is
 * there as it was. Of an event that was deleted and is put back, what the server has forgotten, too.
 */
export function writeChange(source: GoogleEvent, record: InviteRecord): EventChange {
  const { content, settled } = record;
  const before = readInterval(source, content.zone);
  const isMoved = before === null || !isSameInterval(before, content.interval);
  const outdated =
    settled === null || settled.content.edited === null ? null : writeDescription(settled.content);
  const isOutdated = outdated !== null && textOf(source['description']) === outdated;
  const { start, end } = writeTimes(content);
  const isRevived = isDeleted(source);
  return {
    body: {
      start: { ...start, ...clearDate(source['start']) },
      end: { ...end, ...clearDate(source['end']) },
      sequence: Math.max(record.sequence, readSequence(source) ?? 0),
      ...writeProperties(source, record),
      ...(isOutdated ? { description: writeDescription(content) } : {}),
      ...(isRevived ? writeForgotten(source, content) : {}),
    },
    concernsGuests: isMoved || isOutdated || isRevived,
  };
}

/** For a server that takes whole events only: everything that was read, with the change in it. */
export function writeWhole(source: GoogleEvent, { body }: EventChange): EventBody {
  const { start, end, ...others } = body;
  return {
    ...source,
    ...others,
    ...(start === undefined ? {} : { start: withoutDate(start) }),
    ...(end === undefined ? {} : { end: withoutDate(end) }),
  };
}

const withoutDate = ({ dateTime, timeZone }: WrittenTime): WrittenTime => ({ dateTime, timeZone });

const clearDate = (time: unknown): { date?: null } =>
  textOf(recordOf(time)['date']) === null ? {} : { date: null };

const isSameInterval = (a: Interval, b: Interval): boolean => a.startMs === b.startMs && a.endMs === b.endMs;

function writeTimes({ interval, zone }: InviteContent): { start: WrittenTime; end: WrittenTime } {
  const write = (ms: EpochMs): WrittenTime => ({ dateTime: openZone(zone).format(ms), timeZone: zone });
  return { start: write(interval.startMs), end: write(interval.endMs) };
}

const writeWords = (content: InviteContent): { summary: string; description: string; location?: string } => ({
  summary: sharedTitle(content),
  description: writeDescription(content),
  ...(content.location === null ? {} : { location: oneLine(content.location) }),
});

/** Google shows a description as HTML: what people wrote stays the text that it is. */
const writeDescription = (content: InviteContent): string =>
  writeEventText(content).replaceAll(/<(?=[a-z/!?])/gi, '< ');

const writeGuests = ({ guests }: InviteContent): NonNullable<EventBody['attendees']> =>
  guests.map(({ name, email }) => ({
    email,
    ...(oneLine(name) === '' ? {} : { displayName: oneLine(name) }),
    responseStatus: 'needsAction',
  }));

const writeMarks = (record: InviteRecord): Record<string, string> => ({
  goldenHourUid: record.uid,
  goldenHourMark: markOf(record),
  goldenHourActivity: record.content.activity.id,
});

/** With what others keep there: not every server leaves alone what it is not told of. */
function writeProperties(
  { extendedProperties }: GoogleEvent,
  record: InviteRecord,
): Pick<EventBody, 'extendedProperties'> {
  const known = recordOf(extendedProperties);
  const others = Object.entries(recordOf(known['private'])).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as const] : [],
  );
  return {
    extendedProperties: {
      ...known,
      private: { ...Object.fromEntries(others), ...writeMarks(record) },
    },
  };
}

/** What was deleted may be no more than an id. Guests that it still has stay as they are. */
function writeForgotten(source: GoogleEvent, content: InviteContent): EventBody {
  const words = writeWords(content);
  return {
    status: 'confirmed',
    ...(textOf(source['summary']) === null ? words : {}),
    ...(recordsOf(source['attendees']).length === 0
      ? { attendees: writeGuests(content), guestsCanSeeOtherGuests: true }
      : {}),
  };
}
