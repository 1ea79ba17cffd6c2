import type { EpochMs } from '#contract/time.ts';
import { parseFeedAddress } from '#main/calendars/feed/address.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SyncSource } from '../heavy/sync-task.ts';
import { accountPassword, feedAddress } from '../secret-names.ts';
import { isKeptUp } from '../sync-schedule.ts';

/** Long enough for another process that has the secret in its memory to look around and synchronise. */
const GRACE_MS = 60_000;

/** Where a calendar is read from. `patience`: another process may have the secret that this one lacks. */
export type FoundSource = SyncSource | 'nowhere' | 'secret-lost' | 'patience';

/** Gathers what a synchronisation needs from store and secrets. */
export function createSyncSources({
  store,
  secrets,
}: {
  readonly store: Store;
  readonly secrets: SecretStore;
}): {
  find(calendar: StoredCalendar, nowMs: EpochMs): Promise<FoundSource>;
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

  return {
    async find(calendar, nowMs) {
      switch (calendar.kind) {
        case 'feed':
          return findFeed(calendar, nowMs);
        case 'caldav':
          return findServer(calendar, nowMs);
        case 'watched':
          return calendar.origin === null ? 'nowhere' : { kind: 'watched', path: calendar.origin };
        case 'google':
        case 'file':
        case 'local':
        case 'sample':
          return 'nowhere';
      }
    },
  };
}
