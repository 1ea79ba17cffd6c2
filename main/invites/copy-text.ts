import ICAL from 'ical.js';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { CalendarCopy, CopyAttendee } from '#main/invites/invite-calendar.ts';
import { currentDeliveries, type InviteRecord } from '#main/invites/invite.ts';
import { writeChangedLines, writeCopy, writeZoneLines } from '#main/invites/itip/write.ts';
import { ownTitle, sharedTitle, writeSharedMessage } from '#main/invites/message.ts';
import { oneLine } from '#main/invites/plain-text.ts';
import { isZone, openZone } from '#main/kernel/zone.ts';

/** The event as it is first written; where the server tells the guests, it is what they read, too. */
export function writeNewCopy(record: InviteRecord): string {
  const { content, step, calendar } = record;
  return calendar?.teller === 'server'
    ? writeCopy(record, {
        summary: sharedTitle(content),
        description: writeSharedMessage(content, step).text,
        isServed: true,
      })
    : writeCopy(record, { summary: ownTitle(content), description: null, isServed: false });
}

/** Far more than one event ever needs. */
const LONGEST_SOURCE = 2_000_000;

/**
 * The event with this UID in an iCalendar object; null where it is not in it, or nothing can be read. `zone` is what
 * floating times and all-day dates are meant in.
 */
export function readCopy(
  resource: { readonly ref: string; readonly etag: string | null; readonly text: string },
  { uid, zone }: { readonly uid: string; readonly zone: string },
): CalendarCopy | null {
  const event = findEvent(resource.text, uid);
  if (event === null) return null;
  const startMs = readTime(event.getFirstProperty('dtstart'), event, zone);
  if (startMs === null) return null;
  const attendees = event.getAllProperties('attendee');
  return {
    ref: resource.ref,
    etag: resource.etag,
    sequence: readInteger(firstOf(event, 'sequence')),
    interval: { startMs, endMs: Math.max(startMs, readEnd(event, startMs, zone)) },
    isCancelled: /^cancelled$/i.test(String(firstOf(event, 'status') ?? '')),
    mark: readMark(event),
    attendees: attendees.map((attendee) => readAttendee(attendee, event)),
    unreached: attendees.filter(isUnreached).map(addressOf),
    source: resource.text,
  };
}

function findEvent(text: string, uid: string): ICAL.Component | null {
  if (text.length > LONGEST_SOURCE) return null;
  try {
    // ical.js says `any`; what it gives is what its own Component takes.
    const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
    return (
      events.find(
        (event) =>
          event.getFirstPropertyValue('uid') === uid && event.getFirstProperty('recurrence-id') === null,
      ) ?? null
    );
  } catch {
    // Nothing that anybody could read: for us it is not there.
    return null;
  }
}

/** ical.js reads a value when it is asked for, and throws at one that is none: that is as if it were not there. */
function valueOf(property: ICAL.Property): unknown {
  try {
    return property.getFirstValue();
  } catch {
    return null;
  }
}

function firstOf(event: ICAL.Component, name: string): unknown {
  const property = event.getFirstProperty(name);
  return property === null ? null : valueOf(property);
}

const readInteger = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;

function readMark(event: ICAL.Component): string | null {
  const mark = firstOf(event, 'x-golden-hour-step');
  return typeof mark === 'string' && mark !== '' ? mark : null;
}

function readTime(property: ICAL.Property | null, event: ICAL.Component, zoneId: string): EpochMs | null {
  const time = property === null ? null : valueOf(property);
  if (property === null || !(time instanceof ICAL.Time)) return null;
  const tzid = property.getFirstParameter('tzid');
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (!Number.isFinite(wall)) return null;
  if (time.zone === ICAL.Timezone.utcTimezone) return wall;
  if (typeof tzid !== 'string') return fromWall(wall, zoneId);
  if (isZone(tzid)) return fromWall(wall, tzid);
  const known = event.parent
    ?.getAllSubcomponents('vtimezone')
    .find((each) => each.getFirstPropertyValue('tzid') === tzid);
  if (known === undefined) return fromWall(wall, zoneId);
  time.zone = new ICAL.Timezone(known);
  return time.toUnixTime() * 1000;
}

/** Of a wall clock that is given as if it were UTC. */
function fromWall(wall: number, zoneId: string): EpochMs {
  const date = openZone('UTC').dateOf(wall);
  const minutes = openZone('UTC').minuteOf(wall);
  return openZone(zoneId).toEpochMs(date, minutes) + (wall % 60_000);
}

const DAY_MS = 24 * 3_600_000;

function readEnd(event: ICAL.Component, startMs: EpochMs, zone: string): EpochMs {
  const end = readTime(event.getFirstProperty('dtend'), event, zone);
  if (end !== null) return end;
  const duration = firstOf(event, 'duration');
  if (duration instanceof ICAL.Duration) return startMs + duration.toSeconds() * 1000;
  const start = firstOf(event, 'dtstart');
  // RFC 5545, 3.6.1: a date alone lasts its day, a time alone no time.
  return start instanceof ICAL.Time && start.isDate ? startMs + DAY_MS : startMs;
}

const RSVP: Readonly<Record<string, Rsvp>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'tentative',
};

function addressOf(attendee: ICAL.Property): string {
  const email = parameter(attendee, 'email');
  const value = String(valueOf(attendee) ?? '');
  // Some servers name their users by a path, and put the address beside it.
  const address = /^mailto:/i.test(value) || email === '' ? value : email;
  return address
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
}

function parameter(property: ICAL.Property, name: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' ? value : '';
}

const LONGEST_COMMENT = 500;

