import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import type { InviteRecord, Teller } from '#main/invites/invite.ts';
import { joost, priya, sent, THURSDAY_18 } from './fixtures.ts';
import { hostileText } from './hostile-text.ts';

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

describe('readCopy', () => {
  it.each([
    ['in UTC', ['DTSTART:20260604T160000Z', 'DTEND:20260604T180000Z'], THURSDAY_18, 2],
    [
      'in a zone by its name',
      ['DTSTART;TZID=Europe/Amsterdam:20260604T180000', 'DURATION:PT1H'],
      THURSDAY_18,
      1,
    ],
    ['floating, in the user’s zone', ['DTSTART:20260604T180000', 'DTEND:20260604T190000'], THURSDAY_18, 1],
    ['of a zone that nobody knows', ['DTSTART;TZID=Nowhere:20260604T180000'], THURSDAY_18, 0],
    ['all day', ['DTSTART;VALUE=DATE:20260604'], THURSDAY_18 - 18 * HOUR, 24],
  ] as const)('reads a time %s', (_name, lines, startMs, hours) => {
    expect(read(event(...lines))?.interval).toEqual({ startMs, endMs: startMs + hours * HOUR });
  });

  it('reads answers, comments, and who could not be told', () => {
    const copy = read(
      event(
        'DTSTART:20260604T160000Z',
        'STATUS:CANCELLED',
        'ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT="Gladly":mailto:Priya@Example.org',
        'ATTENDEE;PARTSTAT=DECLINED;SCHEDULE-STATUS="2.0,5.1":MAILTO:joost@example.nl',
        'ATTENDEE;PARTSTAT=TENTATIVE;EMAIL=sam@example.org;SCHEDULE-STATUS=1.2:/principals/sam/',
        'X-CALENDARSERVER-ATTENDEE-COMMENT;X-CALENDARSERVER-ATTENDEE-REF="mailto:joost@example.nl":Ziek',
      ),
    );
    expect(copy).toMatchObject({
      isCancelled: true,
      sequence: 0,
      mark: null,
      attendees: [
        { email: priya.email, rsvp: 'accepted', comment: 'Gladly' },
        { email: joost.email, rsvp: 'declined', comment: 'Ziek' },
        { email: 'sam@example.org', rsvp: 'tentative', comment: null },
      ],
      unreached: [joost.email],
    });
  });

  it.each([
    ['nothing', ''],
    ['no calendar', '<html></html>'],
    ['another event', event('DTSTART:20260604T160000Z').replace(record.uid, 'other')],
    ['no start', event('SUMMARY:x')],
    ['an exception alone', event('RECURRENCE-ID:20260604T160000Z', 'DTSTART:20260604T160000Z')],
  ])('finds no event in %s', (_name, text) => {
    expect(read(text)).toBeNull();
  });

  it('never throws, whatever a server gives', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(() => read(text)).not.toThrow();
        expect(() => read(event('DTSTART:20260604T160000Z', text))).not.toThrow();
        const one = text.replaceAll(/[\r\n]/g, ' ');
        for (const name of ['DTSTART', 'DTEND', 'DURATION', 'SEQUENCE', 'ATTENDEE', 'STATUS']) {
          expect(() =>
            read(event('DTSTART:20260604T160000Z', `${name}:${one}`, `${name};X=${one}`)),
          ).not.toThrow();
          expect(() => read(event(`${name}:${one}`))).not.toThrow();
        }
      }),
    );
  });
});
