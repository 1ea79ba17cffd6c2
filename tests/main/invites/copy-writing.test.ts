import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { writeMovedCopy, writeNewCopy } from '#main/invites/copy-writing.ts';
import { markOf } from '#main/invites/invite-calendar.ts';
import type { InviteRecord, Teller } from '#main/invites/invite.ts';
import { FRIDAY_18, joost, priya, sent } from './fixtures.ts';
import { hostileText } from './hostile-text.ts';
import { readEvent } from './itip/read-event.ts';

const HOUR = 3_600_000;

const recordFor = (teller: Teller): InviteRecord => ({
  ...sent,
  route: 'calendar',
  calendar: {
    calendarId: calendarId('home'),
    ref: 'r',
    etag: null,
    teller,
    copy: { state: 'pending', attempts: 0, detail: null },
    mayBeThere: false,
    seen: {},
  },
});
const record = recordFor('smtp');
const moved: InviteRecord = {
  ...record,
  step: 'move',
  sequence: 2,
  content: { ...record.content, interval: { startMs: FRIDAY_18, endMs: FRIDAY_18 + HOUR } },
};

const read = (text: string, zone = 'Europe/Amsterdam') =>
  readCopy({ ref: 'r', etag: '"1"', text }, { uid: record.uid, zone });

const event = (...lines: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:x',
    'BEGIN:VEVENT',
    `UID:${record.uid}`,
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('writeNewCopy', () => {
  it('is read back as what it is', () => {
    expect(read(writeNewCopy(record))).toMatchObject({
      ref: 'r',
      etag: '"1"',
      sequence: 0,
      interval: record.content.interval,
      isCancelled: false,
      mark: markOf(record),
      attendees: [
        { email: priya.email, rsvp: 'needs-action', comment: null },
        { email: joost.email, rsvp: 'needs-action', comment: null },
      ],
      unreached: [],
    });
  });

  it('names guests to the user where Golden Hour tells them, and everybody where the server does', () => {
    expect(readEvent(writeNewCopy(record)).summary).toBe('Grill at home with Priya and Joost');
    expect(readEvent(writeNewCopy(recordFor('server'))).summary).toBe(
      'Grill at home with Alex, Priya and Joost',
    );
    expect(readEvent(writeNewCopy(record)).names).not.toContain('description');
  });

  it('holds no line that a name or a place made', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, location) => {
        const { guests } = record.content;
        const hostile: InviteRecord = {
          ...recordFor('server'),
          content: { ...record.content, location, guests: guests.map((guest) => ({ ...guest, name })) },
        };
        const names = readEvent(writeNewCopy(hostile)).names;
        expect(names.filter((each) => each === 'attendee')).toHaveLength(2);
        expect(names.filter((each) => each === 'organizer')).toHaveLength(1);
      }),
    );
  });
});

describe('writeMovedCopy', () => {
  it('changes the times, SEQUENCE and stamps, and not a byte besides', () => {
    const source = event(
      'DTSTART;TZID=Europe/Amsterdam:20260604T180000',
      'DURATION:PT2H',
      'SUMMARY:A very long title that is folded by the server at a place of its own choic',
      ' e',
      'X-ODD;X-PARAM="a;b:c":un\\,usual',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org',
      'BEGIN:VALARM',
      'DTSTAMP:20200101T000000Z',
      'TRIGGER:-PT15M',
      'END:VALARM',
    ).replace('BEGIN:VEVENT', 'BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT');
    const text = writeMovedCopy(source, moved);
    expect(read(text)).toMatchObject({ sequence: 2, interval: moved.content.interval, mark: markOf(moved) });
    const removed = ['DTSTART;TZID=Europe/Amsterdam:20260604T180000', 'DURATION:PT2H'];
    const expected = source.split('\r\n').filter((line) => !removed.includes(line));
    const lines = text.split('\r\n');
    expect(lines.filter((line) => expected.includes(line))).toEqual(expected);
    const names = lines.filter((line) => !expected.includes(line)).map((line) => line.split(/[:;]/)[0]);
    expect(new Set(names)).toEqual(
      new Set(['DTEND', 'DTSTART', 'DTSTAMP', 'LAST-MODIFIED', 'SEQUENCE', 'X-GOLDEN-HOUR-STEP']),
    );
    expect(names).toHaveLength(6);
  });

  it('brings the zone along where the server has none of that name, and keeps bare line feeds', () => {
    const source = event('DTSTART:20260604T160000Z').replaceAll('\r\n', '\n');
    const text = writeMovedCopy(source, moved);
    expect(text).not.toContain('\r');
    expect(text).toContain('TZID:Europe/Amsterdam\n');
    expect(readEvent(text)).toMatchObject({ startMs: FRIDAY_18 });
  });

  it('changes the series and leaves its exceptions', () => {
    const exception = [
      'BEGIN:VEVENT',
      `UID:${record.uid}`,
      'RECURRENCE-ID:20260611T160000Z',
      'DTSTART:20260611T170000Z',
      'END:VEVENT',
    ].join('\r\n');
    const source = event('DTSTART:20260604T160000Z').replace('BEGIN:VEVENT', `${exception}\r\nBEGIN:VEVENT`);
    const text = writeMovedCopy(source, moved);
    expect(text).toContain(exception);
    expect(read(text)?.interval.startMs).toBe(FRIDAY_18);
  });

  it('takes along a text of the user’s own only where nobody changed it', () => {
    const edited = { subject: 'Fire!', text: 'Come on Thursday, please.\n\nAlex' };
    const before: InviteRecord = { ...recordFor('server'), content: { ...record.content, edited } };
    const { content, sequence, step, stampMs, dueMs, state } = before;
    const next: InviteRecord = {
      ...before,
      step: 'move',
      sequence: 1,
      content: { ...moved.content, edited: null },
      settled: { content, sequence, step, stampMs, dueMs, state, copy: null },
    };
    const source = writeNewCopy(before);
    expect(readEvent(source).description).toBe(edited.text);
    const text = readEvent(writeMovedCopy(source, next)).description;
    expect(text).toContain('Would you like to join me?');
    expect(text).not.toMatch(/Thursday|18:00/);
    const changed = source.replace('please', 'pretty please');
    expect(readEvent(writeMovedCopy(changed, next)).description).toContain('pretty please');
  });

  it('makes what was cancelled stand again', () => {
    expect(
      read(writeMovedCopy(event('DTSTART:20260604T160000Z', 'STATUS:CANCELLED'), moved))?.isCancelled,
    ).toBe(false);
  });

  it('asks the server to tell once more whom it could not reach', () => {
    const served: InviteRecord = {
      ...recordFor('server'),
      deliveries: record.deliveries.map((delivery) =>
        delivery.email === joost.email ? { ...delivery, state: 'attempting' } : delivery,
      ),
    };
    const text = writeMovedCopy(writeNewCopy(served), served);
    const forced = text
      .replaceAll(/\r\n[ \t]/g, '')
      .split('\r\n')
      .filter((line) => line.includes('SCHEDULE-FORCE-SEND=REQUEST'));
    expect(forced).toHaveLength(1);
    expect(forced[0]).toContain(joost.email);
  });

  it('refuses a text without the event', () => {
    expect(() => writeMovedCopy('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', moved)).toThrow('inv-1');
  });
});
