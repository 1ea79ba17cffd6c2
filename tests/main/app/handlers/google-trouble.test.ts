import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountTokens } from '#main/app/secret-names.ts';
import { openAppWorld } from '#tests/main/app/app-world.ts';
import { decideConsent, giveConsent } from '#tests/servers/google/consent.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { type GoogleScene, openScene, WAIT } from './google-scene.ts';

const MISSING = whyNoGoogle();

describe.skipIf(MISSING !== null)(`what may go wrong with an account at Google ${MISSING ?? ''}`, () => {
  let scene: GoogleScene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  it('says where the right could not be given back', async () => {
    await scene.open();
    const { id } = await scene.connect();
    await scene.server.stop();
    const { accounts, notice } = await scene.world.call('accounts.remove', { accountId: id });
    expect(accounts).toEqual([]);
    expect(notice).toContain('https://myaccount.google.com/connections');
  });

  it.each(['add', 'setHome'] as const)(
    'is connected once it is kept, whatever becomes of the first calendar (%s)',
    async (step) => {
      await scene.open();
      const { world } = scene;
      const locked = vi.spyOn(world.store.calendars, step).mockImplementationOnce(() => {
        throw new Error('database is locked');
      });
      const account = await scene.connect();
      expect(locked).toHaveBeenCalledOnce();
      expect(world.takeBugs()).toEqual([new Error('database is locked')]);
      const refs = account.calendars.map(({ ref }) => ref);
      await world.call('accounts.choose', { accountId: account.id, refs });
      await scene.synced();
      expect((await scene.view()).calendars).toHaveLength(refs.length);
    },
  );

  it('refuses another person where an account is connected again, and changes nothing', async () => {
    await scene.open();
    const { id } = await scene.connect();
    const before = await scene.world.secrets.get(accountTokens(id));
    const { address } = await scene.begin('write', id);
    await giveConsent(address, { account: 'work@example.com' });
    const { accounts, connecting } = await scene.settled();
    expect(connecting).toMatchObject({
      state: 'failed',
      text: 'You signed in as work@example.com, and this account is alex@example.com. Nothing was changed: connect again and choose alex@example.com.',
    });
    expect(accounts).toMatchObject([{ id, user: 'alex@example.com', access: { write: false } }]);
    expect(await scene.world.secrets.get(accountTokens(id))).toBe(before);
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
    await scene.open({ language });
    const { address, attemptId } = await scene.begin();
    await giveConsent(address, { isDenied: true });
    expect((await scene.settled()).connecting).toMatchObject({ state: 'failed', text });
    const { connecting, accounts } = await scene.world.call('accounts.cancelConnecting', { attemptId });
    expect(connecting).toBeNull();
    expect(accounts).toEqual([]);
  });

  it('keeps nothing of a sign-in that was cancelled, or that another one took the place of', async () => {
    await scene.open();
    const first = await scene.begin();
    const back = await decideConsent(first.address);
    const second = await scene.begin();
    expect(second.attemptId).not.toBe(first.attemptId);
    await expect(fetch(back)).rejects.toThrow('fetch failed');
    const laterBack = await decideConsent(second.address);
    await scene.world.call('accounts.cancelConnecting', { attemptId: first.attemptId });
    expect((await scene.view()).connecting?.attemptId).toBe(second.attemptId);
    await scene.world.call('accounts.cancelConnecting', { attemptId: second.attemptId });
    await expect(fetch(laterBack)).rejects.toThrow('fetch failed');
    expect(await scene.view()).toMatchObject({ connecting: null, accounts: [] });
  });

  it('names the client where Google does not accept its secret, and takes another one of the user’s', async () => {
    await scene.open({ google: { ...scene.server, clientSecret: 'wrong' } });
    const { address } = await scene.begin();
    await giveConsent(address);
    expect((await scene.settled()).connecting?.text).toContain(
      `does not accept the client ID ${scene.server.clientId}`,
    );
    const set = await scene.world.call('accounts.setGoogleClient', {
      clientId: scene.server.clientId,
      clientSecret: scene.server.clientSecret,
    });
    expect(set.googleClient).toBe('own');
    await scene.connect();
    const back = await scene.world.call('accounts.setGoogleClient', { clientId: null, clientSecret: null });
    expect(back.googleClient).toBe('built-in');
    // The account goes on with the client that it was connected with.
    scene.world.nowMs += 2 * 3_600_000;
    const [account] = back.accounts;
    if (account === undefined) throw new Error('The account is gone.');
    await scene.world.call('accounts.refresh', { accountId: account.id });
  });

  it('points to the steps where there is no client at all', async () => {
    scene.world = await openAppWorld();
    expect((await scene.view()).googleClient).toBe('none');
    const { message } = await scene.world.refuse('accounts.connectGoogle', {
      accountId: null,
      access: 'read',
    });
    expect(message).toContain('docs/connecting-google.md');
    expect(
      await scene.world.refuse('accounts.setGoogleClient', { clientId: 'a b', clientSecret: null }),
    ).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('refreshes a token that is refused before its time, once', async () => {
    await scene.open();
    const { id } = await scene.connect();
    await scene.synced();
    scene.server.expireAccessTokens();
    scene.server.forgetRequests();
    const [calendar] = (await scene.view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    scene.world.nowMs += 60_000;
    await scene.world.call('calendars.sync', { calendarId: calendar.id });
    await expect
      .poll(() => scene.world.store.calendars.read(calendar.id)?.sync.lastTriedMs, WAIT)
      .toBe(scene.world.nowMs);
    expect((await scene.view()).accounts).toMatchObject([{ id, trouble: null }]);
    expect(scene.server.counts()).toMatchObject({ 'oauth.token': 1 });
  });

  it('field bug 11: what Google took back is visible, everything is kept, and connecting again goes on', async () => {
    await scene.open();
    const { id } = await scene.connect();
    await scene.synced();
    scene.server.revoke('alex@example.com');
    const [calendar] = (await scene.view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    scene.world.nowMs += 60_000;
    await scene.world.call('calendars.sync', { calendarId: calendar.id });
    await expect.poll(async () => (await scene.view()).accounts[0]?.trouble?.kind, WAIT).toBe('unauthorized');
    const troubled = await scene.view();
    expect(troubled.accounts[0]?.trouble?.text).toContain('Connect again');
    expect(troubled.calendars).toHaveLength(1);
    const { address } = await scene.begin('read', id);
    await giveConsent(address);
    await scene.settled();
    await expect.poll(async () => (await scene.view()).calendars[0]?.trouble, WAIT).toBeNull();
    expect((await scene.view()).accounts).toMatchObject([{ id, trouble: null }]);
    expect((await scene.view()).calendars[0]?.id).toBe(calendar.id);
  });

  it('keeps the list of calendars that it has while Google refuses to give one', async () => {
    await scene.open();
    const { id, calendars } = await scene.connect();
    scene.server.modes.faults = ({ path }) =>
      path.includes('calendarList') ? { kind: 'status', status: 503 } : null;
    const { code } = await scene.world.refuse('accounts.refresh', { accountId: id });
    expect(code).toBe('refused');
    expect((await scene.view()).accounts[0]?.calendars.map(({ ref }) => ref)).toEqual(
      calendars.map(({ ref }) => ref),
    );
  });

  it('takes up an account that was cut off where it is connected as if it were new', async () => {
    await scene.open();
    const { id } = await scene.connect();
    scene.server.revoke('alex@example.com');
    await scene.world.refuse('accounts.refresh', { accountId: id });
    const again = await scene.connect();
    expect(again.id).toBe(id);
    // What was under way with the old right may have told of it.
    await expect.poll(async () => (await scene.view()).accounts[0]?.trouble, WAIT).toBeNull();
  });

  it('field bug: a sign-in that rotates its refresh tokens goes on for days', async () => {
    await scene.open();
    scene.server.modes.rotatesRefreshTokens = true;
    const { id } = await scene.connect();
    await scene.synced();
    for (let day = 0; day < 3; day += 1) {
      scene.world.nowMs += 24 * 3_600_000;
      await scene.world.call('accounts.refresh', { accountId: id });
    }
    expect((await scene.view()).accounts[0]?.trouble).toBeNull();
  });

  it('waits for another process that may have the tokens, then says that they are gone', async () => {
    await scene.open();
    const { id } = await scene.connect();
    await scene.synced();
    await scene.world.secrets.remove(accountTokens(id));
    const [calendar] = (await scene.view()).calendars;
    if (calendar === undefined) throw new Error('There is no calendar.');
    scene.world.nowMs += 1_000;
    await scene.world.call('calendars.sync', { calendarId: calendar.id });
    await expect.poll(async () => (await scene.view()).accounts[0]?.trouble?.kind, WAIT).toBe('secret-lost');
    expect((await scene.world.refuse('accounts.refresh', { accountId: id })).code).toBe('unauthorized');
    expect((await scene.world.refuse('accounts.reconnect', { accountId: id, password: 'x' })).code).toBe(
      'conflict',
    );
  });

  it('puts tokens into the secret store and nowhere else', async () => {
    await scene.open();
    const { id } = await scene.connect();
    const secret = await scene.world.secrets.get(accountTokens(id));
    const { access, refresh } = JSON.parse(secret ?? '{}') as Readonly<Record<string, string>>;
    if (access === undefined || refresh === undefined) throw new Error('There are no tokens.');
    const files = readdirSync(scene.world.folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const said = JSON.stringify([
      await scene.view(),
      scene.world.events,
      await scene.world.call('outlook.read', {}),
    ]);
    for (const token of [access, refresh, scene.server.clientSecret]) {
      for (const text of [...files, said]) expect(text.includes(token)).toBe(false);
    }
    expect(files.length).toBeGreaterThan(0);
  });
});
