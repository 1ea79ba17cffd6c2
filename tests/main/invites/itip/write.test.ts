import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCancel, writeOwnCalendar, writeRequest } from '#main/invites/itip/write.ts';
import { writeMessage } from '#main/invites/message.ts';
import { grill, joost, NOW, priya, sent, THURSDAY_18, waiting } from '../fixtures.ts';
import { hostileText } from '../hostile-text.ts';
import { readEvent, readEvents } from './read-event.ts';

const HOUR = 3_600_000;
const request = (record = waiting, guest = priya): string =>
  writeRequest(record, writeMessage(record.content, guest, record.step));

describe('writeRequest', () => {
  it('is an iTIP REQUEST with everything that a calendar program needs', () => {
    expect(readEvent(request())).toEqual({
      method: 'REQUEST',
      uid: 'inv-1@golden-hour',
      sequence: 0,
      status: 'CONFIRMED',
      summary: 'Grill at home with Alex Jansen',
      description: writeMessage(grill, priya, 'create').text,
      location: 'Keizersgracht 1, Amsterdam',
      organizer: 'alex@example.com',
      attendees: [
        { email: priya.email, partstat: 'NEEDS-ACTION', rsvp: 'TRUE', name: 'Priya Nair' },
        { email: joost.email, partstat: 'NEEDS-ACTION', rsvp: 'TRUE', name: 'Joost de Vries' },
      ],
      startMs: THURSDAY_18,
      endMs: THURSDAY_18 + 2.5 * HOUR,
      stampMs: NOW,
      names: [
        'uid',
        'sequence',
        'dtstamp',
        'dtstart',
        'dtend',
        'organizer',
        'attendee',
        'attendee',
        'summary',
        'location',
        'description',
        'status',
        'transp',
      ],
    });
  });

  it('is the same text however often it is written', () => {
    expect(request()).toBe(request());
  });

  it('carries no mark of ours to guests', () => {
    expect(request()).not.toMatch(/X-GOLDEN/i);
  });

  it('writes UTC without a VTIMEZONE', () => {
    const text = request({ ...waiting, content: { ...grill, zone: 'UTC' } });
    expect(text).not.toContain('VTIMEZONE');
    expect(text).toContain('DTSTART:20260604T160000Z\r\n');
  });

  it('holds lines of at most 75 octets that end in CRLF, whatever people write', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (name, title, place) => {
        const text = request({
          ...waiting,
          content: {
            ...grill,
            activity: { ...grill.activity, name: { en: title, nl: title } },
            location: place,
            coHost: name,
            organizer: { ...grill.organizer, name },
            guests: [{ ...priya, name }, joost],
          },
        });
        expect(text.endsWith('\r\n')).toBe(true);
        for (const line of text.slice(0, -2).split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('lets nobody add a line: names, titles and places stay values', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (name, title, place) => {
        const event = readEvent(
          request({
            ...waiting,
            content: {
              ...grill,
              activity: { ...grill.activity, name: { en: title, nl: title } },
              fallback: null,
              location: place,
              organizer: { ...grill.organizer, name },
              guests: [{ ...priya, name }, joost],
            },
          }),
        );
        expect(event.names).toEqual(readEvent(request()).names);
        expect(event.attendees.map(({ email }) => email)).toEqual([priya.email, joost.email]);
        expect(event).toMatchObject({ uid: waiting.uid, method: 'REQUEST', startMs: THURSDAY_18 });
      }),
      { numRuns: 1000 },
    );
  }, 60_000);
});

describe('writeCancel', () => {
  it('cancels the same event with the SEQUENCE it is given', () => {
    const cancelled = { ...sent, step: 'cancel', sequence: 1 } as const;
    const event = readEvent(writeCancel(cancelled, writeMessage(grill, priya, 'cancel')));
    expect(event).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 1, uid: waiting.uid });
    expect(event.attendees.map(({ rsvp }) => rsvp)).toEqual(['', '']);
  });
});

describe('writeOwnCalendar', () => {
  it('publishes what was sent, with the answers and the activity; nothing that waits or was cancelled', () => {
    const answered = {
      ...sent,
      answers: [
        {
          email: priya.email,
          personId: priya.personId,
          answer: 'accepted',
          comment: null,
          sequence: 0,
          stampMs: NOW,
          recordedAtMs: NOW,
          via: 'tap',
        },
      ],
    } as const;
    const inNewYork = { ...sent, uid: 'b', content: { ...grill, zone: 'America/New_York' } };
    const text = writeOwnCalendar([
      answered,
      inNewYork,
      { ...waiting, uid: 'c' },
      { ...sent, uid: 'd', state: { kind: 'cancelled', atMs: NOW } },
    ]);
    const events = readEvents(text);
    expect(events.map(({ uid }) => uid)).toEqual([sent.uid, 'b']);
    expect(events[0]).toMatchObject({ method: 'PUBLISH', summary: 'Grill at home with Priya and Joost' });
    expect(events[0]?.attendees.map(({ partstat }) => partstat)).toEqual(['ACCEPTED', 'NEEDS-ACTION']);
    expect(events.map(({ startMs }) => startMs)).toEqual([THURSDAY_18, THURSDAY_18]);
    expect(text).toContain('X-GOLDEN-HOUR-ACTIVITY:grill\r\n');
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(2);
  });

  it('is an empty calendar when nothing was sent', () => {
    expect(readEvents(writeOwnCalendar([]))).toEqual([]);
  });
});
