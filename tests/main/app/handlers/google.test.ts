import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountTokens } from '#main/app/secret-names.ts';
import { giveConsent } from '#tests/servers/google/consent.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { BARE_MODES } from '#tests/servers/google/modes.ts';
import { type GoogleScene, openScene, WAIT } from './google-scene.ts';

const MISSING = whyNoGoogle();
const AUTH = 'https://www.googleapis.com/auth/';
const READING = ['calendar.calendarlist.readonly', 'calendar.events.readonly', 'calendar.freebusy'];

describe.skipIf(MISSING !== null)(`connecting Google ${MISSING ?? ''}`, () => {
  let scene: GoogleScene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  it('asks for reading first, and nothing else', async () => {
    await scene.open();
    const begun = await scene.begin();
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
    await scene.open();
    scene.server.put({
      summary: 'Dentist',
      start: { dateTime: '2026-06-03T10:00:00+02:00' },
      end: { dateTime: '2026-06-03T11:00:00+02:00' },
    });
    const account = await scene.connect();
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
    await expect.poll(async () => (await scene.view()).calendars[0]?.events, WAIT).toBe(1);
    const { calendars } = await scene.view();
    expect(calendars).toMatchObject([
      { kind: 'google', name: 'alex@example.com', role: 'own', trouble: null, isHome: true },
    ]);
    expect((await scene.world.call('settings.read', {})).me).toContain('alex@example.com');
    expect((await scene.world.call('outlook.read', {})).permission).toEqual({
      accountId: account.id,
      accountName: 'alex@example.com',
    });
    expect(scene.server.violations).toEqual([]);
  });

  it('takes no home where invites go out by mail', async () => {
    const smtp = {
      host: 'mail.example',
      port: 465,
      security: 'tls',
      user: 'a',
      from: 'a@example.com',
    } as const;
    await scene.open({ settings: { smtp } });
    await scene.connect();
    expect((await scene.view()).calendars.some(({ isHome }) => isHome)).toBe(false);
    expect((await scene.world.call('outlook.read', {})).permission).toBeNull();
  });

  it('leaves opening to a host that can, and says so', async () => {
    const opened: string[] = [];
    await scene.open({
      openAddress: async (address) => {
        opened.push(address);
        return true;
      },
    });
    const { address, isOpened } = await scene.begin();
    expect(isOpened).toBe(true);
    expect(opened).toEqual([address]);
  });

  it('chooses, refreshes and removes as any account does, and gives the right back', async () => {
    await scene.open();
    const { id } = await scene.connect();
    await scene.world.call('accounts.refresh', { accountId: id });
    const chosen = await scene.world.call('accounts.choose', {
      accountId: id,
      refs: ['choir@group.example', 'team@group.example'],
    });
    expect(chosen.calendars.map(({ name, isWritable }) => [name, isWritable])).toEqual([
      ['Choir', true],
      ['Team', false],
    ]);
    await scene.synced();
    expect((await scene.view()).calendars.map(({ trouble }) => trouble)).toEqual([null, null]);
    scene.server.forgetRequests();
    const gone = await scene.world.call('accounts.remove', { accountId: id });
    expect(gone).toMatchObject({ calendars: [], accounts: [], notice: null });
    expect(await scene.world.secrets.get(accountTokens(id))).toBeNull();
    expect(Object.keys(scene.server.counts())).toEqual(['oauth.revoke']);
  });

  it('asks for the right to write in one step, together with all the rest, of the same person', async () => {
    await scene.open();
    const { id } = await scene.connect();
    const { address, accountId } = await scene.begin('write', id);
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
    const { accounts } = await scene.settled();
    expect(accounts).toMatchObject([{ id, access: { write: true, contacts: false }, missing: [] }]);
    expect((await scene.world.call('outlook.read', {})).permission).toBeNull();
    const more = await scene.begin('contacts', id);
    expect(new URL(more.address).searchParams.get('scope')).toContain('calendar.events.owned');
    await giveConsent(more.address);
    expect((await scene.settled()).accounts).toMatchObject([{ id, access: { write: true, contacts: true } }]);
  });

  it('says what was asked and not granted, and what is there works', async () => {
    await scene.open();
    const account = await scene.connect({ scopes: ['calendarlist.readonly', 'events.readonly'] });
    expect(account.missing).toEqual([
      'You did not let Golden Hour see free and busy times, so it cannot see when colleagues are free. All else works.',
    ]);
    await scene.synced();
    expect((await scene.view()).calendars).toMatchObject([{ trouble: null }]);
  });

  it('reads the main calendar alone where the list may not be seen', async () => {
    await scene.open();
    const account = await scene.connect({ scopes: ['events.readonly', 'freebusy'] });
    expect(account.calendars).toMatchObject([{ ref: 'primary' }]);
    await scene.synced();
    expect((await scene.view()).calendars).toMatchObject([{ trouble: null }]);
    // Once the list may be seen, it is the same calendar under its own name.
    const { address } = await scene.begin('read', account.id);
    await giveConsent(address);
    const again = await scene.settled();
    expect(again.calendars).toHaveLength(1);
    expect(again.accounts[0]?.calendars.find(({ calendarId }) => calendarId !== null)?.ref).toBe(
      'alex@example.com',
    );
  });

  it('reads the main calendar alone where the server has no list', async () => {
    await scene.open();
    scene.server.modes.calendarList = false;
    expect((await scene.connect()).calendars).toMatchObject([{ ref: 'primary' }]);
  });

  it('reads nothing, says so and offers again where no events may be seen', async () => {
    await scene.open();
    const account = await scene.connect({ scopes: ['calendarlist.readonly'] });
    expect(account.missing[0]).toContain('nothing can be read');
    expect((await scene.view()).calendars).toEqual([]);
    const { address } = await scene.begin('read', account.id);
    await giveConsent(address);
    const allowed = await scene.settled();
    expect(allowed.accounts).toMatchObject([{ id: account.id, missing: [] }]);
    expect(allowed.calendars).toMatchObject([{ name: 'alex@example.com' }]);
  });

  it('takes what is new where the user takes something small back for it', async () => {
    await scene.open();
    const { id } = await scene.connect();
    const { address } = await scene.begin('write', id);
    await giveConsent(address, { scopes: ['calendarlist.readonly', 'events.readonly', 'events.owned'] });
    expect((await scene.settled()).accounts).toMatchObject([
      { access: { write: true }, missing: [expect.stringContaining('free and busy times')] },
    ]);
  });

  it('keeps what it has where the user grants less than before', async () => {
    await scene.open();
    const { id } = await scene.connect();
    const before = await scene.world.secrets.get(accountTokens(id));
    const { address } = await scene.begin('write', id);
    await giveConsent(address, { scopes: ['events.owned'] });
    const { accounts, calendars } = await scene.settled();
    expect(accounts).toMatchObject([
      { access: { write: false }, missing: [expect.stringContaining('they wait')] },
    ]);
    expect(calendars).toMatchObject([{ trouble: null }]);
    expect(await scene.world.secrets.get(accountTokens(id))).toBe(before);
  });

  it('takes silence about scopes for a yes, and the address from the calendars', async () => {
    await scene.open();
    scene.server.modes.scopeInAnswers = false;
    scene.server.modes.idToken = false;
    expect(await scene.connect()).toMatchObject({
      user: 'alex@example.com',
      missing: [],
      access: { write: false },
    });
  });

  it('connects and reads where a server knows only the plainest part', async () => {
    await scene.open();
    const plain = { ...BARE_MODES, calendarList: false, scopeInAnswers: false, idToken: false };
    Object.assign(scene.server.modes, plain);
    const dentist = { dateTime: '2026-06-03T10:00:00+02:00' };
    scene.server.put({ summary: 'Dentist', start: dentist, end: { dateTime: '2026-06-03T11:00:00+02:00' } });
    expect(await scene.connect()).toMatchObject({ user: 'alex@example.com', trouble: null, missing: [] });
    await expect.poll(async () => (await scene.view()).calendars[0]?.events, WAIT).toBe(1);
    scene.world.nowMs += 2 * 3_600_000;
    const [calendar] = (await scene.view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    scene.server.expireAccessTokens();
    await scene.world.call('calendars.sync', { calendarId: calendar.id });
    await expect
      .poll(() => scene.world.store.calendars.read(calendar.id)?.sync.lastGoodMs, WAIT)
      .toBe(scene.world.nowMs);
  });

  it('keeps nothing of a sign-in that is cancelled while Google is asked for the calendars', async () => {
    await scene.open();
    const { address, attemptId } = await scene.begin();
    const cancelled = Promise.withResolvers<void>();
    scene.server.modes.faults = ({ id }) => {
      if (id !== 'calendar.calendarList.list') return null;
      void scene.world.call('accounts.cancelConnecting', { attemptId }).then(() => cancelled.resolve());
      return { kind: 'delay', ms: 50 };
    };
    await giveConsent(address);
    await cancelled.promise;
    scene.server.modes.faults = null;
    // By the end of another one, the first has long ended.
    await scene.connect({ account: 'work@example.com' });
    expect((await scene.view()).accounts.map(({ user }) => user)).toEqual(['work@example.com']);
  });

  it('connects several accounts, each once', async () => {
    await scene.open();
    await scene.connect();
    await scene.connect({ account: 'work@example.com' });
    expect((await scene.view()).accounts.map(({ user }) => user)).toEqual([
      'alex@example.com',
      'work@example.com',
    ]);
    expect((await scene.view()).calendars.filter(({ isHome }) => isHome)).toHaveLength(1);
    const { address } = await scene.begin();
    await giveConsent(address, { account: 'work@example.com' });
    expect((await scene.settled()).connecting?.text).toBe(
      'work@example.com is connected already. Choose its calendars, or remove it first.',
    );
  });
});
