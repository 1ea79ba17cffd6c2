import { isZone, openZone } from '#main/kernel/zone.ts';
import { type Json, listOf, recordOf, recordsOf, textOf } from './json.ts';
import { type GoogleEvent, type GoogleSeries, isCancelled, recurs } from './series.ts';

// iCalendar is the middle through which every source is read, so that one parser, with all its limits and all it knows
// of time zones and recurrence, is enough. Only what that parser looks at is written.

// Nothing that somebody wrote may begin a line of its own, or end in the middle of one.
const LINE_BREAKS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

const SPECIAL = /[\p{Cc}\u2028\u2029\\;,]/u;

// Nearly every text has nothing of the kind, and looking once is quicker than three times.
const writeText = (text: string): string =>
  SPECIAL.test(text)
    ? text
        .replace(/[\\;,]/g, '\\$&')
        .replace(LINE_BREAKS, '\\n')
        .replace(CONTROLS, '')
    : text;

const writeRaw = (text: string): string => (SPECIAL.test(text) ? text.replace(CONTROLS, ' ') : text).trim();

/** A quoted parameter; a quote and a caret are written as RFC 6868 says. */
const writeParameter = (text: string): string =>
  `"${writeRaw(text).replaceAll('^', '^^').replaceAll('"', "^'")}"`;

