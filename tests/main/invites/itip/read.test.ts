import { describe, expect, it } from 'vitest';
import { mayBeReply, readReply } from '#main/invites/itip/read.ts';
import { writeRequest } from '#main/invites/itip/write.ts';
import { writeMessage } from '#main/invites/message.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { grill, priya, waiting } from '../fixtures.ts';

const reply = (
  lines: readonly string[] = [],
  method = 'REPLY',
  attendee = 'ATTENDEE;PARTSTAT=ACCEPTED',
): string =>
  [
    'BEGIN:VCALENDAR',
    'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    'DTSTART:20260604T160000Z',
    'DTSTAMP:20260602T081500Z',
    'ORGANIZER;CN=Alex:mailto:alex@example.com',
    'UID:inv-1@golden-hour',
    `${attendee};CN="Nair, Priya";X-NUM-GUESTS=0:MAILTO:Priya@Example.ORG`,
    'SEQUENCE:2',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const expected = {
  uid: 'inv-1@golden-hour',
  sequence: 2,
  from: 'priya@example.org',
  otherAddresses: [],
  answer: 'accepted',
  comment: null,
  stampMs: parseInstant('2026-06-02T08:15:00Z'),
  isCounter: false,
  proposedStartMs: null,
};

const mail = (headers: readonly string[], body: string): string =>
  [
    'From: "Priya" <p.nair@elsewhere.org>',
    'To: alex@example.com',
    'MIME-Version: 1.0',
    ...headers,
    '',
    body,
  ].join('\r\n');

const base64 = (text: string): string =>
  (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');

describe('readReply', () => {
  it('reads an .ics', async () => {
    expect(await readReply(reply())).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['ACCEPTED', 'accepted'],
    ['declined', 'declined'],
    ['TENTATIVE', 'tentative'],
    ['DELEGATED', 'tentative'],
    ['NEEDS-ACTION', 'needs-action'],
    ['X-PERHAPS', 'needs-action'],
  ])('PARTSTAT=%s is %s', async (partstat, answer) => {
    expect(await readReply(reply([], 'REPLY', `ATTENDEE;PARTSTAT=${partstat}`))).toMatchObject({
      value: { answer },
    });
  });

  it('keeps a comment on one line, and who wrote for whom', async () => {
    const text = reply(
      ['COMMENT:Lovely\\, but I\\nbring salad'],
      'REPLY',
      'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:Office@Example.org"',
    );
    expect(await readReply(text)).toMatchObject({
      value: { comment: 'Lovely, but I bring salad', otherAddresses: ['office@example.org'] },
    });
  });

  it('takes a counter-proposal for a maybe', async () => {
    expect(await readReply(reply([], 'COUNTER', 'ATTENDEE;PARTSTAT=DECLINED'))).toMatchObject({
      value: { answer: 'tentative', isCounter: true },
    });
  });

  it.each([
    ['in UTC', 'DTSTART:20260605T170000Z', '2026-06-05T17:00:00Z'],
    ['in a zone', 'DTSTART;TZID=Europe/Amsterdam:20260605T190000', '2026-06-05T17:00:00Z'],
    ['in Outlook’s words', 'DTSTART;TZID=W. Europe Standard Time:20260605T190000', '2026-06-05T17:00:00Z'],
  ])('reads the time that it proposes, %s', async (_name, start, instant) => {
    const text = reply([], 'COUNTER').replace('DTSTART:20260604T160000Z', start);
    expect(await readReply(text)).toMatchObject({ value: { proposedStartMs: parseInstant(instant) } });
  });

  it.each(['DTSTART:20260605T190000', 'DTSTART;VALUE=DATE:20260605', 'DTSTART;TZID=Nowhere:20260605T190000'])(
    'takes %s for no proposal',
    async (start) => {
      const text = reply([], 'COUNTER').replace('DTSTART:20260604T160000Z', start);
      expect(await readReply(text)).toMatchObject({ value: { proposedStartMs: null } });
    },
  );

  it('does without SEQUENCE and DTSTAMP', async () => {
    const text = reply()
      .replace(/SEQUENCE.*\r\n/, '')
      .replace(/DTSTAMP.*\r\n/, '');
    expect(await readReply(text)).toMatchObject({ value: { sequence: null, stampMs: null } });
  });

  it.each([
    [
      'as the only part, quoted-printable',
      mail(
        [
          'Content-Type: text/calendar; charset=UTF-8; method=REPLY',
          'Content-Transfer-Encoding: quoted-printable',
        ],
        reply().replaceAll('=', '=3D').replace('Example.ORG', 'Exam=\r\nple.ORG'),
      ),
    ],
    [
      'as an alternative, base64',
      mail(
        ['Content-Type: multipart/alternative; boundary="b"'],
        [
          '--b',
          'Content-Type: text/plain',
          '',
          'Priya has accepted.',
          '--b',
          'Content-Type: text/calendar; method=REPLY',
          'Content-Transfer-Encoding: base64',
          '',
          base64(reply()),
          '--b--',
          '',
        ].join('\r\n'),
      ),
    ],
    [
      'as an attached file of unknown type',
      mail(
        ['Content-Type: multipart/mixed; boundary="b"'],
        [
          '--b',
          'Content-Type: text/plain',
          '',
          'Yes!',
          '--b',
          'Content-Type: application/octet-stream; name="invite.ics"',
          'Content-Disposition: attachment; filename="invite.ics"',
          'Content-Transfer-Encoding: base64',
          '',
          base64(reply()),
          '--b--',
          '',
        ].join('\r\n'),
      ),
    ],
    [
      'nested, with lone line feeds',
      mail(
        ['Content-Type: multipart/mixed; boundary="o"'],
        [
          '--o',
          'Content-Type: multipart/alternative; boundary="i"',
          '',
          '--i',
          'Content-Type: text/html',
          '',
          '<p>Yes</p>',
          '--i',
          'Content-Type: text/calendar; method="REPLY"; charset="utf-8"',
          'Content-Transfer-Encoding: 8bit',
          '',
          reply(),
          '--i--',
          '--o--',
          '',
        ].join('\r\n'),
      ).replaceAll('\r\n', '\n'),
    ],
  ])('reads a mail with it %s', async (_name, text) => {
    expect(mayBeReply(text)).toBe(true);
    expect(await readReply(text)).toEqual({
      ok: true,
      value: { ...expected, otherAddresses: ['p.nair@elsewhere.org'] },
    });
  });

  it.each([
    ['an invitation', writeRequest(waiting, writeMessage(grill, priya, 'create')), 'REQUEST'],
    ['a calendar without a method', reply().replace(/METHOD.*\r\n/, ''), 'no METHOD'],
    ['a mail without one', mail(['Content-Type: text/plain'], 'Yes, gladly!'), 'Tap the answer'],
    ['a broken calendar', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n', 'cannot be read'],
    ['nobody who answers', reply().replace(/ATTENDEE.*\r\n/, ''), 'nobody'],
    ['no event', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n', 'no event'],
    ['something else', 'Hello there', 'Tap the answer'],
    ['too much', `BEGIN:VCALENDAR${' '.repeat(5_000_001)}`, 'too large'],
  ])('says why %s is no answer', async (_name, text, message) => {
    const outcome = await readReply(text);
    expect(outcome).toMatchObject({ ok: false, code: 'unreadable' });
    expect(outcome.ok ? '' : outcome.message).toContain(message);
  });
});

describe('mayBeReply', () => {
  it('tells answers from calendars, people and prose', () => {
    expect(mayBeReply(reply())).toBe(true);
    expect(mayBeReply(reply([], 'PUBLISH'))).toBe(false);
    expect(mayBeReply(writeRequest(waiting, writeMessage(grill, priya, 'create')))).toBe(false);
    expect(mayBeReply('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Priya\r\nEND:VCARD\r\n')).toBe(false);
    expect(mayBeReply('name,emails\nPriya,priya@example.org\n')).toBe(false);
    expect(mayBeReply('[{"name": "Priya", "emails": []}]')).toBe(false);
  });
});
