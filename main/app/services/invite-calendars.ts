import { setImmediate } from 'node:timers/promises';
import type { CalendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { copyAddress, createCalDavInviteCalendar } from '#main/invites/caldav/calendar.ts';
import { readCopy } from '#main/invites/copy-reading.ts';
import type { FoundCopy, InviteCalendar } from '#main/invites/invite-calendar.ts';
import type { CalendarHome, InviteRecord } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { dueAtMs } from '#main/invites/state.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import { accountPassword } from '../secret-names.ts';

/** A look and a writing together stay well within the outbox's lease, so that a sender that waits is not taken for dead. */
const TIMEOUTS = { answerMs: 25_000, totalMs: 25_000 } as const;

export interface InviteCalendarsParts {
  readonly store: Pick<Store, 'accounts' | 'calendars' | 'resources'>;
  readonly secrets: SecretStore;
  readonly settings: SettingsStore;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => EpochMs;
}

/** The calendar from which invites go out. */
export interface ChosenHome extends CalendarHome {
  readonly name: string;
  /** As whom the server knows the user; null: it does not say, so any address of the user's will do. */
  readonly organizer: string | null;
}

/** The user's calendars on servers, for writing invites into them and reading back what became of them. */
export interface InviteCalendars {
  /** Null: none is chosen, or it cannot be written to. */
  home(): ChosenHome | null;
  open(id: CalendarId): Promise<Outcome<InviteCalendar>>;
  /** Of the calendar on a server in which the invite lies; null: in none that is known. */
  nameOf(record: InviteRecord): string | null;
  /** Whether a password that these invites wait for is missing here and may be in the memory of another process. */
  lacksPassword(records: readonly InviteRecord[]): Promise<boolean>;
  /**
   * Reads what a synchronisation brought of the invites in these calendars. What is missing is asked for by itself before
   * it counts as deleted: it may have been written while the synchronisation was on its way.
   */
  readBack(ids: readonly CalendarId[], outbox: Pick<Outbox, 'list' | 'read' | 'noticeCopy'>): Promise<void>;
  /** Ends whatever is asked of a server; what is read back is not written down any more. */
  stop(): void;
}

export function createInviteCalendars(parts: InviteCalendarsParts): InviteCalendars {
  const { store, secrets, settings } = parts;
  const closing = new AbortController();
  const fetchUntilStopped: typeof globalThis.fetch = (input, init) =>
    parts.fetch(input, {
      ...init,
      signal: AbortSignal.any([closing.signal, ...(init?.signal ? [init.signal] : [])]),
    });

  function accountOf(calendar: StoredCalendar | null): StoredAccount | null {
    const id = calendar?.accountId ?? null;
    return id === null ? null : store.accounts.read(id);
  }

  async function open(id: CalendarId): Promise<Outcome<InviteCalendar>> {
    const account = accountOf(store.calendars.read(id));
    if (account === null) {
      return fail('not-found', 'The calendar is not connected any more. Connect it again.');
    }
    const password = await secrets.get(accountPassword(account.id));
    if (password === null) return fail('unauthorized', `The password for ${account.host} is gone.`);
    const { user, mailsGuests } = account;
    const client = openCalDavClient({ user, password, fetch: fetchUntilStopped, timeouts: TIMEOUTS });
    return succeed(createCalDavInviteCalendar({ client, mailsGuests }));
  }

  function readStored({ uid, content }: InviteRecord, id: CalendarId): FoundCopy | null {
    const stored = store.resources.readByUid(id, uid);
    const copy = stored === null ? null : readCopy(stored, { uid, zone: content.zone });
    return copy === null ? null : { calendarId: id, copy };
  }

  /** Null: it is certain that it is not there any more. */
  async function lookFor(record: InviteRecord, id: CalendarId): Promise<FoundCopy | null | 'unknown'> {
    // Nothing that should be there, or nothing that anybody misses.
    if (record.calendar?.mayBeThere !== true || record.content.interval.endMs <= parts.clock()) {
      return 'unknown';
    }
    // On its way there: absent now, it may be there before the answer is.
    if (record.calendar.copy.state === 'creating') return 'unknown';
    const opened = await open(id);
    if (!opened.ok) return 'unknown';
    const looked = await opened.value.look(record);
    if (looked.kind === 'there') return { calendarId: id, copy: looked.copy };
    return looked.kind === 'absent' ? null : 'unknown';
  }

  /** Where these calendars say that it is; null: certainly nowhere. */
  async function findNews(
    record: InviteRecord,
    ids: readonly CalendarId[],
  ): Promise<FoundCopy | null | 'unknown'> {
    const own = record.calendar?.calendarId;
    if (own === undefined) return 'unknown';
    const known = readStored(record, own);
    if (known !== null) return ids.includes(own) ? known : 'unknown';
    // In all of them: the one into which somebody put it may have been read before the one that it left.
    for (const { id, kind } of store.calendars.list()) {
      const found = id === own || kind !== 'caldav' ? null : readStored(record, id);
      if (found !== null) return found;
    }
    return ids.includes(own) ? lookFor(record, own) : 'unknown';
  }

  return {
    home() {
      const calendar = store.calendars.list().find(({ isHome }) => isHome) ?? null;
      const account = accountOf(calendar);
      if (calendar === null || account === null) return null;
      return calendar.isWritable ? describeHome(calendar, account, settings.read()) : null;
    },
    open,
    nameOf: ({ calendar }) =>
      calendar === null ? null : (store.calendars.read(calendar.calendarId)?.name ?? null),
    async lacksPassword(records) {
      if (secrets.persistent) return false;
      for (const { calendar, state } of records) {
        if (calendar === null || dueAtMs(state) === null) continue;
        const account = accountOf(store.calendars.read(calendar.calendarId));
        if (account !== null && (await secrets.get(accountPassword(account.id))) === null) return true;
      }
      return false;
    },
    async readBack(ids, outbox) {
      for (const { id } of outbox.list()) {
        // As it is by now: a server may have been waited for.
        const record = outbox.read(id);
        if (record === null || record.state.kind === 'cancelled') continue;
        const news = await findNews(record, ids);
        if (closing.signal.aborted) return;
        if (news !== 'unknown') outbox.noticeCopy(id, news);
        // Each one is a text to read, and others wait for this thread.
        await setImmediate();
        if (closing.signal.aborted) return;
      }
    },
    stop: () => closing.abort(),
  };
}

type OwnAddresses = Pick<ReturnType<SettingsStore['read']>, 'me' | 'smtp'>;

/**
 * The server tells the guests only of events of an organiser whom it knows (RFC 6638, 3.1): one of the user's own
 * addresses that it names, or the first that it does.
 */
function describeHome(
  { id, name, remoteRef }: StoredCalendar,
  { connection, mailsGuests }: StoredAccount,
  { me, smtp }: OwnAddresses,
): ChosenHome | null {
  if (remoteRef === null) return null;
  const known = parseConnection(connection)?.addresses ?? [];
  const own = me.map((address) => address.toLowerCase());
  const organizer = known.find((address) => own.includes(address)) ?? known[0] ?? null;
  const place = { calendarId: id, name, refOf: (uid: string) => copyAddress(remoteRef, uid) };
  if (mailsGuests && organizer !== null) return { ...place, teller: 'server', organizer };
  return { ...place, teller: smtp === null ? 'handed-over' : 'smtp', organizer: null };
}
