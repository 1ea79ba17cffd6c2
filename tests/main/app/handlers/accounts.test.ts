import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountView, CalendarSourceView, CalendarsView } from '#contract/calendars.ts';
import { inviteId } from '#contract/ids.ts';
import { accountPassword } from '#main/app/secret-names.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { waiting } from '#tests/main/invites/fixtures.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import { writeEvent } from '#tests/support/caldav/write-event.ts';
import { until } from '#tests/support/until.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let server: CalDavTestServer;
let world: AppWorld;

beforeEach(async () => {
  server = await startCalDavServer();
  world = await openAppWorld();
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await server.close();
});

const put = (count: number, from = 0): void => {
  for (let n = from; n < from + count; n++) server.put(`e${n}.ics`, writeEvent(`uid-${n}`));
};

const connect = (password = server.password): Promise<AccountView> =>
  world.call('accounts.connectCaldav', { server: server.url, user: server.user, password });

const read = (): Promise<CalendarsView> => world.call('calendars.read', {});

async function settled(): Promise<CalendarSourceView> {
  await until(async () => {
    const { calendars } = await read();
    return calendars.length > 0 && calendars.every((calendar) => calendar.sync === null);
  });
  const [first] = (await read()).calendars;
  if (first === undefined) throw new Error('There is no calendar.');
  return first;
}

async function chooseFirst(): Promise<CalendarSourceView> {
  const account = await connect();
  const [remote] = account.calendars;
  if (remote === undefined) throw new Error('The account has no calendar.');
  await world.call('accounts.choose', { accountId: account.id, refs: [remote.ref] });
  return settled();
}

async function sync(): Promise<CalendarSourceView> {
  await world.call('calendars.sync', { calendarId: null });
  return settled();
}

