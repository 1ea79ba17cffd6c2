import ICAL from 'ical.js';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { toldContent } from '#main/invites/calendar-event.ts';
import { answerOf, type InviteContent, type InviteRecord, isKnown } from '#main/invites/invite.ts';
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
  const shown = records.filter((record) => record.state.kind !== 'cancelled' && isKnown(record));
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

function writeCalendar(
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH',
  contents: readonly InviteContent[],
  events: readonly JCalComponent[],
): string {
  const calendar: JCalComponent = [
    'vcalendar',
    [
      text('prodid', PRODUCT),
      text('version', '2.0'),
      text('calscale', 'GREGORIAN'),
      text('method', method),
      ...(method === 'PUBLISH' ? [extension('x-wr-calname', 'Golden Hour')] : []),
    ],
    [...timeZones(contents), ...events],
  ];
  // jCal is made of arrays, strings and numbers only; ical.js wants them mutable and does not change them.
  return fold(ICAL.stringify(calendar as unknown as Parameters<typeof ICAL.stringify>[0]));
}

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
