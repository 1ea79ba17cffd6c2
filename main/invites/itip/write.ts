import ICAL from 'ical.js';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { calendarEventOf, toldContent } from '#main/invites/calendar-event.ts';
import { answerOf, type InviteContent, type InviteRecord } from '#main/invites/invite.ts';
import { markOf } from '#main/invites/invite-calendar.ts';
import { type InviteMessage, ownTitle } from '#main/invites/message.ts';
import { manyLines, oneLine } from '#main/invites/plain-text.ts';
import { openZone } from '#main/kernel/zone.ts';
import { isUtc, type JCalComponent, type JCalProperty, writeTimeZone } from './time-zone.ts';

const PRODUCT = '-//Golden Hour//Golden Hour//EN';

/**
 * RFC 5546 REQUEST for one guest: the same UID, SEQUENCE and DTSTAMP for all of them and however often it is sent;
 * title and text in the guest's language.
 */
export function writeRequest(record: InviteRecord, message: InviteMessage): string {
  const { content } = record;
  return writeCalendar(
    'REQUEST',
    [content],
    [
      [
        'vevent',
        [
          ...identity(record, record.sequence),
          ...times(content),
          organizer(content),
          ...content.guests.map((guest): JCalProperty => attendee(guest, 'needs-action', true)),
          text('summary', message.summary),
          ...location(content),
          text('description', message.text),
          text('status', 'CONFIRMED'),
          text('transp', 'OPAQUE'),
        ],
        [],
      ],
    ],
  );
}

/** RFC 5546 CANCEL of the whole event. */
export function writeCancel(record: InviteRecord, message: InviteMessage): string {
  const { content } = record;
  return writeCalendar(
    'CANCEL',
    [content],
    [
      [
        'vevent',
        [
          ...identity(record, record.sequence),
          ...times(content),
          organizer(content),
          ...content.guests.map((guest): JCalProperty => attendee(guest, 'needs-action', false)),
          text('summary', message.summary),
          text('description', message.text),
          text('status', 'CANCELLED'),
          text('transp', 'TRANSPARENT'),
        ],
        [],
      ],
    ],
  );
}

/** The user's own copy of everything that was sent and not cancelled, with the answers and our mark (METHOD:PUBLISH). */
export function writeOwnCalendar(records: readonly InviteRecord[]): string {
  const shown = records.filter((record) => calendarEventOf(record) !== null);
  return writeCalendar(
    'PUBLISH',
    shown.map(toldContent),
    shown.map((record): JCalComponent => {
      const content = toldContent(record);
      return [
        'vevent',
        [
          ...identity(record, content === record.content ? record.sequence : (record.settled?.sequence ?? 0)),
          ...times(content),
          organizer(content),
          ...content.guests.map((guest) =>
            attendee(guest, answerOf(record, guest.email)?.answer ?? 'needs-action', false),
          ),
          text('summary', ownTitle(content)),
          ...location(content),
          text('status', 'CONFIRMED'),
          text('transp', 'OPAQUE'),
          extension('x-golden-hour-activity', content.activity.id),
        ],
        [],
      ];
    }),
  );
}

/**
 * The event for the user's calendar on a server: an object without METHOD (RFC 4791, 4.1). Where `isServed`, the server
 * tells the guests; otherwise each of them is marked as ours to tell (SCHEDULE-AGENT=CLIENT, RFC 6638, 7.1), so that it
 * never begins to.
 */
export function writeCopy(
  record: InviteRecord,
  { summary, description, isServed }: CopyWords & { readonly isServed: boolean },
): string {
  const { content } = record;
  return writeCalendar(
    null,
    [content],
    [
      [
        'vevent',
        [
          ...identity(record, record.sequence),
          ...times(content),
          organizer(content),
          ...content.guests.map((guest): JCalProperty => {
            const [name, parameters, type, value] = attendee(guest, 'needs-action', true);
            return [name, isServed ? parameters : { ...parameters, 'schedule-agent': 'CLIENT' }, type, value];
          }),
          text('summary', summary),
          ...location(content),
          ...(description === null ? [] : [text('description', description)]),
          text('status', 'CONFIRMED'),
          text('transp', 'OPAQUE'),
          extension('x-golden-hour-activity', content.activity.id),
          extension('x-golden-hour-step', markOf(record)),
        ],
        [],
      ],
    ],
  );
}

export interface CopyWords {
  readonly summary: string;
  readonly description: string | null;
}

function writeCalendar(
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null,
  contents: readonly InviteContent[],
  events: readonly JCalComponent[],
): string {
  const calendar: JCalComponent = [
    'vcalendar',
    [
      text('prodid', PRODUCT),
      text('version', '2.0'),
      text('calscale', 'GREGORIAN'),
      ...(method === null ? [] : [text('method', method)]),
      ...(method === 'PUBLISH' ? [extension('x-wr-calname', 'Golden Hour')] : []),
    ],
    [...timeZones(contents), ...events],
  ];
  return write(calendar);
}

