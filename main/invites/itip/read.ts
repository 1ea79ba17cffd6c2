import ICAL from 'ical.js';
import PostalMime, { type Email } from 'postal-mime';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { createZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { toInstant } from '#main/calendars/ical/wall-time.ts';
import { openForeignCalendar } from '#main/invites/foreign-calendar.ts';
import { oneLine } from '#main/invites/plain-text.ts';

export interface Reply {
  readonly uid: string;
  /** Null where the sender left it out. */
  readonly sequence: number | null;
  /** The attendee who answers, lower case. */
  readonly from: string;
  /** Other addresses of the same sender: SENT-BY, and the From of the mail. */
  readonly otherAddresses: readonly string[];
  readonly answer: Rsvp;
  readonly comment: string | null;
  readonly stampMs: EpochMs | null;
  /** METHOD:COUNTER: a 'not then, but maybe at another time', which is no plain no. */
  readonly isCounter: boolean;
  /** When a COUNTER would rather have it; null: it does not say, or is none. */
  readonly proposedStartMs: EpochMs | null;
}

/** Far more than any reply holds. */
const LONGEST_TEXT = 5_000_000;
/** Of the answer itself: it is read beside the screens, and must not hold them up. */
const LONGEST_CALENDAR = 500_000;

const IS_CALENDAR = /^\uFEFF?\s*BEGIN:VCALENDAR/i;
const IS_MAIL = /^\uFEFF?(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n/;

/** Whether a dropped file is worth `readReply`: an iTIP answer, or a mail that may hold one. Calendars are not. */
export function mayBeReply(text: string): boolean {
  if (IS_CALENDAR.test(text))
    return text.length <= LONGEST_CALENDAR && /^METHOD:(?:REPLY|COUNTER)\s*$/im.test(text);
  return IS_MAIL.test(text.slice(0, 100_000)) && /^(?:content-type|mime-version|from)\s*:/im.test(text);
}

/** Reads an iTIP REPLY or COUNTER (RFC 5546), as an .ics or inside a mail (.eml, RFC 6047). */
export async function readReply(text: string): Promise<Outcome<Reply>> {
  if (text.length > LONGEST_TEXT) return fail('unreadable', 'This file is too large to be an answer.');
  if (IS_CALENDAR.test(text)) return readCalendar(text, []);
  let mail: Email;
  try {
    mail = await PostalMime.parse(text, { attachmentEncoding: 'utf8' });
  } catch (error) {
    return fail('unreadable', `This is no mail that can be read: ${describe(error)}.`);
  }
  const from = mail.from?.address?.toLowerCase();
  for (const part of mail.attachments) {
    const isCalendar = /calendar|\bics\b/.test(part.mimeType) || /\.ics$/i.test(part.filename ?? '');
    if (isCalendar && typeof part.content === 'string') {
      return readCalendar(part.content, from === undefined ? [] : [from]);
    }
  }
  return fail(
    'unreadable',
    'This mail holds no answer that a calendar program wrote. Tap the answer on the card instead.',
  );
}

function readCalendar(text: string, senders: readonly string[]): Outcome<Reply> {
  if (text.length > LONGEST_CALENDAR) return fail('unreadable', 'This file is too large to be an answer.');
  let calendar: ICAL.Component;
  try {
    calendar = openForeignCalendar(text);
  } catch (error) {
    return fail('unreadable', `This answer cannot be read: ${describe(error)}.`);
  }
  const method = textValue(calendar, 'method')?.toUpperCase();
  if (method !== 'REPLY' && method !== 'COUNTER') {
    return fail(
      'unreadable',
      `This is a calendar (${method ?? 'no METHOD'}) and not an answer to an invite.`,
    );
  }
  const event = calendar.getFirstSubcomponent('vevent');
  const attendees = event?.getAllProperties('attendee') ?? [];
  const uid = event === null ? null : textValue(event, 'uid');
  // A COUNTER may list everybody; the one who speaks is then the mail's sender.
  const attendee =
    attendees.find((candidate) => senders.includes(addressOf(candidate.getFirstValue()))) ?? attendees[0];
  if (event === null || uid === null || attendee === undefined) {
    return fail('unreadable', 'This answer names no event or nobody who answers.');
  }
  const from = addressOf(attendee.getFirstValue());
  const sentBy = addressOf(attendee.getFirstParameter('sent-by'));
  const others = [sentBy, ...senders].filter((address) => address !== '' && address !== from);
  return succeed({
    uid,
    sequence: readSequence(event),
    from,
    otherAddresses: [...new Set(others)],
    answer: method === 'COUNTER' ? 'tentative' : readAnswer(attendee.getFirstParameter('partstat')),
    comment: readComment(event),
    stampMs: readStamp(event),
    isCounter: method === 'COUNTER',
    proposedStartMs: method === 'COUNTER' ? readProposedStart(event, text) : null,
  });
}

function readAnswer(partstat: unknown): Rsvp {
  switch (typeof partstat === 'string' ? partstat.toUpperCase() : '') {
    case 'ACCEPTED':
      return 'accepted';
    case 'DECLINED':
      return 'declined';
    case 'TENTATIVE':
    // A delegate may come instead: whether the person does is open.
    case 'DELEGATED':
      return 'tentative';
    default:
      return 'needs-action';
  }
}

/** ical.js reads a value when it is asked for, and throws at one that is none: that is as if it were not there. */
function valueOf(component: ICAL.Component, name: string): unknown {
  try {
    return component.getFirstPropertyValue(name);
  } catch {
    return null;
  }
}

function textValue(component: ICAL.Component, name: string): string | null {
  const value = valueOf(component, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function readSequence(event: ICAL.Component): number | null {
  const value = valueOf(event, 'sequence');
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

function readStamp(event: ICAL.Component): EpochMs | null {
  const value = valueOf(event, 'dtstamp');
  // DTSTAMP is in UTC by definition (RFC 5545, 3.8.7.2), also where the Z was forgotten.
  if (!(value instanceof ICAL.Time)) return null;
  const ms = Date.UTC(value.year, value.month - 1, value.day, value.hour, value.minute, value.second);
  return Number.isFinite(ms) ? ms : null;
}

/**
 * A time without a zone is nobody's in particular, and says nothing. The zone is found as in a calendar: within limits,
 * which ical.js has none of for a VTIMEZONE that recurs every second.
 */
function readProposedStart(event: ICAL.Component, text: string): EpochMs | null {
  const time = valueOf(event, 'dtstart');
  if (!(time instanceof ICAL.Time) || time.isDate) return null;
  const wallMs = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (!Number.isFinite(wallMs)) return null;
  if (time.zone === ICAL.Timezone.utcTimezone) return wallMs;
  const tzid = event.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  const zone = typeof tzid === 'string' ? createZoneFinder(splitCalendar(text).zones)(tzid) : null;
  return zone === null ? null : toInstant(wallMs, zone);
}

const LONGEST_COMMENT = 500;

function readComment(event: ICAL.Component): string | null {
  const comment = oneLine(textValue(event, 'comment') ?? '').slice(0, LONGEST_COMMENT);
  return comment === '' ? null : comment;
}

/** Lower case, without `mailto:`; '' for what is no address. */
function addressOf(value: unknown): string {
  const text = Array.isArray(value) ? String(value[0]) : typeof value === 'string' ? value : '';
  return text
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