describe('an account on a CalDAV server', () => {
  it('is connected, its calendars are listed, and none is read', async () => {
    const account = await connect();
    expect(account).toMatchObject({ kind: 'caldav', user: server.user, trouble: null });
    expect(account.calendars.every(({ calendarId }) => calendarId === null)).toBe(true);
    expect((await read()).accounts).toEqual([account]);
    expect((await read()).calendars).toEqual([]);
    expect(await world.secrets.get(accountPassword(account.id))).toBe(server.password);
  });

  it('tells which addresses are the user’s own, so that what is declined there is free', async () => {
    await world.call('settings.save', { changes: { me: ['alex@home.example'] } });
    await connect();
    const { me } = await world.call('settings.read', {});
    expect(me).toEqual(['alex@home.example', 'alex@example.com']);
  });

  it('is not kept with a wrong password, and is there once', async () => {
    const wrong = { server: server.url, user: server.user, password: 'wrong' };
    expect((await world.refuse('accounts.connectCaldav', wrong)).code).toBe('unauthorized');
    expect((await read()).accounts).toEqual([]);
    await connect();
    const again = { ...wrong, password: server.password };
    expect((await world.refuse('accounts.connectCaldav', again)).code).toBe('conflict');
  });

  it('has the calendars read that are chosen, and follows what changes there', async () => {
    put(30);
    const first = await chooseFirst();
    expect(first).toMatchObject({ kind: 'caldav', role: 'own', events: 30, trouble: null, isStale: false });
    put(1, 100);
    server.remove('e3.ics');
    server.remove('e4.ics');
    expect(await sync()).toMatchObject({ events: 29, occurrences: 29 });
    const found = world.store.resources.readByUid(first.id, 'uid-5');
    expect(found?.text).toContain('UID:uid-5');
    expect(world.store.resources.readByUid(first.id, 'uid-3')).toBeNull();
  });

  it('tells nobody of a synchronisation that found nothing', async () => {
    put(3);
    await chooseFirst();
    const told = (): number => world.events.filter(({ name }) => name === 'changed').length;
    const before = told();
    await sync();
    expect(told()).toBe(before);
  });

  it('is asked about before it is believed that everything is gone', async () => {
    put(5);
    const { id } = await chooseFirst();
    for (let n = 0; n < 5; n++) server.remove(`e${n}.ics`);
    expect(await sync()).toMatchObject({ events: 5, trouble: { kind: 'emptied' } });
    expect(await sync()).toMatchObject({ events: 5, trouble: { kind: 'emptied' } });
    await world.call('calendars.believeEmpty', { calendarId: id, believe: true });
    expect(await settled()).toMatchObject({ events: 0, occurrences: 0, trouble: null });
    put(2);
    expect(await sync()).toMatchObject({ events: 2, trouble: null });
  });

  it('that comes back after it was empty is no question any more', async () => {
    put(5);
    await chooseFirst();
    for (let n = 0; n < 5; n++) server.remove(`e${n}.ics`);
    await sync();
    put(5);
    expect(await sync()).toMatchObject({ events: 5, trouble: null });
  });

  it('takes a home for invites, once, only where it may be written', async () => {
    put(1);
    const { id, isWritable } = await chooseFirst();
    expect(isWritable).toBe(true);
    const chosen = await world.call('calendars.setHome', { calendarId: id });
    expect(chosen.calendars.map(({ isHome }) => isHome)).toEqual([true]);
    expect((await world.call('calendars.setHome', { calendarId: null })).calendars[0]?.isHome).toBe(false);
  });

  it('forgets calendars that are not chosen any more, and itself with its password', async () => {
    put(2);
    const { id, accountId } = await chooseFirst();
    if (accountId === null) throw new Error('It has no account.');
    await world.call('calendars.setHome', { calendarId: id });
    const none = await world.call('accounts.choose', { accountId, refs: [] });
    expect(none.calendars).toEqual([]);
    expect(none.accounts[0]?.calendars.some(({ calendarId }) => calendarId !== null)).toBe(false);
    const gone = await world.call('accounts.remove', { accountId });
    expect(gone).toMatchObject({ calendars: [], accounts: [], notice: null });
    expect(await world.secrets.get(accountPassword(accountId))).toBeNull();
  });

  it('leaves no password behind where it is removed while a new one is tried', async () => {
    const { accountId } = await chooseFirst();
    if (accountId === null) throw new Error('It has no account.');
    const removing: Promise<unknown>[] = [];
    server.modes.faults = () => {
      if (removing.length === 0) removing.push(world.call('accounts.remove', { accountId }));
      return null;
    };
    await world.try('accounts.reconnect', { accountId, password: server.password });
    await Promise.all(removing);
    expect((await read()).accounts).toEqual([]);
    expect(await world.secrets.get(accountPassword(accountId))).toBeNull();
  });

  it('that is connected again does not wait for a question that was asked before', async () => {
    put(2);
    const { accountId } = await chooseFirst();
    if (accountId === null) throw new Error('It has no account.');
    put(1, 50);
    let isHanging = false;
    server.modes.faults = () => {
      if (isHanging) return null;
      isHanging = true;
      return { kind: 'time-out', when: 'before' };
    };
    await world.call('calendars.sync', { calendarId: null });
    await until(() => isHanging);
    await world.call('accounts.reconnect', { accountId, password: server.password });
    expect(await settled()).toMatchObject({ events: 3, trouble: null });
  });

  it('that is removed and connected again takes up the invites that wait for it', async () => {
    put(1);
    const first = await chooseFirst();
    if (first.accountId === null) throw new Error('It has no account.');
    const { remoteRef } = world.store.calendars.read(first.id)!;
    const record: InviteRecord = {
      ...waiting,
      route: 'calendar',
      calendar: {
        calendarId: first.id,
        ref: `${remoteRef}inv-1@golden-hour.ics`,
        etag: null,
        teller: 'server',
        copy: { state: 'creating', attempts: 1, detail: null },
        mayBeThere: true,
        seen: {},
      },
      state: {
        kind: 'failed',
        problem: { kind: 'calendar', failure: 'unauthorized', detail: '' },
        retryAtMs: null,
      },
    };
    const elsewhere: InviteRecord = {
      ...record,
      id: inviteId('inv-2'),
      uid: 'inv-2',
      calendar: { ...record.calendar!, ref: 'https://elsewhere.example/inv-2.ics' },
    };
    for (const invite of [record, elsewhere]) {
      world.store.outbox.insert(
        invite,
        () => null,
        () => false,
      );
    }
    await world.call('accounts.remove', { accountId: first.accountId });
    await chooseFirst();
    const again = (await read()).calendars.find(({ kind }) => kind === 'caldav')!;
    expect(again.id).not.toBe(first.id);
    expect(world.store.outbox.read(record.id)).toMatchObject({
      calendar: { calendarId: again.id },
      state: { kind: 'failed', retryAtMs: world.nowMs },
    });
    expect(world.store.outbox.read(elsewhere.id)).toEqual(elsewhere);
  });

  it('whose password is lost asks for it, and goes on with it', async () => {
    put(2);
    const { accountId } = await chooseFirst();
    if (accountId === null) throw new Error('It has no account.');
    await world.secrets.remove(accountPassword(accountId));
    put(1, 50);
    expect(await sync()).toMatchObject({ events: 2, trouble: { kind: 'secret-lost' } });
    expect((await read()).accounts[0]?.trouble?.kind).toBe('secret-lost');
    await world.call('accounts.reconnect', { accountId, password: server.password });
    expect(await settled()).toMatchObject({ events: 3, trouble: null });
    expect((await read()).accounts[0]?.trouble).toBeNull();
  });

  it('whose first reading is cut short by the end of the app is read on by the next start', async () => {
    put(400);
    const closing = await openAppWorld({ folder: world.folder });
    const { url, user, password } = server;
    const account = await closing.call('accounts.connectCaldav', { server: url, user, password });
    const begun = new Promise<void>((resolve) => {
      closing.app.onEvent((name, payload) => {
        if (name === 'calendar.progress' && 'sync' in payload && (payload.sync?.done ?? 0) > 0) resolve();
      });
    });
    await closing.call('accounts.choose', {
      accountId: account.id,
      refs: [account.calendars[0]?.ref ?? ''],
    });
    await begun;
    await closing[Symbol.asyncDispose]();
    const [kept] = world.store.calendars.list();
    expect(kept).toMatchObject({ sync: { cursor: null, lastTriedMs: null } });
    expect(kept?.events).toBeGreaterThan(0);
    expect(kept?.events).toBeLessThan(400);
    await world.secrets.set(accountPassword(account.id), server.password);
    world.app.start();
    await until(async () => (await read()).calendars[0]?.events === 400);
    expect(await settled()).toMatchObject({ events: 400, trouble: null });
  });

  it('called off in the middle of its first reading keeps what came and fetches only the rest', async () => {
    put(400);
    const account = await connect();
    const stop = world.app.onEvent((name, payload) => {
      if (name !== 'calendar.progress' || !('sync' in payload) || (payload.sync?.done ?? 0) === 0) return;
      void world.app.dispatch('calendars.cancelSync', { calendarId: payload.calendarId });
    });
    await world.call('accounts.choose', { accountId: account.id, refs: [account.calendars[0]?.ref ?? ''] });
    const { events } = await settled();
    stop();
    expect(events).toBeGreaterThan(0);
    expect(events).toBeLessThan(400);
    const before = server.requests.length;
    expect(await sync()).toMatchObject({ events: 400, occurrences: 400, trouble: null });
    const fetched = server.requests
      .slice(before)
      .filter(({ body }) => body.includes('multiget'))
      .reduce((sum, { body }) => sum + body.split(/<\w+:href>/).length - 1, 0);
    expect(fetched).toBe(400 - events);
  });
});
