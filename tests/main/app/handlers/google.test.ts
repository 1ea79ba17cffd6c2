import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView, CalendarsView, ConnectingView } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import { accountTokens } from '#main/app/secret-names.ts';
import { openAppWorld, type AppWorld, type AppWorldOptions } from '#tests/main/app/app-world.ts';
import { type ConsentChoice, decideConsent, giveConsent } from '#tests/servers/google/consent.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';

const MISSING = whyNoGoogle();
const AUTH = 'https://www.googleapis.com/auth/';
/** A machine may be busy. */
const WAIT = { timeout: 10_000 };
const READING = ['calendar.calendarlist.readonly', 'calendar.events.readonly', 'calendar.freebusy'];

describe.skipIf(MISSING !== null)(`connecting Google ${MISSING ?? ''}`, () => {
  let server: GoogleServer;
  let world: AppWorld;
  let isOpen = false;

  const open = async (options: AppWorldOptions = {}): Promise<AppWorld> => {
    world = await openAppWorld({ google: server, ...options });
    isOpen = true;
    return world;
  };
  beforeEach(async () => {
    isOpen = false;
    server = await startGoogle({
      clock: () => (isOpen ? world.nowMs : Date.parse('2026-06-01T09:00:00+02:00')),
      accounts: [
        {
          email: 'alex@example.com',
          calendars: [
            { id: 'team@group.example', summary: 'Team', accessRole: 'reader' },
            { id: 'choir@group.example', summary: 'Choir', accessRole: 'owner' },
          ],
        },
        { email: 'work@example.com' },
      ],
    });
  });
  afterEach(async () => {
    await world[Symbol.asyncDispose]();
    await server.stop();
    expect(world.bugs).toEqual([]);
  });

  const view = (): Promise<CalendarsView> => world.call('calendars.read', {});
  const settled = async (): Promise<CalendarsView> => {
    await expect.poll(async () => (await view()).connecting?.state ?? 'none', WAIT).not.toBe('waiting');
    return view();
  };
  const synced = (): Promise<void> =>
    expect
      .poll(async () => {
        const { calendars } = await view();
        return calendars.every(({ id }) => world.store.calendars.read(id)?.sync.lastTriedMs !== null);
      }, WAIT)
      .toBe(true);
  const begin = (
    access: ConnectingView['access'] = 'read',
    accountId: AccountId | null = null,
  ): Promise<ConnectingView> => world.call('accounts.connectGoogle', { accountId, access });
  const connect = async (choice: ConsentChoice = {}): Promise<AccountView> => {
    const { address } = await begin();
    expect(await giveConsent(address, choice)).toBe(200);
    const { accounts, connecting } = await settled();
    expect(connecting).toBeNull();
    const account = accounts.at(-1);
    if (account === undefined) throw new Error('No account was connected.');
    return account;
  };

  it('asks for reading first, and nothing else', async () => {
    await open();
    const begun = await begin();
    expect(begun).toMatchObject({
      kind: 'google',
      accountId: null,
      isOpened: false,
      state: 'waiting',
      text: null,
    });
    expect(begun.until).toBe('2026-06-01T09:05:00+02:00');
    const asked = new URL(begun.address).searchParams;
    expect(asked.get('scope')?.split(' ')).toEqual([
      'openid',
      'email',
      ...READING.map((name) => AUTH + name),
    ]);
    expect(Object.fromEntries(asked)).toMatchObject({
      access_type: 'offline',
      prompt: 'consent',
      response_type: 'code',
      code_challenge_method: 'S256',
    });
    expect(asked.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(asked.has('include_granted_scopes')).toBe(false);
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it('goes all the way: the account, its calendars, the main one read, home of invites, the address known', async () => {
    await open();
    server.put({
      summary: 'Dentist',
      start: { dateTime: '2026-06-03T10:00:00+02:00' },
      end: { dateTime: '2026-06-03T11:00:00+02:00' },
    });
    const account = await connect();
    expect(account).toMatchObject({
      kind: 'google',
      name: 'alex@example.com',
      user: 'alex@example.com',
      mailsGuests: true,
      trouble: null,
      access: { write: false, contacts: false },
      missing: [],
      missingAccess: null,
    });
    expect(account.calendars.map(({ ref }) => ref)).toEqual([
      'alex@example.com',
      'choir@group.example',
      'team@group.example',
    ]);
    await expect.poll(async () => (await view()).calendars[0]?.events, WAIT).toBe(1);
    const { calendars } = await view();
    expect(calendars).toMatchObject([
      { kind: 'google', name: 'alex@example.com', role: 'own', trouble: null, isHome: true },
    ]);
    expect((await world.call('settings.read', {})).me).toContain('alex@example.com');
    expect((await world.call('outlook.read', {})).permission).toEqual({
      accountId: account.id,
      accountName: 'alex@example.com',
    });
    expect(server.violations).toEqual([]);
  });

  it('takes no home where invites go out by mail', async () => {
    const smtp = {
      host: 'mail.example',
      port: 465,
      security: 'tls',
      user: 'a',
      from: 'a@example.com',
    } as const;
    await open({ settings: { smtp } });
    await connect();
    expect((await view()).calendars.some(({ isHome }) => isHome)).toBe(false);
    expect((await world.call('outlook.read', {})).permission).toBeNull();
  });

  it('leaves opening to a host that can, and says so', async () => {
    const opened: string[] = [];
    await open({
      openAddress: async (address) => {
        opened.push(address);
        return true;
      },
    });
    const { address, isOpened } = await begin();
    expect(isOpened).toBe(true);
    expect(opened).toEqual([address]);
  });

  it('chooses, refreshes and removes as any account does, and gives the right back', async () => {
    await open();
    const { id } = await connect();
    await world.call('accounts.refresh', { accountId: id });
    const chosen = await world.call('accounts.choose', {
      accountId: id,
      refs: ['choir@group.example', 'team@group.example'],
    });
    expect(chosen.calendars.map(({ name, isWritable }) => [name, isWritable])).toEqual([
      ['Choir', true],
      ['Team', false],
    ]);
    await synced();
    expect((await view()).calendars.map(({ trouble }) => trouble)).toEqual([null, null]);
    server.forgetRequests();
    const gone = await world.call('accounts.remove', { accountId: id });
    expect(gone).toMatchObject({ calendars: [], accounts: [], notice: null });
    expect(await world.secrets.get(accountTokens(id))).toBeNull();
    expect(Object.keys(server.counts())).toEqual(['oauth.revoke']);
  });

  it('says where the right could not be given back', async () => {
    await open();
    const { id } = await connect();
    await server.stop();
    const { accounts, notice } = await world.call('accounts.remove', { accountId: id });
    expect(accounts).toEqual([]);
    expect(notice).toContain('https://myaccount.google.com/connections');
  });

  it('asks for the right to write in one step, together with all the rest, of the same person', async () => {
    await open();
    const { id } = await connect();
    const { address, accountId } = await begin('write', id);
    expect(accountId).toBe(id);
    const asked = new URL(address).searchParams;
    expect(asked.get('login_hint')).toBe('alex@example.com');
    expect(asked.get('scope')?.split(' ')).toEqual([
      'openid',
      'email',
      ...READING.map((name) => AUTH + name),
      `${AUTH}calendar.events.owned`,
    ]);
    await giveConsent(address);
    const { accounts } = await settled();
    expect(accounts).toMatchObject([{ id, access: { write: true, contacts: false }, missing: [] }]);
    expect((await world.call('outlook.read', {})).permission).toBeNull();
    const more = await begin('contacts', id);
    expect(new URL(more.address).searchParams.get('scope')).toContain('calendar.events.owned');
    await giveConsent(more.address);
    expect((await settled()).accounts).toMatchObject([{ id, access: { write: true, contacts: true } }]);
  });

  it('says what was asked and not granted, and what is there works', async () => {
    await open();
    const account = await connect({ scopes: ['calendarlist.readonly', 'events.readonly'] });
    expect(account.missing).toEqual([
      'You did not let Golden Hour see free and busy times, so it cannot see when colleagues are free. All else works.',
    ]);
    await synced();
    expect((await view()).calendars).toMatchObject([{ trouble: null }]);
  });

  it('reads the main calendar alone where the list may not be seen', async () => {
    await open();
    const account = await connect({ scopes: ['events.readonly', 'freebusy'] });
    expect(account.calendars).toMatchObject([{ ref: 'primary' }]);
    await synced();
    expect((await view()).calendars).toMatchObject([{ trouble: null }]);
    // Once the list may be seen, it is the same calendar under its own name.
    const { address } = await begin('read', account.id);
    await giveConsent(address);
    const again = await settled();
    expect(again.calendars).toHaveLength(1);
    expect(again.accounts[0]?.calendars.find(({ calendarId }) => calendarId !== null)?.ref).toBe(
      'alex@example.com',
    );
  });

  it('reads the main calendar alone where the server has no list', async () => {
    await open();
    server.modes.calendarList = false;
    expect((await connect()).calendars).toMatchObject([{ ref: 'primary' }]);
  });

  it('reads nothing, says so and offers again where no events may be seen', async () => {
    await open();
    const account = await connect({ scopes: ['calendarlist.readonly'] });
    expect(account.missing[0]).toContain('nothing can be read');
    expect((await view()).calendars).toEqual([]);
    const { address } = await begin('read', account.id);
    await giveConsent(address);
    const allowed = await settled();
    expect(allowed.accounts).toMatchObject([{ id: account.id, missing: [] }]);
    expect(allowed.calendars).toMatchObject([{ name: 'alex@example.com' }]);
  });

  it('keeps what it has where the user grants less than before', async () => {
    await open();
    const { id } = await connect();
    const before = await world.secrets.get(accountTokens(id));
    const { address } = await begin('write', id);
    await giveConsent(address, { scopes: ['events.owned'] });
    const { accounts, calendars } = await settled();
    expect(accounts).toMatchObject([
      { access: { write: false }, missing: [expect.stringContaining('they wait')] },
    ]);
    expect(calendars).toMatchObject([{ trouble: null }]);
    expect(await world.secrets.get(accountTokens(id))).toBe(before);
  });

  it('takes silence about scopes for a yes, and the address from the calendars', async () => {
    await open();
    server.modes.scopeInAnswers = false;
    server.modes.idToken = false;
    expect(await connect()).toMatchObject({
      user: 'alex@example.com',
      missing: [],
      access: { write: false },
    });
  });

  it('refuses another person where an account is connected again, and changes nothing', async () => {
    await open();
    const { id } = await connect();
    const before = await world.secrets.get(accountTokens(id));
    const { address } = await begin('write', id);
    await giveConsent(address, { account: 'work@example.com' });
    const { accounts, connecting } = await settled();
    expect(connecting).toMatchObject({
      state: 'failed',
      text: 'You signed in as work@example.com, and this account is alex@example.com. Nothing was changed: connect again and choose alex@example.com.',
    });
    expect(accounts).toMatchObject([{ id, user: 'alex@example.com', access: { write: false } }]);
    expect(await world.secrets.get(accountTokens(id))).toBe(before);
  });

  it('connects several accounts, each once', async () => {
    await open();
    await connect();
    await connect({ account: 'work@example.com' });
    expect((await view()).accounts.map(({ user }) => user)).toEqual(['alex@example.com', 'work@example.com']);
    expect((await view()).calendars.filter(({ isHome }) => isHome)).toHaveLength(1);
    const { address } = await begin();
    await giveConsent(address, { account: 'work@example.com' });
    expect((await settled()).connecting?.text).toBe(
      'work@example.com is connected already. Choose its calendars, or remove it first.',
    );
  });

  it.each([
    [
      'en',
      'You did not allow it at Google, so nothing was changed. Connect again and choose Continue when you like.',
    ],
    [
      'nl',
      'Je stond het bij Google niet toe, dus er is niets veranderd. Verbind opnieuw en kies Doorgaan wanneer je wilt.',
    ],
  ] as const)('says in %s what helps where the user says no', async (language, text) => {
    await open({ language });
    const { address, attemptId } = await begin();
    await giveConsent(address, { isDenied: true });
    expect((await settled()).connecting).toMatchObject({ state: 'failed', text });
    const { connecting, accounts } = await world.call('accounts.cancelConnecting', { attemptId });
    expect(connecting).toBeNull();
    expect(accounts).toEqual([]);
  });

  it('keeps nothing of a sign-in that was cancelled, or that another one took the place of', async () => {
    await open();
    const first = await begin();
    const back = await decideConsent(first.address);
    const second = await begin();
    expect(second.attemptId).not.toBe(first.attemptId);
    await expect(fetch(back)).rejects.toThrow('fetch failed');
    const laterBack = await decideConsent(second.address);
    await world.call('accounts.cancelConnecting', { attemptId: first.attemptId });
    expect((await view()).connecting?.attemptId).toBe(second.attemptId);
    await world.call('accounts.cancelConnecting', { attemptId: second.attemptId });
    await expect(fetch(laterBack)).rejects.toThrow('fetch failed');
    expect(await view()).toMatchObject({ connecting: null, accounts: [] });
  });

  it('names the client where Google does not accept its secret, and takes another one of the user’s', async () => {
    await open({ google: { ...server, clientSecret: 'wrong' } });
    const { address } = await begin();
    await giveConsent(address);
    expect((await settled()).connecting?.text).toContain(`does not accept the client id ${server.clientId}`);
    const set = await world.call('accounts.setGoogleClient', {
      clientId: server.clientId,
      clientSecret: server.clientSecret,
    });
    expect(set.googleClient).toBe('own');
    await connect();
    const back = await world.call('accounts.setGoogleClient', { clientId: null, clientSecret: null });
    expect(back.googleClient).toBe('built-in');
    // The account goes on with the client that it was connected with.
    world.nowMs += 2 * 3_600_000;
    const [account] = back.accounts;
    if (account === undefined) throw new Error('The account is gone.');
    await world.call('accounts.refresh', { accountId: account.id });
  });

  it('points to the steps where there is no client at all', async () => {
    await openAppWorld().then((bare) => {
      world = bare;
    });
    expect((await view()).googleClient).toBe('none');
    const { message } = await world.refuse('accounts.connectGoogle', { accountId: null, access: 'read' });
    expect(message).toContain('docs/connecting-google.md');
    expect(
      await world.refuse('accounts.setGoogleClient', { clientId: 'a b', clientSecret: null }),
    ).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('refreshes a token that is refused before its time, once', async () => {
    await open();
    const { id } = await connect();
    await synced();
    server.expireAccessTokens();
    server.forgetRequests();
    const [calendar] = (await view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    world.nowMs += 60_000;
    await world.call('calendars.sync', { calendarId: calendar.id });
    await expect
      .poll(() => world.store.calendars.read(calendar.id)?.sync.lastTriedMs, WAIT)
      .toBe(world.nowMs);
    expect((await view()).accounts).toMatchObject([{ id, trouble: null }]);
    expect(server.counts()).toMatchObject({ 'oauth.token': 1 });
  });

  it('field bug 11: what Google took back is visible, everything is kept, and connecting again goes on', async () => {
    await open();
    const { id } = await connect();
    await synced();
    server.revoke('alex@example.com');
    const [calendar] = (await view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    world.nowMs += 60_000;
    await world.call('calendars.sync', { calendarId: calendar.id });
    await expect.poll(async () => (await view()).accounts[0]?.trouble?.kind, WAIT).toBe('unauthorized');
    const troubled = await view();
    expect(troubled.accounts[0]?.trouble?.text).toContain('Connect again');
    expect(troubled.calendars).toHaveLength(1);
    const { address } = await begin('read', id);
    await giveConsent(address);
    await settled();
    await expect.poll(async () => (await view()).calendars[0]?.trouble, WAIT).toBeNull();
    expect((await view()).accounts).toMatchObject([{ id, trouble: null }]);
    expect((await view()).calendars[0]?.id).toBe(calendar.id);
  });

  it('takes up an account that was cut off where it is connected as if it were new', async () => {
    await open();
    const { id } = await connect();
    server.revoke('alex@example.com');
    await world.refuse('accounts.refresh', { accountId: id });
    const again = await connect();
    expect(again.id).toBe(id);
    expect(again.trouble).toBeNull();
  });

  it('field bug: a sign-in that rotates its refresh tokens goes on for days', async () => {
    await open();
    server.modes.rotatesRefreshTokens = true;
    const { id } = await connect();
    for (let day = 0; day < 3; day += 1) {
      world.nowMs += 24 * 3_600_000;
      await world.call('accounts.refresh', { accountId: id });
    }
    expect((await view()).accounts[0]?.trouble).toBeNull();
  });

  it('waits for another process that may have the tokens, then says that they are gone', async () => {
    await open();
    const { id } = await connect();
    await synced();
    await world.secrets.remove(accountTokens(id));
    const [calendar] = (await view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    world.nowMs += 1_000;
    await world.call('calendars.sync', { calendarId: calendar.id });
    await expect.poll(async () => (await view()).accounts[0]?.trouble?.kind, WAIT).toBe('secret-lost');
    expect((await world.refuse('accounts.refresh', { accountId: id })).code).toBe('unauthorized');
    expect((await world.refuse('accounts.reconnect', { accountId: id, password: 'x' })).code).toBe(
      'conflict',
    );
  });

  it('puts tokens into the secret store and nowhere else', async () => {
    await open();
    const { id } = await connect();
    const secret = await world.secrets.get(accountTokens(id));
    const { access, refresh } = JSON.parse(secret ?? '{}') as Readonly<Record<string, string>>;
    if (access === undefined || refresh === undefined) throw new Error('There are no tokens.');
    const { readFileSync, readdirSync } = await import('node:fs');
    const { join } = await import('node:path');
    const files = readdirSync(world.folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const said = JSON.stringify([await view(), world.events, await world.call('outlook.read', {})]);
    for (const token of [access, refresh, server.clientSecret]) {
      for (const text of [...files, said]) expect(text.includes(token)).toBe(false);
    }
    expect(files.length).toBeGreaterThan(0);
  });
});