function readAttendee(attendee: ICAL.Property, event: ICAL.Component): CopyAttendee {
  const email = addressOf(attendee);
  // What Google and Apple's servers write beside an answer.
  const apart = event
    .getAllProperties('x-calendarserver-attendee-comment')
    .find((each) => parameter(each, 'x-calendarserver-attendee-ref').toLowerCase().endsWith(email));
  const comment = oneLine(
    parameter(attendee, 'x-response-comment') || String((apart && valueOf(apart)) ?? ''),
  );
  return {
    email,
    rsvp: RSVP[parameter(attendee, 'partstat').toUpperCase()] ?? 'needs-action',
    comment: comment === '' ? null : comment.slice(0, LONGEST_COMMENT),
  };
}

/** RFC 6638, 3.2.9: the codes that begin with 3 and 5 say that nobody could be told. */
const isUnreached = (attendee: ICAL.Property): boolean =>
  parameter(attendee, 'schedule-status')
    .split(',')
    .some((code) => /^\s*[35]\./.test(code));

/** One line of content with its foldings; `name` in capitals, and the line break at its end with it. */
interface ContentLine {
  readonly name: string;
  readonly raw: string;
}

/** What a move may take the place of; all else in an event is others' and stays as it is, to the byte. */
const CHANGED = [
  'DTSTART',
  'DTEND',
  'DURATION',
  'SEQUENCE',
  'DTSTAMP',
  'LAST-MODIFIED',
  'X-GOLDEN-HOUR-STEP',
];

/** The server's own text with the record's times and SEQUENCE in the event; throws where `readCopy` gives null. */
export function writeMovedCopy(source: string, record: InviteRecord): string {
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = splitLines(source);
  const range = findRange(lines, record.uid);
  if (range === null)
    throw new Error(`The event of invite ${record.id} is not in the text that should move.`);
  const left = new Map(writeChangedLines(record));
  const forced = new Set(
    currentDeliveries(record)
      .filter(({ state }) => state === 'attempting')
      .map(({ email }) => email),
  );
  const isAgain = readCopy(
    { ref: '', etag: null, text: source },
    { uid: record.uid, zone: record.content.zone },
  );
  const force =
    record.calendar?.teller === 'server' && isAgain?.sequence === record.sequence
      ? forced
      : new Set<string>();
  const changed = lines.slice(range.from, range.to).flatMap(({ name, raw }, i): string[] => {
    if (!range.own.has(range.from + i)) return [raw];
    if (name === 'ATTENDEE') return [forceTelling(raw, force, lineBreak)];
    if (name === 'STATUS' && /:CANCELLED$/i.test(unfold(raw)))
      return [withBreaks('STATUS:CONFIRMED', lineBreak)];
    if (!CHANGED.includes(name)) return [raw];
    const line = left.get(name);
    left.delete(name);
    return line === undefined ? [] : [withBreaks(line, lineBreak)];
  });
  const added = [...left.values()].map((line) => withBreaks(line, lineBreak));
  const zone = needsZone(lines, record.content.zone) ? writeZoneLines(record) : [];
  return [
    ...lines.slice(0, range.from - 1).map(({ raw }) => raw),
    ...zone.map((line) => withBreaks(line, lineBreak)),
    lines[range.from - 1]?.raw ?? '',
    ...added,
    ...changed,
    ...lines.slice(range.to).map(({ raw }) => raw),
  ].join('');
}

const withBreaks = (line: string, lineBreak: string): string =>
  `${line.replaceAll(/\r\n/g, lineBreak)}${lineBreak}`;

function splitLines(source: string): readonly ContentLine[] {
  return source
    .split(/(?<=\n)(?![ \t])/)
    .map((raw) => ({ raw, name: (/^[^:;\r\n]*/.exec(unfold(raw))?.[0] ?? '').toUpperCase() }));
}

const unfold = (raw: string): string => raw.replaceAll(/\r?\n[ \t]/g, '').trimEnd();

interface EventRange {
  /** The line after BEGIN, and END. */
  readonly from: number;
  readonly to: number;
  /** Lines of the event itself and of none of its alarms. */
  readonly own: ReadonlySet<number>;
}

function findRange(lines: readonly ContentLine[], uid: string): EventRange | null {
  let depth = 0;
  let from = -1;
  let own = new Set<number>();
  for (const [index, { name, raw }] of lines.entries()) {
    const value = unfold(raw);
    if (name === 'BEGIN') {
      if (from >= 0) depth += 1;
      else if (/:VEVENT$/i.test(value)) {
        from = index + 1;
        own = new Set();
        depth = 0;
      }
    } else if (name === 'END' && from >= 0) {
      if (depth > 0) depth -= 1;
      else {
        const isOurs =
          [...own].some((i) => unfold(lines[i]?.raw ?? '').replace(/^UID[^:]*:/i, '') === uid) &&
          ![...own].some((i) => lines[i]?.name === 'RECURRENCE-ID');
        if (isOurs) return { from, to: index, own };
        from = -1;
      }
    } else if (from >= 0 && depth === 0) own.add(index);
  }
  return null;
}

const needsZone = (lines: readonly ContentLine[], zone: string): boolean =>
  !lines.some(({ name, raw }) => name === 'TZID' && unfold(raw).replace(/^TZID[^:]*:/i, '') === zone);

/** RFC 6638, 7.2: asks the server to tell this guest once more, though nothing else has changed. */
function forceTelling(raw: string, emails: ReadonlySet<string>, lineBreak: string): string {
  const line = unfold(raw);
  const isMeant = [...emails].some((email) => line.toLowerCase().endsWith(`mailto:${email}`));
  if (!isMeant) return raw;
  return `${line.replace(/^ATTENDEE/i, 'ATTENDEE;SCHEDULE-FORCE-SEND=REQUEST').replace(/(.{60})/gu, `$1${lineBreak} `)}${lineBreak}`;
}
