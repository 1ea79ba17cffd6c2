import { fail, succeed } from '#contract/outcome.ts';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import { accountPassword } from '#main/app/secret-names.ts';
import { type InviteProvider, type InviteProviderParts, TIMEOUTS } from './provider.ts';

export function createCaldavInvites(parts: InviteProviderParts): InviteProvider {
  const { store, secrets, settings, fetch } = parts;
  return {
    secretName: accountPassword,
    async open(_calendar, { id, host, user, mailsGuests }) {
      const password = await secrets.get(accountPassword(id));
      if (password === null) return fail('unauthorized', `The password for ${host} is gone.`);
      const client = openCalDavClient({ user, password, fetch, timeouts: TIMEOUTS });
      return succeed(createCalDavInviteCalendar({ client, mailsGuests }));
    },
    readStored({ uid, content }, { id }) {
      const stored = store.resources.readByUid(id, uid);
      return stored === null ? null : readCopy(stored, { uid, zone: content.zone });
    },
    /**
     * The server tells the guests only of events of an organiser whom it knows (RFC 6638, 3.1): one of the user's own
     * addresses that it names, or the first that it does.
     */
    describeHome({ id, name, remoteRef }, { connection, mailsGuests }) {
      if (remoteRef === null) return null;
      const { me, smtp } = settings.read();
      const known = parseConnection(connection)?.addresses ?? [];
      const own = me.map((address) => address.toLowerCase());
      const organizer = known.find((address) => own.includes(address)) ?? known[0] ?? null;
      const place = { calendarId: id, name, refOf: (uid: string) => copyAddress(remoteRef, uid) };
      if (mailsGuests && organizer !== null) return { ...place, teller: 'server', organizer };
      return { ...place, teller: smtp === null ? 'handed-over' : 'smtp', organizer: null };
    },
  };
}