const write = (component: JCalComponent): string =>
  // jCal is made of arrays, strings and numbers only; ical.js wants them mutable and does not change them.
  fold(ICAL.stringify(component as unknown as Parameters<typeof ICAL.stringify>[0]));

/** The lines of a step that changes the times of an event that somebody else may have written. */
export function writeChangedLines(record: InviteRecord): ReadonlyMap<string, string> {
  const { content, stampMs } = record;
  const properties: readonly JCalProperty[] = [
    ...times(content),
    ...identity(record, record.sequence).slice(1),
    ['last-modified', {}, 'date-time', utcText(stampMs)],
    extension('x-golden-hour-step', markOf(record)),
  ];
  const lines = linesOf(['vevent', properties, []]).slice(1, -1);
  return new Map(lines.map((line, i) => [properties[i]?.[0].toUpperCase() ?? '', line]));
}

/** Folded, without the line break at its end. */
export const writeDescriptionLine = (description: string): string =>
  linesOf(['vevent', [text('description', description)], []])[1] ?? '';

/** The lines of the VTIMEZONE that the record's times need; none in UTC. */
export const writeZoneLines = ({ content }: InviteRecord): readonly string[] =>
  isUtc(content.zone) ? [] : linesOf(writeTimeZone(content.zone, content.interval));

/** Each line folded, without the line break at its end. */
const linesOf = (component: JCalComponent): readonly string[] =>
  write(component)
    .split(/\r\n(?![ \t])/)
    .filter((line) => line !== '');

/** One VTIMEZONE for each zone, wide enough for all of its events. */
function timeZones(contents: readonly InviteContent[]): readonly JCalComponent[] {
  const ids = [...new Set(contents.map(({ zone }) => zone))].filter((id) => !isUtc(id));
  return ids.map((id) => {
    const intervals = contents.filter(({ zone }) => zone === id).map(({ interval }) => interval);
    return writeTimeZone(id, {
      startMs: Math.min(...intervals.map(({ startMs }) => startMs)),
      endMs: Math.max(...intervals.map(({ endMs }) => endMs)),
    });
  });
}

const identity = (record: InviteRecord, sequence: number): readonly JCalProperty[] => [
  text('uid', record.uid),
  ['sequence', {}, 'integer', sequence],
  ['dtstamp', {}, 'date-time', utcText(record.stampMs)],
];

const times = ({ interval, zone }: InviteContent): readonly JCalProperty[] => [
  time('dtstart', interval.startMs, zone),
  time('dtend', interval.endMs, zone),
];

const time = (name: string, ms: EpochMs, zone: string): JCalProperty =>
  isUtc(zone)
    ? [name, {}, 'date-time', utcText(ms)]
    : // The wall clock without its offset: the TZID says the rest.
      [name, { tzid: zone }, 'date-time', openZone(zone).format(ms).slice(0, 19)];

const utcText = (ms: EpochMs): string => `${openZone('UTC').format(ms).slice(0, 19)}Z`;

const text = (name: string, value: string): JCalProperty => [name, {}, 'text', manyLines(value)];

// Written as `text`, ical.js would add VALUE=TEXT, which readers of these two do not expect.
const extension = (name: string, value: string): JCalProperty => [name, {}, 'unknown', oneLine(value)];

const location = (content: InviteContent): readonly JCalProperty[] =>
  content.location === null ? [] : [text('location', oneLine(content.location))];

const organizer = ({ organizer: { name, email } }: InviteContent): JCalProperty => [
  'organizer',
  nameParameter(name),
  'cal-address',
  `mailto:${email}`,
];

const PARTSTAT: Readonly<Record<Rsvp, string>> = {
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  tentative: 'TENTATIVE',
  'needs-action': 'NEEDS-ACTION',
};

const attendee = (
  { name, email }: { readonly name: string; readonly email: string },
  answer: Rsvp,
  asksForAnswer: boolean,
): JCalProperty => [
  'attendee',
  {
    cutype: 'INDIVIDUAL',
    role: 'REQ-PARTICIPANT',
    partstat: PARTSTAT[answer],
    ...(asksForAnswer ? { rsvp: 'TRUE' } : {}),
    ...nameParameter(name),
  },
  'cal-address',
  `mailto:${email}`,
];

/** A double quote cannot stand in a parameter, RFC 6868 is not read everywhere, and some readers take a backslash for an escape. */
function nameParameter(name: string): Readonly<Record<string, string>> {
  const cn = oneLine(name).replaceAll('"', "'").replaceAll(/[\\^]/g, '');
  return cn === '' ? {} : { cn };
}

const LINE_OCTETS = 75;

/** RFC 5545, 3.1: lines of at most 75 octets, the blank of a continuation included, and CRLF after each. */
function fold(calendar: string): string {
  const encoder = new TextEncoder();
  const lines = calendar.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      let folded = '';
      let room = LINE_OCTETS;
      for (const character of line) {
        const octets = encoder.encode(character).length;
        if (octets > room) {
          folded += '\r\n ';
          room = LINE_OCTETS - 1;
        }
        folded += character;
        room -= octets;
      }
      return `${folded}\r\n`;
    })
    .join('');
}
