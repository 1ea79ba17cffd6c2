import ICAL from 'ical.js';

/** What a calendar program answers to a REQUEST: the same event, with the one attendee who speaks (RFC 5546, 3.2.3). */
export function writeReply(request: string, email: string, partstat: string, comment?: string): string {
  const asked = new ICAL.Component(ICAL.parse(request)).getFirstSubcomponent('vevent');
  const property = (name: string): string => String(asked?.getFirstPropertyValue(name) ?? '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example Mail//Calendar 1.0//EN',
    'METHOD:REPLY',
    'BEGIN:VEVENT',
    `UID:${property('uid')}`,
    `SEQUENCE:${property('sequence')}`,
    'DTSTAMP:20260601T100000Z',
    `ORGANIZER:${property('organizer')}`,
    `ATTENDEE;PARTSTAT=${partstat}:mailto:${email}`,
    ...(comment === undefined ? [] : [`COMMENT:${comment}`]),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** The same in a mail, as it lies in an inbox (RFC 6047). */
export const writeReplyMail = (reply: string, email: string): string =>
  [
    `From: A Guest <${email}>`,
    'To: alex.morgan@example.com',
    'Subject: Accepted',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Yes, gladly.',
    '--b1',
    'Content-Type: text/calendar; method=REPLY; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(reply).toString('base64'),
    '--b1--',
    '',
  ].join('\r\n');
