import { setImmediate } from 'node:timers/promises';
import type { CalendarKind } from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { FoundCopy, InviteCalendar } from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { Outbox } from '#main/invites/outbox.ts';
import { createPausedCalendar, findPauseEnd } from '#main/invites/pausing.ts';
import { dueAtMs } from '#main/invites/state.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { createCaldavInvites } from './invite-providers/caldav.ts';
import { createGoogleInvites, type GoogleInvitesParts } from './invite-providers/google.ts';
import type { ChosenHome, InviteProvider, InviteProviderParts } from './invite-providers/provider.ts';

export interface InviteCalendarsParts extends InviteProviderParts {
  readonly store: InviteProviderParts['store'] & Pick<Store, 'outbox'>;
  readonly google: GoogleInvitesParts;
  readonly clock: () => EpochMs;
}

/** The user's calendars on servers, for writing invites into them and reading back what became of them. */
export interface InviteCalendars {
  /** Null: none is chosen, or it cannot be written to. */
  home(): ChosenHome | null;
  /** For writing: where its account takes nothing for a while, what is opened waits and asks nobody. */
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

interface Connected {
  readonly calendar: StoredCalendar;
  readonly account: StoredAccount;
  readonly provider: InviteProvider;
}

export function createInviteCalendars(parts: InviteCalendarsParts): InviteCalendars {
  const { store, secrets } = parts;
  const closing = new AbortController();
  const fetchUntilStopped: typeof globalThis.fetch = (input, init) =>
    parts.fetch(input, {
      ...init,
      signal: AbortSignal.any([closing.signal, ...(init?.signal ? [init.signal] : [])]),
    });

  const shared: InviteProviderParts = { ...parts, fetch: fetchUntilStopped };
  const providers: Partial<Readonly<Record<CalendarKind, InviteProvider>>> = {
    caldav: createCaldavInvites(shared),
    google: createGoogleInvites(shared, parts.google),
  };

  /** A calendar on a server with all that belongs to it; null: not connected (any more). */
  function find(calendar: StoredCalendar | null): Connected | null {
    const provider = calendar === null ? undefined : providers[calendar.kind];
    if (calendar === null || calendar.accountId === null || provider === undefined) return null;
    const account = store.accounts.read(calendar.accountId);
    return account === null ? null : { calendar, account, provider };
  }

  async function open(id: CalendarId): Promise<Outcome<InviteCalendar>> {
    const found = find(store.calendars.read(id));
    if (found === null) return fail('not-found', 'The calendar is not connected any more. Connect it again.');
    return found.provider.open(found.calendar, found.account);
  }

  async function openForWriting(id: CalendarId): Promise<Outcome<InviteCalendar>> {
    const account = find(store.calendars.read(id))?.account;
    if (account === undefined) return open(id);
    const isOfAccount = (other: CalendarId): boolean => store.calendars.read(other)?.accountId === account.id;
    const nowMs = parts.clock();
    const endMs = findPauseEnd(store.outbox.list(), isOfAccount, nowMs);
    return endMs === null ? open(id) : succeed(createPausedCalendar(endMs - nowMs, account.mailsGuests));
  }

  function readStored(record: InviteRecord, calendar: StoredCalendar | null): FoundCopy | null {
    if (calendar === null) return null;
    const copy = providers[calendar.kind]?.readStored(record, calendar) ?? null;
    return copy === null ? null : { calendarId: calendar.id, copy };
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
    return looked.kind === 'absent' || looked.kind === 'removed' ? null : 'unknown';
  }

  /** Where these calendars say that it is; null: certainly nowhere. */
  async function findNews(
    record: InviteRecord,
    ids: readonly CalendarId[],
  ): Promise<FoundCopy | null | 'unknown'> {
    const own = record.calendar?.calendarId;
    if (own === undefined) return 'unknown';
    const calendar = store.calendars.read(own);
    const known = readStored(record, calendar);
    if (known !== null) return ids.includes(own) ? known : 'unknown';
    // In all of its kind: the one into which somebody put it may have been read before the one that it left.
    for (const other of store.calendars.list()) {
      const isCandidate = other.id !== own && (calendar === null || calendar.kind === other.kind);
      const found = isCandidate ? readStored(record, other) : null;
      if (found !== null) return found;
    }
    return ids.includes(own) ? lookFor(record, own) : 'unknown';
  }

  return {
    home() {
      const found = find(store.calendars.list().find(({ isHome }) => isHome) ?? null);
      if (found === null || !found.calendar.isWritable) return null;
      return found.provider.describeHome(found.calendar, found.account);
    },
    open: openForWriting,
    nameOf: ({ calendar }) =>
      calendar === null ? null : (store.calendars.read(calendar.calendarId)?.name ?? null),
    async lacksPassword(records) {
      if (secrets.persistent) return false;
      for (const { calendar, state } of records) {
        if (calendar === null || dueAtMs(state) === null) continue;
        const found = find(store.calendars.read(calendar.calendarId));
        if (found === null) continue;
        if ((await secrets.get(found.provider.secretName(found.account.id))) === null) return true;
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
