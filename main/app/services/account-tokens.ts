import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { AccountId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { parseConnection } from '#main/calendars/google/connection.ts';
import { parseJson } from '#main/calendars/google/json.ts';
import type { Grant, GoogleOAuth, OAuthFailure, OAuthResult } from '#main/calendars/google/oauth.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import { sayError } from '../oauth/say-error.ts';
import { accountTokens } from '../secret-names.ts';
import type { GoogleClient } from './google-client.ts';

const storedSchema = z.object({
  access: z.string(),
  /** Null: none was given, so the permission ends with the access token. */
  refresh: z.string().nullable(),
  /** Null: not before it is refused. */
  expiresAtMs: z.number().nullable(),
  obtainedAtMs: z.number(),
  /** A refresh token is of use only to the client that got it. */
  clientId: z.string(),
  clientSecret: z.string().nullable(),
});
type StoredTokens = Readonly<z.infer<typeof storedSchema>>;

/** The tokens of accounts at which the user signed in. They are in the secret store and nowhere else. */
export interface AccountTokens {
  /**
   * A token to ask with. `refused`: the one that was answered with 401, in whose place another is wanted. 'unauthorized'
   * is stored as the account's trouble; 'offline' changes nothing.
   */
  access(id: AccountId, refused?: string): Promise<Outcome<string>>;
  /** What the user granted. */
  scopes(id: AccountId): readonly string[];
  /** Without a refresh token of its own, the one that is there goes on, if the same client got it. */
  keep(id: AccountId, grant: Grant, client: GoogleClient): Promise<void>;
  has(id: AccountId): Promise<boolean>;
  /** Gives the right back and forgets it. False: the server could not be told. */
  giveBack(id: AccountId): Promise<boolean>;
  /** Waits for what is under way: a token that a server has given and nobody has kept would be lost. */
  stop(): Promise<void>;
}

export interface AccountTokensParts {
  readonly store: Pick<Store, 'accounts' | 'leases'>;
  readonly secrets: SecretStore;
  /** This process, among those on the store. */
  readonly owner: string;
  readonly clock: () => EpochMs;
  readonly openOAuth: (client: GoogleClient) => GoogleOAuth;
  /** The client that this program has now; null: none. */
  readonly currentClient: () => Promise<GoogleClient | null>;
  /** An account's trouble came or went. */
  readonly onTrouble: () => void;
}

/** A token that would end on its way is not sent. */
const SLACK_MS = 60_000;
/** A clock that was set back says nothing of how old a token is. */
const CLOCK_SLACK_MS = 60_000;
const LEASE_MS = 60_000;
const WAIT_MS = 250;
const MOST_WAITS = 120;

const isFresh = ({ expiresAtMs, obtainedAtMs }: StoredTokens, nowMs: EpochMs): boolean => {
  if (nowMs < obtainedAtMs - CLOCK_SLACK_MS) return false;
  return expiresAtMs === null || nowMs < expiresAtMs - SLACK_MS;
};

/** As a server says it of a permission that has ended. */
const NEVER_LASTING: OAuthFailure = { kind: 'refused', error: 'no_refresh_token', detail: 'None was given.' };

export function createAccountTokens(parts: AccountTokensParts): AccountTokens {
  const { store, secrets, clock } = parts;
  const refreshing = new Map<AccountId, Promise<Outcome<string>>>();
  const writing = new Map<AccountId, Promise<unknown>>();

  async function read(id: AccountId): Promise<StoredTokens | null> {
    const text = await secrets.get(accountTokens(id));
    if (text === null) return null;
    const stored = storedSchema.safeParse(parseJson(text));
    return stored.success ? stored.data : null;
  }

  /** Removed meanwhile, by whichever process: nobody would remove them any more. */
  async function write(id: AccountId, tokens: StoredTokens): Promise<boolean> {
    await secrets.set(accountTokens(id), JSON.stringify(tokens));
    if (store.accounts.read(id) !== null) return true;
    await secrets.remove(accountTokens(id));
    return false;
  }

  /** What reads and then writes, one after the other: a keyring takes its time for both. */
  function inTurn<T>(id: AccountId, work: () => Promise<T>): Promise<T> {
    const before = writing.get(id) ?? Promise.resolve();
    const done = before.then(work);
    // The next one has its own try; who asked for this one hears of it.
    writing.set(
      id,
      done.catch(() => undefined),
    );
    return done;
  }

  function merge(grant: Grant, refreshToken: string | null, client: GoogleClient): StoredTokens {
    const { accessToken, lifetimeMs } = grant;
    const { clientId, clientSecret } = client;
    const nowMs = clock();
    const expiresAtMs = lifetimeMs === null ? null : nowMs + lifetimeMs;
    const tokens = { access: accessToken, refresh: refreshToken, expiresAtMs, obtainedAtMs: nowMs };
    return { ...tokens, clientId, clientSecret };
  }

  function noteTrouble(id: AccountId, detail: string | null): void {
    const account = store.accounts.read(id);
    if (account === null) return;
    const isKnown = account.trouble?.kind === 'unauthorized';
    if (detail === null ? !isKnown : isKnown) return;
    const trouble = detail === null ? null : ({ kind: 'unauthorized', detail, sinceMs: clock() } as const);
    store.accounts.save({ ...account, trouble });
    parts.onTrouble();
  }

  /** By the client that it was got with; where its secret has been changed since, by the same one as it is now. */
  async function askAnew({ refresh: token, clientId, clientSecret }: StoredTokens) {
    const client = { clientId, clientSecret };
    if (token === null) return { client, result: NEVER_LASTING };
    const result = await parts.openOAuth(client).refresh(token);
    if (result.kind !== 'refused' || result.error !== 'invalid_client') return { client, result };
    const current = await parts.currentClient();
    if (current?.clientId !== clientId || current.clientSecret === clientSecret) return { client, result };
    return { client: current, result: await parts.openOAuth(current).refresh(token) };
  }

  async function refresh(id: AccountId, refused: string | undefined): Promise<Outcome<string>> {
    const name = `account-tokens:${id}`;
    for (let waits = 0; ; waits += 1) {
      const { held } = store.leases.acquire(name, parts.owner, clock(), clock() + LEASE_MS);
      if (held) break;
      if (waits === MOST_WAITS) {
        return fail('busy', 'Another Golden Hour is signing in to this account. Try again in a moment.');
      }
      await sleep(WAIT_MS);
    }
    try {
      // Another process may have been faster.
      const stored = await read(id);
      if (stored === null) return lost(id);
      if (stored.access !== refused && isFresh(stored, clock())) return succeed(stored.access);
      const { client, result } = await askAnew(stored);
      return await inTurn(id, () => keepRefreshed(id, stored, client, result));
    } finally {
      store.leases.release(name, parts.owner);
    }
  }

  async function keepRefreshed(
    id: AccountId,
    before: StoredTokens,
    client: GoogleClient,
    result: OAuthResult,
  ): Promise<Outcome<string>> {
    const now = await read(id);
    // Removed while the server was asked: what was forgotten stays forgotten. Connected anew: that counts.
    if (now === null) return lost(id);
    if (now.refresh !== before.refresh) return succeed(now.access);
    if (result.kind !== 'granted') return explain(id, result);
    const { grant } = result;
    if (!(await write(id, merge(grant, grant.refreshToken ?? before.refresh, client)))) return lost(id);
    noteTrouble(id, null);
    return succeed(grant.accessToken);
  }

  function lost(id: AccountId): Outcome<never> {
    const name = store.accounts.read(id)?.user ?? id;
    return fail('unauthorized', `The right to read the calendars of ${name} is gone. Connect it again.`);
  }

  function explain(id: AccountId, failure: OAuthFailure): Outcome<never> {
    switch (failure.kind) {
      case 'offline':
      case 'unusable':
        return fail('offline', 'Google does not answer. It is tried again by itself.');
      case 'refused': {
        const name = store.accounts.read(id)?.user ?? id;
        noteTrouble(id, `The sign-in refused to go on (${sayError(failure.error)}).`);
        return fail(
          'unauthorized',
          `Google does not let Golden Hour in for ${name} any more. Connect again; everything is kept.`,
        );
      }
    }
  }

  return {
    async access(id, refused) {
      const under = refreshing.get(id);
      if (under !== undefined) return under;
      const stored = await read(id);
      if (stored !== null && stored.access !== refused && isFresh(stored, clock())) {
        return succeed(stored.access);
      }
      const started = refreshing.get(id);
      if (started !== undefined) return started;
      const refreshed = refresh(id, refused).finally(() => refreshing.delete(id));
      refreshing.set(id, refreshed);
      return refreshed;
    },
    scopes: (id) => parseConnection(store.accounts.read(id)?.connection)?.granted ?? [],
    keep: (id, grant, client) =>
      inTurn(id, async () => {
        const known = await read(id);
        // To any other client it is of no use.
        const left = known?.clientId === client.clientId ? known.refresh : null;
        await write(id, merge(grant, grant.refreshToken ?? left, client));
        noteTrouble(id, null);
      }),
    async stop() {
      await Promise.allSettled([...refreshing.values(), ...writing.values()]);
    },
    has: async (id) => (await read(id)) !== null,
    async giveBack(id) {
      const stored = await inTurn(id, async () => {
        const there = await read(id);
        // First, so that nothing is refreshed meanwhile.
        await secrets.remove(accountTokens(id));
        return there;
      });
      // Also where another process has it in its memory.
      if (stored === null) return false;
      return parts.openOAuth(stored).revoke(stored.refresh ?? stored.access);
    },
  };
}
