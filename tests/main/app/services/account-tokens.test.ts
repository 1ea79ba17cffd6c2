import { afterEach, describe, expect, it } from 'vitest';
import { accountId } from '#contract/ids.ts';
import { accountTokens } from '#main/app/secret-names.ts';
import { type AccountTokens, createAccountTokens } from '#main/app/services/account-tokens.ts';
import type { GoogleClient } from '#main/app/services/google-client.ts';
import type { GoogleOAuth, Grant, OAuthResult } from '#main/calendars/google/oauth.ts';
import { storePath } from '#main/app/data-folder.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { createMemorySecrets, type SecretStore } from '#main/store/secrets.ts';
import { temporaryFolder } from '#tests/main/store/temporary.ts';

const ID = accountId('google-1');
const CLIENT: GoogleClient = { clientId: 'client', clientSecret: 'sesame' };
const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-06-01T09:00:00Z');

const grantOf = (number: number, changes: Partial<Grant> = {}): Grant => ({
  accessToken: `access-${number}`,
  refreshToken: null,
  lifetimeMs: HOUR_MS,
  scope: null,
  address: null,
  ...changes,
});

interface World {
  readonly tokens: AccountTokens;
  readonly store: Store;
  readonly secrets: SecretStore;
  /** What the server was asked: 'refresh r1', 'revoke r1', with the client that asked. */
  readonly asked: string[];
  nowMs: number;
  answer: (refreshToken: string, client: GoogleClient) => Promise<OAuthResult> | OAuthResult;
  troubles: number;
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function openWorld(shared: { path?: string; secrets?: SecretStore; client?: GoogleClient } = {}): World {
  const opened = openStore(shared.path ?? storePath(temporaryFolder()));
  if (!opened.ok) throw new Error(opened.message);
  const store = opened.value;
  closers.push(() => store.close());
  const secrets = shared.secrets ?? createMemorySecrets();
  let granted = 1;
  const asked: string[] = [];
  const world: Omit<World, 'tokens'> = {
    store,
    secrets,
    asked,
    nowMs: START_MS,
    answer() {
      granted += 1;
      return { kind: 'granted', grant: grantOf(granted) };
    },
    troubles: 0,
  };
  const openOAuth = (client: GoogleClient): GoogleOAuth => ({
    begin: () => Promise.reject(new Error('Nobody signs in here.')),
    redeem: () => Promise.reject(new Error('Nobody signs in here.')),
    async refresh(token) {
      asked.push(`refresh ${token} as ${client.clientId}`);
      return world.answer(token, client);
    },
    async revoke(token) {
      asked.push(`revoke ${token} as ${client.clientId}`);
      return true;
    },
  });
  const tokens = createAccountTokens({
    store,
    secrets,
    owner: `owner-${closers.length}`,
    clock: () => world.nowMs,
    openOAuth,
    currentClient: async () => shared.client ?? CLIENT,
    onTrouble: () => {
      world.troubles += 1;
    },
  });
  const connection = { address: 'alex@example.com', asked: ['a'], granted: ['b'] };
  store.accounts.save({
    id: ID,
    kind: 'google',
    host: 'calendar.google.com',
    user: 'alex@example.com',
    mailsGuests: true,
    connection,
    calendars: [],
    trouble: null,
  });
  return Object.assign(world, { tokens });
}

const connect = async (world: World, changes: Partial<Grant> = {}): Promise<void> => {
  await world.tokens.keep(ID, grantOf(1, { refreshToken: 'r1', ...changes }), CLIENT);
};

const access = async ({ tokens }: World, refused?: string): Promise<string> => {
  const token = await tokens.access(ID, refused);
  return token.ok ? token.value : `${token.code}: ${token.message}`;
};

/** A keyring whose second writing takes until it is released. */
function slowSecrets() {
  const memory = createMemorySecrets();
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let writings = 0;
  const secrets: SecretStore = {
    ...memory,
    async set(key, value) {
      writings += 1;
      if (writings === 2) {
        arrive();
        await released;
      }
      await memory.set(key, value);
    },
  };
  return { secrets, arrived, release };
}

describe('the tokens of an account', () => {
  it('are used until a minute before they end, then refreshed once for everybody who asks', async () => {
    const world = openWorld();
    await connect(world);
    world.nowMs += HOUR_MS - 61_000;
    expect(await access(world)).toBe('access-1');
    world.nowMs += 2_000;
    expect(await Promise.all([access(world), access(world), access(world, 'access-1')])).toEqual([
      'access-2',
      'access-2',
      'access-2',
    ]);
    expect(world.asked).toEqual(['refresh r1 as client']);
    expect(await access(world)).toBe('access-2');
  });

  it('are refreshed where the server refuses one before its time, and not where another took its place', async () => {
    const world = openWorld();
    await connect(world);
    expect(await access(world, 'access-0')).toBe('access-1');
    expect(world.asked).toEqual([]);
    expect(await access(world, 'access-1')).toBe('access-2');
    expect(await access(world, 'access-1')).toBe('access-2');
    expect(world.asked).toHaveLength(1);
  });

  it('are refreshed after the clock was set back, which says nothing of their age', async () => {
    const world = openWorld();
    await connect(world);
    world.nowMs -= 30_000;
    expect(await access(world)).toBe('access-1');
    world.nowMs -= 24 * HOUR_MS;
    expect(await access(world)).toBe('access-2');
  });

  it('last until they are refused where the server does not say how long', async () => {
    const world = openWorld();
    await connect(world, { lifetimeMs: null });
    world.nowMs += 1_000 * HOUR_MS;
    expect(await access(world)).toBe('access-1');
    expect(await access(world, 'access-1')).toBe('access-2');
  });

  it('keep a new refresh token that comes with them', async () => {
    const world = openWorld();
    await connect(world);
    world.answer = (token) => ({
      kind: 'granted',
      grant: grantOf(9, { refreshToken: `${token}+`, lifetimeMs: 1_000 }),
    });
    await access(world, 'access-1');
    await access(world);
    expect(world.asked).toEqual(['refresh r1 as client', 'refresh r1+ as client']);
  });

  it('go on with the refresh token that is there where an answer brings none', async () => {
    const world = openWorld();
    await connect(world);
    expect(await access(world, 'access-1')).toBe('access-2');
    expect(await access(world, 'access-2')).toBe('access-3');
    expect(world.asked).toEqual(['refresh r1 as client', 'refresh r1 as client']);
  });

  it('field bug 11: invalid_grant is the account’s trouble, and everything is kept', async () => {
    const world = openWorld();
    await connect(world);
    world.answer = () => ({ kind: 'refused', error: 'invalid_grant', detail: '' });
    expect(await access(world, 'access-1')).toBe(
      'unauthorized: Google does not let Golden Hour in for alex@example.com any more. Connect again; everything is kept.',
    );
    expect(world.store.accounts.read(ID)?.trouble).toEqual({
      kind: 'unauthorized',
      detail: 'The sign-in refused to go on (invalid_grant).',
      sinceMs: START_MS,
    });
    expect(await world.tokens.has(ID)).toBe(true);
    world.nowMs += 1_000;
    await access(world, 'access-1');
    expect(world.store.accounts.read(ID)?.trouble?.sinceMs).toBe(START_MS);
    expect(world.troubles).toBe(1);
    await connect(world, { accessToken: 'access-7', refreshToken: 'r7' });
    expect(world.store.accounts.read(ID)?.trouble).toBeNull();
    expect(await access(world)).toBe('access-7');
  });

  it.each([
    { kind: 'offline', detail: '' },
    { kind: 'unusable', detail: '' },
  ] as const)('lose nothing where the server is $kind', async (failure) => {
    const world = openWorld();
    await connect(world);
    world.answer = () => failure;
    expect(await access(world, 'access-1')).toMatch(/^offline: /);
    expect(world.store.accounts.read(ID)?.trouble).toBeNull();
    expect(await access(world)).toBe('access-1');
  });

  it('hold nothing of a stranger’s words in the trouble', async () => {
    const world = openWorld();
    await connect(world);
    world.answer = () => ({ kind: 'refused', error: 'alex@example.com is <b>gone</b>', detail: '' });
    await access(world, 'access-1');
    expect(world.store.accounts.read(ID)?.trouble?.detail).toBe(
      'The sign-in refused to go on (no known reason).',
    );
  });

  it('are refreshed by one process, and the other takes what that one got', async () => {
    const path = storePath(temporaryFolder());
    const secrets = createMemorySecrets();
    const [one, other] = [openWorld({ path, secrets }), openWorld({ path, secrets })];
    await connect(one);
    let release = (): void => {};
    one.answer = () =>
      new Promise((resolve) => {
        release = () => resolve({ kind: 'granted', grant: grantOf(5) });
      });
    const first = access(one, 'access-1');
    await expect.poll(() => one.asked.length, { timeout: 10_000 }).toBe(1);
    const second = access(other, 'access-1');
    release();
    expect(await first).toBe('access-5');
    expect(await second).toBe('access-5');
    expect(other.asked).toEqual([]);
  });

  it('stay forgotten where the account was removed while the server was asked', async () => {
    const world = openWorld();
    await connect(world);
    world.answer = async () => {
      await world.secrets.remove(accountTokens(ID));
      return { kind: 'granted', grant: grantOf(2) };
    };
    expect(await access(world, 'access-1')).toMatch(/^unauthorized: /);
    expect(await world.secrets.get(accountTokens(ID))).toBeNull();
  });

  it.each<OAuthResult>([
    { kind: 'granted', grant: grantOf(2) },
    { kind: 'refused', error: 'invalid_grant', detail: '' },
  ])('yield to a new consent that comes while the old one is refreshed: $kind', async (result) => {
    const world = openWorld();
    await connect(world);
    world.answer = async () => {
      await connect(world, { accessToken: 'access-new', refreshToken: 'r2' });
      return result;
    };
    expect(await access(world, 'access-1')).toBe('access-new');
    expect(world.store.accounts.read(ID)?.trouble).toBeNull();
    expect(await access(world)).toBe('access-new');
  });

  it('first consent may be the only one that gives a refresh token: the one that is there goes on', async () => {
    const world = openWorld();
    await connect(world);
    await world.tokens.keep(ID, grantOf(3), CLIENT);
    expect(await access(world)).toBe('access-3');
    await access(world, 'access-3');
    expect(world.asked).toEqual(['refresh r1 as client']);
  });

  it.each([
    [{ clientId: 'another', clientSecret: 'sesame' }, 'unauthorized', ['sesame']],
    [{ clientId: 'client', clientSecret: 'new' }, 'access-2', ['sesame', 'new']],
    [{ clientId: 'client', clientSecret: 'sesame' }, 'unauthorized', ['sesame']],
  ])(
    'are refreshed by the client that got them, with its newest secret: %j',
    async (client, token, tried) => {
      const world = openWorld({ client });
      await connect(world);
      const secrets: (string | null)[] = [];
      world.answer = (_token, { clientSecret }) => {
        secrets.push(clientSecret);
        return clientSecret === 'new'
          ? { kind: 'granted', grant: grantOf(2) }
          : { kind: 'refused', error: 'invalid_client', detail: '' };
      };
      expect((await access(world, 'access-1')).split(':')[0]).toBe(token);
      expect(secrets).toEqual(tried);
    },
  );

  it('are given back and forgotten', async () => {
    const world = openWorld();
    await connect(world);
    expect(await world.tokens.giveBack(ID)).toBe(true);
    expect(world.asked).toEqual(['revoke r1 as client']);
    expect(await world.tokens.has(ID)).toBe(false);
    expect(await world.tokens.giveBack(ID)).toBe(false);
  });

  it('are of use until they end where no refresh token was ever given, and then say so', async () => {
    const world = openWorld();
    await connect(world, { refreshToken: null });
    expect(await access(world)).toBe('access-1');
    world.nowMs += HOUR_MS;
    expect(await access(world)).toMatch(/^unauthorized: .*Connect again/);
    expect(world.asked).toEqual([]);
    expect(world.store.accounts.read(ID)?.trouble?.kind).toBe('unauthorized');
    expect(await world.tokens.giveBack(ID)).toBe(true);
    expect(world.asked).toEqual(['revoke access-1 as client']);
  });

  it.each([
    ['the account is removed', 'null'],
    ['a new consent comes', 'access-new'],
  ])(
    'are written one after the other: %s while a refreshed one is on its way to the keyring',
    async (what, left) => {
      const { secrets, arrived, release } = slowSecrets();
      const world = openWorld({ secrets });
      await connect(world);
      const refreshed = access(world, 'access-1');
      await arrived;
      const other =
        what === 'a new consent comes'
          ? connect(world, { accessToken: 'access-new', refreshToken: 'r2' })
          : world.tokens.giveBack(ID);
      await Promise.race([other, Promise.resolve()]);
      setImmediate(release);
      await Promise.all([refreshed, other]);
      const stored = JSON.parse((await secrets.get(accountTokens(ID))) ?? 'null');
      expect(String(stored?.access ?? null)).toBe(left);
    },
  );

  it('leave nothing behind where another process removed the account while the server was asked', async () => {
    const world = openWorld();
    await connect(world);
    world.answer = () => {
      world.store.accounts.remove(ID);
      return { kind: 'granted', grant: grantOf(2) };
    };
    expect(await access(world, 'access-1')).toMatch(/^unauthorized: /);
    expect(await world.secrets.get(accountTokens(ID))).toBeNull();
  });

  it('pair no refresh token with a client that did not get it', async () => {
    const world = openWorld();
    await connect(world);
    await world.tokens.keep(ID, grantOf(3), { clientId: 'another', clientSecret: null });
    expect(await access(world)).toBe('access-3');
    expect(await access(world, 'access-3')).toMatch(/^unauthorized: /);
    expect(world.asked).toEqual([]);
  });

  it('that cannot be read are none, and are forgotten all the same', async () => {
    const world = openWorld();
    await world.secrets.set(accountTokens(ID), '{"access":"access-1');
    expect(await access(world)).toMatch(/^unauthorized: /);
    expect(await world.tokens.has(ID)).toBe(false);
    expect(await world.tokens.giveBack(ID)).toBe(false);
    expect(await world.secrets.get(accountTokens(ID))).toBeNull();
  });

  it('say what was granted', () => expect(openWorld().tokens.scopes(ID)).toEqual(['b']));
});
