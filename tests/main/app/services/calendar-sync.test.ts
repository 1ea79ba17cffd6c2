import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarId } from '#contract/ids.ts';
import { storePath } from '#main/app/data-folder.ts';
import { startHeavyWorker } from '#main/app/heavy/in-worker.ts';
import { feedAddress } from '#main/app/secret-names.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { writeFeed } from '#tests/support/calendars/write-feed.ts';
import { until } from '#tests/support/until.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

/** A server that answers when it is told to. */
let server: Server;
let waiting: ServerResponse[];
let world: AppWorld;
let id: CalendarId;
let address: string;

const answer = (events: number): void => {
  for (const response of waiting.splice(0)) {
    response.writeHead(200, { 'content-type': 'text/calendar' }).end(writeFeed(events));
  }
};

beforeEach(async () => {
  waiting = [];
  server = createServer((_, response) => void waiting.push(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/team.ics`;
  world = await openAppWorld();
  const added = world.call('calendars.addFeed', { address, name: 'Team', role: 'own' });
  await until(() => waiting.length === 1);
  answer(2);
  const [calendar] = (await added).calendars;
  if (calendar === undefined) throw new Error('The feed was not added.');
  id = calendar.id;
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

const isBusy = async (of: AppWorld): Promise<boolean> =>
  (await of.call('calendars.read', {})).calendars.some(({ sync }) => sync !== null);

describe('two processes on one store', () => {
  it('ask a source once, and both see what came', async () => {
    const other = await openAppWorld({ folder: world.folder });
    await other.secrets.set(feedAddress(id), address);
    await world.call('calendars.sync', { calendarId: id });
    await until(() => waiting.length === 1);
    await other.call('calendars.sync', { calendarId: id });
    await until(async () => !(await isBusy(other)));
    expect(waiting).toHaveLength(1);
    answer(5);
    await until(async () => !(await isBusy(world)));
    const { calendars } = await other.call('calendars.read', {});
    expect(calendars).toMatchObject([{ events: 5, trouble: null }]);
    await other.call('calendars.sync', { calendarId: id });
    await until(() => waiting.length === 1);
    answer(6);
    await until(async () => !(await isBusy(other)));
    await other[Symbol.asyncDispose]();
  });
});

describe('a synchronisation under way', () => {
  it('is shown, is one however often it is asked for, and ends with news', async () => {
    await world.call('calendars.sync', { calendarId: id });
    const again = await world.call('calendars.sync', { calendarId: null });
    expect(again.calendars).toMatchObject([{ sync: { done: 0, total: null } }]);
    await until(() => waiting.length === 1);
    answer(3);
    await until(async () => !(await isBusy(world)));
    expect(world.events.at(-1)).toEqual({
      name: 'calendar.progress',
      payload: { calendarId: id, sync: null },
    });
  });

  it('can be called off, and keeps what is there', async () => {
    await world.call('calendars.sync', { calendarId: id });
    await until(() => waiting.length === 1);
    await world.call('calendars.cancelSync', { calendarId: id });
    await until(async () => !(await isBusy(world)));
    expect((await world.call('calendars.read', {})).calendars).toMatchObject([{ events: 2, trouble: null }]);
  });

  it('ends when its calendar is removed', async () => {
    await world.call('calendars.sync', { calendarId: id });
    await until(() => waiting.length === 1);
    await world.call('calendars.remove', { calendarId: id });
    answer(3);
    expect(await world.call('calendars.read', {})).toMatchObject({ calendars: [], accounts: [] });
    expect(world.bugs).toEqual([]);
  });

  it('lets the app close', async () => {
    const closing = await openAppWorld();
    const added = closing.try('calendars.addFeed', { address, name: null, role: 'own' });
    await until(() => waiting.length === 1);
    await closing[Symbol.asyncDispose]();
    expect(await added).toMatchObject({ ok: false });
    expect(closing.bugs).toEqual([]);
  });
});

describe('all calendars at once', () => {
  const addAnother = async (name: string): Promise<void> => {
    const added = world.call('calendars.addFeed', { address: `${address}?${name}`, name, role: 'own' });
    await until(() => waiting.length === 1);
    answer(1);
    await added;
  };

  it('are read a few at a time; the others are shown, can be called off and take their turn', async () => {
    for (const name of ['B', 'C', 'D', 'E']) await addAnother(name);
    const begun = await world.call('calendars.sync', { calendarId: null });
    expect(begun.calendars).toHaveLength(5);
    expect(begun.calendars.every(({ sync }) => sync?.done === 0)).toBe(true);
    await until(() => waiting.length === 3);
    const urlOf = (name: string): string => (name === 'Team' ? '/team.ics' : `/team.ics?${name}`);
    const asked = waiting.map(({ req }) => req.url);
    const [calledOff, last] = begun.calendars.filter(({ name }) => !asked.includes(urlOf(name)));
    if (calledOff === undefined || last === undefined) throw new Error('All were asked for at once.');
    await world.call('calendars.cancelSync', { calendarId: calledOff.id });
    const isShown = async (which: CalendarId): Promise<boolean> =>
      (await world.call('calendars.read', {})).calendars.some((one) => one.id === which && one.sync !== null);
    await until(async () => !(await isShown(calledOff.id)));
    expect(waiting).toHaveLength(3);
    expect(await isShown(last.id)).toBe(true);
    answer(2);
    await until(() => waiting.length === 1);
    expect(waiting.map(({ req }) => req.url)).toEqual([urlOf(last.name)]);
    answer(2);
    await until(async () => !(await isBusy(world)));
  });
});

describe('two clicks on the same button', () => {
  it('add one calendar', async () => {
    const input = { address: `${address}?another`, name: null, role: 'own' } as const;
    const first = world.call('calendars.addFeed', input);
    expect((await world.refuse('calendars.addFeed', input)).code).toBe('busy');
    await until(() => waiting.length === 1);
    answer(1);
    expect((await first).calendars).toHaveLength(2);
  });
});

describe('across the border of a worker', () => {
  it('a signal and progress pass', async () => {
    const heavy = startHeavyWorker(storePath(world.folder));
    const abort = new AbortController();
    const reading = heavy.syncCalendar(
      {
        nowMs: world.nowMs,
        zone: 'Europe/Amsterdam',
        language: 'en',
        settings: DEFAULT_SETTINGS,
        calendarId: id,
        source: { kind: 'feed', address, host: '127.0.0.1' },
        add: null,
      },
      { signal: abort.signal, onProgress: () => {} },
    );
    await until(() => waiting.length === 1);
    abort.abort();
    expect(await reading).toMatchObject({ kind: 'cancelled', hasChanged: false });
    await heavy.close();
  });
});
