import { calendarId } from '#contract/ids.ts';
import { copyAddress } from '#main/invites/caldav/calendar.ts';
import type { CalendarHome } from '#main/invites/invite.ts';
import type { CalDavTestServer } from '#tests/servers/caldav/server.ts';
import type { GuestMail } from '#tests/servers/caldav/scheduling.ts';
import type { SmtpTestServer } from '#tests/servers/smtp/server.ts';
import type { CalDavPeer } from '#tests/support/caldav-peers/peer-process.ts';
import type { JobCalendar } from './job.ts';

/** A calendar on a server, seen from the server's side. */
export interface FireCalendar {
  readonly job: JobCalendar;
  /** The texts of all objects with this UID. */
  eventsOf(uid: string): Promise<readonly string[]>;
  /** What the server itself sent to guests, in order. */
  readonly mails: readonly GuestMail[];
}

/** Where stories happen: real servers that many of them share. */
export interface FireWorld {
  readonly smtp: SmtpTestServer;
  /** Null: invites leave by mail only. */
  readonly calendar: FireCalendar | null;
}

export const homeIn = ({ calendar }: FireWorld): CalendarHome | null =>
  calendar === null
    ? null
    : {
        calendarId: calendarId('fire'),
        teller: calendar.job.mailsGuests ? 'server' : 'smtp',
        refOf: (uid) => copyAddress(calendar.job.collection, uid),
      };

/** A new calendar of Radicale, which tells nobody anything. */
export async function openRadicaleCalendar(peer: CalDavPeer, folder: string): Promise<FireCalendar> {
  const collection = await peer.createCalendar(folder);
  const { user, password } = peer;
  return {
    job: { collection, user, password, mailsGuests: false },
    mails: [],
    async eventsOf(uid) {
      // Of a collection Radicale gives all that is in it.
      const { status, text } = await peer.request('GET', collection);
      if (status !== 200) throw new Error(`Radicale answers ${status} for ${collection}.`);
      const events = text.split('BEGIN:VEVENT').slice(1);
      return events.filter((event) => event.split(/\r?\n/).includes(`UID:${uid}`));
    },
  };
}

/** The first calendar of our own server, which tells the guests itself where it says so. */
export const openServerCalendar = (server: CalDavTestServer): FireCalendar => ({
  job: {
    collection: server.calendarUrl(),
    user: server.user,
    password: server.password,
    mailsGuests: server.modes.scheduling,
  },
  mails: server.mails,
  eventsOf: async (uid) =>
    server
      .list()
      .filter((object) => object.uid === uid)
      .map(({ text }) => text),
});
