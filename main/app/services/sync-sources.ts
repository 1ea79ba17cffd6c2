import type { EpochMs } from '#contract/time.ts';
import { parseFeedAddress } from '#main/calendars/feed/address.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SyncFailure } from '#main/calendars/provider.ts';
import type { SyncSource } from '../heavy/sync-task.ts';
import type { AccountTokens } from './account-tokens.ts';
import { accountPassword, feedAddress } from '../secret-names.ts';
import { isKeptUp } from '../sync-schedule.ts';

/** Long enough for another process that has the secret in its memory to look around and synchronise. */
const GRACE_MS = 60_000;

/** Where a calendar is read from. `patience`: another process may have the secret that this one lacks. */
export type FoundSource =
  | SyncSource
  | 'nowhere'
  | 'secret-lost'
  | 'patience'
  /** The account's sign-in does not go on. */
  | { readonly kind: 'no-token'; readonly failure: SyncFailure };

/** Gathers what a synchronisation needs from store and secrets. */
export function createSyncSources({
  store,
  secrets,
  tokens,
  googleRoot,
}: {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly tokens: AccountTokens;
  /** Takes the place of Google's own addresses; null: those. */
  readonly googleRoot: string | null;
}): {
  find(calendar: StoredCalendar, nowMs: EpochMs): Promise<FoundSource>;
  /** After the source was answered with 'unauthorized': with another token; null: there is no other. */
  renew(calendar: StoredCalendar, source: SyncSource): Promise<SyncSource | null>;
} {
  /** Since when this process knows that it lacks the secret of a calendar. */
  const missing = new Map<string, EpochMs>();

  function lost({ id, sync }: StoredCalendar, nowMs: EpochMs): FoundSource {
    if (secrets.persistent) return 'secret-lost';
    const sinceMs = missing.get(id) ?? nowMs;
    missing.set(id, sinceMs);
    return nowMs - sinceMs < GRACE_MS || isKeptUp(sync, nowMs) ? 'patience' : 'secret-lost';
  }

  async function findFeed(calendar: StoredCalendar, nowMs: EpochMs): Promise<FoundSource> {
    const address = await secrets.get(feedAddress(calendar.id));
    const parsed = address === null ? null : parseFeedAddress(address);
    if (parsed === null || !parsed.ok) return lost(calendar, nowMs);
    missing.delete(calendar.id);
    return { kind: 'feed', ...parsed.value };
  }

  async function findServer(calendar: StoredCalendar, nowMs: EpochMs): Promise<FoundSource> {
    const { accountId, remoteRef } = calendar;
    const account = accountId === null ? null : store.accounts.read(accountId);
    if (account === null || remoteRef === null) return 'nowhere';
    const password = await secrets.get(accountPassword(account.id));
    if (password === null) return lost(calendar, nowMs);
    missing.delete(calendar.id);
    return { kind: 'caldav', user: account.user, password, connection: account.connection, ref: remoteRef };
  }

  async function findGoogle(calendar: StoredCalendar, nowMs: EpochMs): Promise<FoundSource> {
    const { accountId, remoteRef } = calendar;
    if (accountId === null || remoteRef === null || store.accounts.read(accountId) === null) return 'nowhere';
    if (!(await tokens.has(accountId))) return lost(calendar, nowMs);
    missing.delete(calendar.id);
    const token = await tokens.access(accountId);
    if (token.ok) return { kind: 'google', token: token.value, root: googleRoot, ref: remoteRef };
    const kind = token.code === 'unauthorized' ? 'unauthorized' : 'offline';
    const detail = `The sign-in gave no token (${token.code}).`;
    return { kind: 'no-token', failure: { kind, detail, retryAfterMs: null } };
  }

  return {
    async renew({ accountId }, source) {
      if (source.kind !== 'google' || accountId === null) return null;
      const token = await tokens.access(accountId, source.token);
      return token.ok ? { ...source, token: token.value } : null;
    },
    async find(calendar, nowMs) {
      switch (calendar.kind) {
        case 'feed':
          return findFeed(calendar, nowMs);
        case 'caldav':
          return findServer(calendar, nowMs);
        case 'watched':
          return calendar.origin === null ? 'nowhere' : { kind: 'watched', path: calendar.origin };
        case 'google':
          return findGoogle(calendar, nowMs);
        case 'file':
        case 'local':
        case 'sample':
          return 'nowhere';
      }
    },
  };
}
