import type { EpochMs, IsoDate } from '#contract/time.ts';
import { addDays } from '#main/kernel/dates.ts';

export interface SampleAttendee {
  readonly name: string;
  readonly email: string;
  readonly isDeclined?: boolean;
}

/** An event as the sample tells it: local wall clock, `from` and `until` as 'HH:MM'; both null for all day. */
export interface SampleEvent {
  readonly slug: string;
  readonly summary: string;
  readonly date: IsoDate;
  readonly hours: readonly [string, string] | null;
  /** Days of an all-day event. */
  readonly days?: number;
  readonly rule?: string;
  readonly location?: string;
  readonly attendees?: readonly SampleAttendee[];
  readonly isCancelled?: boolean;
  /** Does not block. */
  readonly isTransparent?: boolean;
}

export interface SampleCalendar {
  readonly name: string;
  /** IANA. */
  readonly zone: string;
  readonly owner: SampleAttendee;
  readonly stampMs: EpochMs;
  readonly events: readonly SampleEvent[];
}

/** TEXT of RFC 5545, 3.3.11. */
const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (character) => `\\${character}`).replaceAll(/\r?\n/g, '\\n');

/** Folded at 60 letters: fewer than 75 octets (RFC 5545, 3.1), for the sample's few letters beyond ASCII too. */
const foldLine = (line: string): string => line.replaceAll(/(.{60})(?=.)/gu, '$1\r\n ');

const compact = (text: string): string => text.replaceAll(/[-:]/g, '');

function writeTimes({ date, hours, days = 1 }: SampleEvent, zone: string): readonly string[] {
  if (hours === null) {
    return [`DTSTART;VALUE=DATE:${compact(date)}`, `DTEND;VALUE=DATE:${compact(addDays(date, days))}`];
  }
  const write = (name: string, clock: string): string =>
    `${name};TZID=${zone}:${compact(date)}T${compact(clock)}00`;
  return [write('DTSTART', hours[0]), write('DTEND', hours[1])];
}

function writeEvent(event: SampleEvent, { zone, owner, stampMs }: SampleCalendar): readonly string[] {
  const stamp = `${compact(new Date(stampMs).toISOString()).slice(0, 15)}Z`;
  const attendees = event.attendees ?? [];
  return [
    'BEGIN:VEVENT',
    `UID:sample-${event.slug}@example.com`,
    `DTSTAMP:${stamp}`,
    ...writeTimes(event, zone),
    ...(event.rule === undefined ? [] : [`RRULE:${event.rule}`]),
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.location === undefined ? [] : [`LOCATION:${escapeText(event.location)}`]),
    `STATUS:${event.isCancelled === true ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.isTransparent === true ? 'TRANSPARENT' : 'OPAQUE'}`,
    ...(attendees.length > 0 ? [`ORGANIZER;CN=${owner.name}:mailto:${owner.email}`] : []),
    ...attendees.map(
      ({ name, email, isDeclined }) =>
        `ATTENDEE;CN=${name};PARTSTAT=${isDeclined === true ? 'DECLINED' : 'ACCEPTED'}:mailto:${email}`,
    ),
    'END:VEVENT',
  ];
}

/** iCalendar text, so that the sample goes through the same reader as any calendar. Zones by IANA name (RFC 7809). */
export function writeSampleCalendar(calendar: SampleCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Golden Hour//sample week//EN',
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    ...calendar.events.flatMap((event) => writeEvent(event, calendar)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}
