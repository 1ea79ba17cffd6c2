import { calendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { copyAddress } from '#main/invites/caldav/calendar.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import type { CalendarHome } from '#main/invites/invite.ts';
import { readInterval } from '#main/invites/google/copy-reading.ts';
import { readMarks } from '#main/invites/google/event.ts';
import { eventIdOf } from '#main/calendars/event-id.ts';
import { eventRef } from '#main/invites/google/event-ref.ts';
import { grill } from '#tests/main/invites/fixtures.ts';
import type { CalDavTestServer } from '#tests/servers/caldav/server.ts';
import type { GoogleServer } from '#tests/servers/google/server.ts';
import type { SmtpTestServer } from '#tests/servers/smtp/server.ts';
import type { CalDavPeer } from '#tests/support/caldav-peers/peer-process.ts';
import type { JobCalendar } from './job.ts';

/** An event as the server has it. */
export interface FireEvent {
  readonly text: string;
  /** Null: nobody can read it. */
  readonly startMs: EpochMs | null;
  /** Null: the server counts by itself. */
  readonly sequence: number | null;
}

/** What a guest was told by mail. */
export interface FireMail {
  readonly to: string;
  readonly method: string;
  readonly sequence: number;
  readonly startMs: EpochMs | null;
}

/** A calendar on a server, seen from the server's side. */
export interface FireCalendar {
  readonly job: JobCalendar;
  /** All that has this UID. */
  eventsOf(uid: string): Promise<readonly FireEvent[]>;
  /** What the server itself sent to guests of the event with this UID, in order. */
  mailsOf(uid: string): readonly FireMail[];
}

/** Where stories happen: real servers that many of them share. */
export interface FireWorld {
  readonly smtp: SmtpTestServer;
  /** Null: invites leave by mail only. */
  readonly calendar: FireCalendar | null;
}

export function homeIn({ calendar }: FireWorld): CalendarHome | null {
  if (calendar === null) return null;
  const { job } = calendar;
  return {
    calendarId: calendarId('fire'),
    teller: job.mailsGuests ? 'server' : 'smtp',
    refOf: (uid) =>
      job.kind === 'google' ? eventRef(job.calendarRef, eventIdOf(uid)) : copyAddress(job.collection, uid),
  };
}

/** When the event in an iCalendar text begins, and its SEQUENCE. */
export function readIcal(text: string, uid: string): FireEvent {
  const copy = readCopy({ ref: '', etag: null, text }, { uid, zone: grill.zone });
  return { text, startMs: copy?.interval.startMs ?? null, sequence: copy?.sequence ?? null };
}

/** A new calendar of Radicale, which tells nobody anything. */
export async function openRadicaleCalendar(peer: CalDavPeer, folder: string): Promise<FireCalendar> {
  const collection = await peer.createCalendar(folder);
  const { user, password } = peer;
  return {
    job: { kind: 'caldav', collection, user, password, mailsGuests: false },
    mailsOf: () => [],
    async eventsOf(uid) {
      // Of a collection Radicale gives all that is in it.
      const { status, text } = await peer.request('GET', collection);
      if (status !== 200) throw new Error(`Radicale answers ${status} for ${collection}.`);
      const [head = '', ...events] = text.split('BEGIN:VEVENT');
      return events
        .filter((event) => event.split(/\r?\n/).includes(`UID:${uid}`))
        .map(
          (event) =>
            `${head}BEGIN:VEVENT${event.split('END:VEVENT')[0] ?? ''}END:VEVENT\r\nEND:VCALENDAR\r\n`,
        )
        .map((event) => readIcal(event, uid));
    },
  };
}

/** The first calendar of our own server, which tells the guests itself where it says so. */
export const openServerCalendar = (server: CalDavTestServer): FireCalendar => ({
  job: {
    kind: 'caldav',
    collection: server.calendarUrl(),
    user: server.user,
    password: server.password,
    mailsGuests: server.modes.scheduling,
  },
  mailsOf: (uid) =>
    server.mails
      .filter((mail) => mail.uid === uid)
      .map(({ to, method, sequence, text }) => ({
        to,
        method,
        sequence,
        startMs: readIcal(text, uid).startMs,
      })),
  eventsOf: async (uid) =>
    server
      .list()
      .filter((object) => object.uid === uid)
      .map(({ text }) => readIcal(text, uid)),
});

/** What writing invites asks for, and reading them back. */
const GOOGLE_SCOPES = ['calendar.events.readonly', 'calendar.events.owned'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** The account's own calendar on the stand-in for Google. */
export function openGoogleCalendar(server: GoogleServer, calendarRef = 'alex@example.com'): FireCalendar {
  const { accessToken } = server.signIn(GOOGLE_SCOPES);
  const isOf = (uid: string, event: Readonly<Record<string, unknown>>): boolean =>
    event['id'] === eventIdOf(uid) || readMarks(event).uid === uid;
  return {
    job: { kind: 'google', apiRoot: server.apiRoot, calendarRef, token: accessToken, mailsGuests: true },
    mailsOf: (uid) =>
      server.mails
        .filter(({ eventId }) => eventId === eventIdOf(uid))
        .map(({ to, kind, sequence, start }) => ({
          to,
          method: kind === 'cancellation' ? 'CANCEL' : 'REQUEST',
          // The server counts a deletion as one more change.
          sequence: kind === 'cancellation' ? sequence - 1 : sequence,
          startMs: readInterval({ start, end: start }, grill.zone)?.startMs ?? null,
        })),
    eventsOf: async (uid) =>
      server
        .events(calendarRef)
        .filter((event) => isOf(uid, event) && event.status !== 'cancelled')
        .map((event) => ({
          text: JSON.stringify(event),
          startMs: readInterval(event, grill.zone)?.startMs ?? null,
          sequence: null,
        })),
  };
}