interface Moment {
  readonly ms: number | null;
  /** As it is written there, without separators: 20260330T100000. */
  readonly wall: string;
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([Zz]|[+-]\d{2}:?\d{2})?$/;

/** RFC 3339, and without an offset where a zone is named instead. Null: neither. */
function readMoment(text: string): Moment | null {
  const match = MOMENT.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00', offset] = match;
  const zone = offset?.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase();
  const ms =
    zone === undefined ? null : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return {
    ms: ms === null || Number.isNaN(ms) ? null : ms,
    wall: `${year}${month}${day}T${hour}${minute}${second}`,
  };
}

/** A date, also where somebody wrote a time behind it. What is none, the parser names. */
const writeDate = (day: string): string => {
  const [date] = /^\d{4}-\d{2}-\d{2}/.exec(day.trim()) ?? [];
  return date?.replaceAll('-', '') ?? writeRaw(day);
};

const compact = (iso: string): string => iso.slice(0, 19).replace(/[-:]/g, '');

const writeUtc = (ms: number): string => `${compact(new Date(ms).toISOString())}Z`;

/** No change of a clock repeats more than this. */
const LONGEST_FOLD_MS = 3 * 3_600_000;

/** Null: the clock of the zone shows this time twice, and it is the second one that is meant. */
function writeInZone(name: string, ms: number, zoneId: string): string | null {
  const zone = openZone(zoneId);
  const offsetMs = zone.offsetMs(ms);
  const isSecond =
    zone.offsetMs(ms - LONGEST_FOLD_MS) !== offsetMs &&
    zone.toEpochMs(zone.dateOf(ms), zone.minuteOf(ms)) !== Math.floor(ms / 60_000) * 60_000;
  return isSecond ? null : `${name};TZID=${zoneId}:${compact(new Date(ms + offsetMs).toISOString())}`;
}

/**
 * A start or end. Null: nothing there. The instant is what Google vouches for, in whatever offset it is written; the
 * zone says on whose clock a series recurs.
 */
function writeTime(name: string, time: unknown, isRecurring: boolean): string | null {
  const { date, dateTime, timeZone } = recordOf(time);
  const day = textOf(date);
  if (day !== null) return `${name};VALUE=DATE:${writeDate(day)}`;
  const text = textOf(dateTime);
  if (text === null) return null;
  const moment = readMoment(text);
  // The parser says of it what it is.
  if (moment === null) return `${name}:${writeRaw(text)}`;
  const zone = textOf(timeZone);
  if (zone === null) return `${name}:${moment.ms === null ? moment.wall : writeUtc(moment.ms)}`;
  if (moment.ms === null || (isRecurring && !isZone(zone))) {
    return `${name};TZID=${writeParameter(zone)}:${moment.wall}`;
  }
  const inZone = isZone(zone) ? writeInZone(name, moment.ms, zone) : null;
  return inZone ?? `${name}:${writeUtc(moment.ms)}`;
}

/** `20260406`, `20260406T080000Z`: at which moment of its series an instance was to start. */
function writeOriginal(event: GoogleEvent): string | null {
  const { date, dateTime } = recordOf(event['originalStartTime']);
  const day = textOf(date);
  if (day !== null) return `VALUE=DATE:${writeDate(day)}`;
  const moment = readMoment(textOf(dateTime) ?? '');
  if (moment !== null) return moment.ms === null ? `:${moment.wall}` : `:${writeUtc(moment.ms)}`;
  const [, named] = /_(\d{8}(?:T\d{6}Z)?)$/.exec(event.id) ?? [];
  if (named === undefined) return null;
  return named.length === 8 ? `VALUE=DATE:${named}` : `:${named}`;
}

const nameLine = (name: string, value: string): string =>
  value.startsWith(':') ? `${name}${value}` : `${name};${value}`;

const RECURRENCE = /^(?:RRULE|EXRULE|RDATE|EXDATE)[:;]/i;

function writeRecurrence(event: GoogleEvent): readonly string[] {
  return listOf(event['recurrence'])
    .flatMap((line) => (typeof line === 'string' ? line.split(LINE_BREAKS) : []))
    .filter((line) => RECURRENCE.test(line))
    .map(writeRaw);
}

const PARTSTAT: ReadonlyMap<unknown, string> = new Map([
  ['accepted', 'ACCEPTED'],
  ['declined', 'DECLINED'],
  ['tentative', 'TENTATIVE'],
]);

const isCalendarAddress = (email: string | null): boolean =>
  email?.toLowerCase().endsWith('@group.calendar.google.com') ?? false;

function writePerson(name: string, person: Json, parameters: readonly string[], at: number): string {
  const email = textOf(person['email']);
  const label = textOf(person['displayName']);
  const all = [...parameters, ...(label === null ? [] : [`CN=${writeParameter(label)}`])];
  // Somebody whose address may not be seen is company all the same.
  const value = email === null ? `urn:google:${textOf(person['id']) ?? at}` : `mailto:${email}`;
  return `${[name, ...all].join(';')}:${writeRaw(value).replaceAll(/\s/g, '')}`;
}

function writeAttendee(attendee: Json, at: number): string {
  const answer = PARTSTAT.get(attendee['responseStatus']) ?? 'NEEDS-ACTION';
  const isRoom = attendee['resource'] === true;
  const isCalendar = isCalendarAddress(textOf(attendee['email']));
  const kind = isRoom ? ['CUTYPE=ROOM'] : isCalendar ? ['CUTYPE=GROUP'] : [];
  return writePerson('ATTENDEE', attendee, [`PARTSTAT=${answer}`, ...kind], at);
}

function writeOrganizer(event: GoogleEvent): string | null {
  const organizer = recordOf(event['organizer']);
  // A calendar that people share organises nothing itself.
  const person = isCalendarAddress(textOf(organizer['email'])) ? recordOf(event['creator']) : organizer;
  return textOf(person['email']) === null ? null : writePerson('ORGANIZER', person, [], 0);
}

function findConference(event: GoogleEvent): string | null {
  const { entryPoints, conferenceId } = recordOf(event['conferenceData']);
  const [entry] = recordsOf(entryPoints);
  return textOf(event['hangoutLink']) ?? textOf(entry?.['uri']) ?? textOf(conferenceId);
}

const TYPES: ReadonlyMap<unknown, string> = new Map([
  ['outOfOffice', 'out-of-office'],
  ['focusTime', 'focus'],
  ['workingLocation', 'working-location'],
  ['birthday', 'birthday'],
]);

const isDeclined = ({ self, responseStatus }: Json): boolean =>
  self === true && responseStatus === 'declined';

/** What it says beside its times. */
function addFields(lines: string[], event: GoogleEvent): void {
  const addText = (name: string, value: unknown): void => {
    const text = textOf(value);
    if (text !== null) lines.push(`${name}:${writeText(text)}`);
  };
  addText('SUMMARY', event['summary']);
  addText('LOCATION', event['location']);
  // Links to a meeting are all that is looked for in it.
  if (/https?:/i.test(textOf(event['description']) ?? '')) addText('DESCRIPTION', event['description']);
  addText(
    'X-GOLDEN-HOUR-ACTIVITY',
    recordOf(recordOf(event['extendedProperties'])['private'])['goldenHourActivity'],
  );
  const type = TYPES.get(event['eventType']);
  if (type !== undefined) lines.push(`X-GOLDEN-HOUR-TYPE:${type}`);
  if (event['status'] === 'tentative') lines.push('STATUS:TENTATIVE');
  const attendees = recordsOf(event['attendees']);
  // What the user said no to takes none of their time, under whichever of their addresses they were asked.
  if (event['transparency'] === 'transparent' || attendees.some(isDeclined)) lines.push('TRANSP:TRANSPARENT');
  const conference = findConference(event);
  if (conference !== null) lines.push(`X-GOOGLE-CONFERENCE:${writeRaw(conference)}`);
  const organizer = writeOrganizer(event);
  if (organizer !== null) lines.push(organizer);
  for (const [at, attendee] of attendees.entries()) lines.push(writeAttendee(attendee, at));
}

function addEvent(lines: string[], event: GoogleEvent, uid: string, more: readonly string[]): void {
  const isRecurring = recurs(event);
  lines.push('BEGIN:VEVENT', `UID:${writeText(uid)}`);
  const start = writeTime('DTSTART', event['start'], isRecurring);
  if (start !== null) lines.push(start);
  const end = writeTime('DTEND', event['end'], isRecurring);
  if (end !== null) lines.push(end);
  lines.push(...more);
  addFields(lines, event);
  lines.push('END:VEVENT');
}

/** Which of two exceptions for one instance is the newer. */
function writeRevision(event: GoogleEvent): readonly string[] {
  const { sequence, updated } = event;
  const stamp = readMoment(textOf(updated) ?? '')?.ms ?? null;
  return [
    ...(typeof sequence === 'number' ? [`SEQUENCE:${sequence}`] : []),
    ...(stamp === null ? [] : [`LAST-MODIFIED:${writeUtc(stamp)}`]),
  ];
}

/** The UID under which the event is known everywhere: Golden Hour's own where it wrote the event. */
export function uidOf(event: GoogleEvent): string {
  const own = recordOf(recordOf(event['extendedProperties'])['private']);
  return textOf(own['goldenHourUid']) ?? textOf(event['iCalUID']) ?? `${event.id}@google.com`;
}

/** The series as one iCalendar object; deleted instances are its exceptions (EXDATE). */
export function toIcal({ master, exceptions }: GoogleSeries): string {
  const lines: string[] = ['BEGIN:VCALENDAR'];
  const first = master ?? exceptions.find((exception) => !isCancelled(exception));
  const uid = first === undefined ? '' : uidOf(first);
  if (master !== null) {
    const deleted = exceptions.filter(isCancelled).flatMap((event) => writeOriginal(event) ?? []);
    const exdates = deleted.map((original) => nameLine('EXDATE', original));
    addEvent(lines, master, uid, [...writeRecurrence(master), ...exdates]);
  }
  for (const exception of exceptions) {
    if (isCancelled(exception)) continue;
    const original = writeOriginal(exception);
    const id = original === null ? [] : [nameLine('RECURRENCE-ID', original)];
    addEvent(lines, exception, uid, [...id, ...writeRevision(exception)]);
  }
  lines.push('END:VCALENDAR', '');
  return lines.join('\r\n');
}
