import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { CalendarSourceView } from '#contract/calendars.ts';
import { calendarId, LOCAL_CALENDAR } from '#contract/ids.ts';
import { storePath } from '#main/app/data-folder.ts';
import { feedAddress } from '#main/app/secret-names.ts';
import { type FeedReply, type FeedServer, startFeed } from '#tests/servers/feed/server.ts';
import { until } from '#tests/support/until.ts';
import { writeFeed } from '#tests/support/calendars/write-feed.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let feed: FeedServer;
let world: AppWorld;

beforeEach(async () => {
  feed = await startFeed();
  world = await openAppWorld();
});

afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await feed[Symbol.asyncDispose]();
});

const SECRET = '/private-0123456789abcdef/basic.ics';
const MINUTE_MS = 60_000;

async function addFeed(reply: FeedReply = { body: writeFeed(3), etag: '"1"' }): Promise<CalendarSourceView> {
  feed.serve(SECRET, reply);
  const { calendars } = await world.call('calendars.addFeed', {
    address: feed.url + SECRET,
    name: null,
    role: 'own',
  });
  return theOnly(calendars);
}

function theOnly(calendars: readonly CalendarSourceView[]): CalendarSourceView {
  const [only, ...others] = calendars;
  if (only === undefined || others.length > 0) throw new Error(`${calendars.length} calendars, not one.`);
  return only;
}

const read = async (): Promise<CalendarSourceView> =>
  theOnly((await world.call('calendars.read', {})).calendars);

async function sync(): Promise<CalendarSourceView> {
  const before = feed.requests.length;
  await world.call('calendars.sync', { calendarId: null });
  await until(async () => feed.requests.length > before && (await read()).sync === null);
  return read();
}

const told = (): unknown[] =>
  world.events.flatMap(({ name, payload }) =>
    name === 'changed' && 'what' in payload ? [payload.what] : [],
  );

describe('a feed', () => {
  it('is read at once, by the name that it gives itself, and shows its host only', async () => {
    const added = await addFeed();
    expect(added).toMatchObject({
      name: 'Team',
      kind: 'feed',
      role: 'own',
      origin: new URL(feed.url).host,
      events: 3,
      occurrences: 3,
      isStale: false,
      sync: null,
      trouble: null,
      isWritable: false,
    });
    expect(await world.secrets.get(feedAddress(added.id))).toBe(feed.url + SECRET);
    expect(told()).toEqual(expect.arrayContaining(['calendars', 'outlook', 'people']));
  });

  it('leaves no trace of its address where others look', async () => {
    await addFeed();
    feed.serve(SECRET, { status: 500 });
    await sync();
    const view = JSON.stringify(await world.call('calendars.read', {}));
    const stored = readFileSync(storePath(world.folder)).toString('latin1');
    const log = readFileSync(`${storePath(world.folder)}-wal`).toString('latin1');
    for (const text of [view, stored, log]) expect(text).not.toContain('0123456789abcdef');
  });

  it.each([
    ['a page', { body: '<html>Log in</html>', headers: { 'content-type': 'text/html' } }, 'unreadable'],
    ['nothing', { body: '' }, 'unreadable'],
    ['an error', { status: 500 }, 'refused'],
    ['nothing there', { status: 404 }, 'not-found'],
  ] as const)('that gives %s is not kept, and neither is its address', async (_, reply, code) => {
    feed.serve(SECRET, reply);
    const refused = await world.refuse('calendars.addFeed', {
      address: feed.url + SECRET,
      name: 'Team',
      role: 'own',
    });
    expect(refused.code).toBe(code);
    expect(refused.message).not.toContain('private');
    expect((await world.call('calendars.read', {})).calendars).toEqual([]);
    expect(await world.secrets.get('feed-address:feed-first-2')).toBeNull();
  });

  it('is there once', async () => {
    await addFeed();
    const again = await world.refuse('calendars.addFeed', {
      address: (feed.url + SECRET).replace('http:', 'HTTP:'),
      name: null,
      role: 'own',
    });
    expect(again).toMatchObject({ code: 'conflict', message: expect.stringContaining('Team') });
  });

  it('that did not change is asked by its validators, tells nobody and plans nothing anew', async () => {
    await addFeed();
    await world.call('outlook.read', {});
    const before = told().length;
    world.nowMs += 20 * MINUTE_MS;
    const synced = await sync();
    expect(feed.requests.at(-1)).toMatchObject({ status: 304 });
    expect(told()).toHaveLength(before);
    expect(Date.parse(synced.asOf)).toBe(world.nowMs);
  });

  it('that has nothing new but its stamps has not changed', async () => {
    await addFeed({ body: writeFeed(3) });
    const before = told().length;
    feed.serve(SECRET, { body: writeFeed(3, { stamp: '20260601T120000Z' }) });
    await sync();
    expect(feed.requests.at(-1)).toMatchObject({ status: 200 });
    expect(told()).toHaveLength(before);
  });

  it('that changed is shown as it is now, under the name that the user gave it', async () => {
    const { id } = await addFeed();
    await world.call('calendars.change', { calendarId: id, name: 'Colleagues', role: 'household' });
    feed.serve(SECRET, { body: writeFeed(5), etag: '"2"' });
    expect(await sync()).toMatchObject({ name: 'Colleagues', role: 'household', events: 5, occurrences: 5 });
  });

  it('that moved for good is asked at its new place', async () => {
    const { id } = await addFeed();
    feed.serve(SECRET, { status: 301, headers: { location: '/new.ics' } });
    feed.serve('/new.ics', { body: writeFeed(4) });
    expect(await sync()).toMatchObject({ events: 4 });
    expect(await world.secrets.get(feedAddress(id))).toBe(`${feed.url}/new.ics`);
  });

  test.each([
    ['403', { status: 403 }, 'refused'],
    ['503', { status: 503 }, 'refused'],
    ['HTML', { body: '<!doctype html><title>Sign in</title>' }, 'unreadable'],
    ['an empty answer', { body: '' }, 'unreadable'],
    ['half a calendar', { body: writeFeed(9).slice(0, 400) }, 'unreadable'],
    ['no connection', { fault: 'drop' }, 'offline'],
  ] as const)('field bug 9: %s keeps the last good data with its age', async (_, reply, kind) => {
    await addFeed();
    const asOf = (await read()).asOf;
    world.nowMs += 40 * MINUTE_MS;
    feed.serve(SECRET, reply);
    expect(await sync()).toMatchObject({ events: 3, occurrences: 3, asOf, isStale: true, trouble: { kind } });
    const outlook = await world.call('outlook.read', {});
    expect(theOnly(outlook.calendars).trouble?.kind).toBe(kind);
    feed.serve(SECRET, { body: writeFeed(4) });
    expect(await sync()).toMatchObject({ events: 4, trouble: null, isStale: false });
  });

  it('in trouble says so in the language of the user, and since when', async () => {
    await addFeed();
    await world.call('settings.save', { changes: { language: 'nl' } });
    feed.serve(SECRET, { status: 403 });
    const since = (await sync()).trouble?.since;
    world.nowMs += 5 * MINUTE_MS;
    const { trouble } = await sync();
    expect(trouble).toMatchObject({ since, text: expect.stringContaining('weigert') });
  });
});

describe('a feed that is suddenly empty', () => {
  it('is asked about before it is believed', async () => {
    const { id } = await addFeed();
    feed.serve(SECRET, { body: writeFeed(0), etag: '"2"' });
    expect(await sync()).toMatchObject({ events: 3, trouble: { kind: 'emptied' } });
    expect(await sync()).toMatchObject({ events: 3, trouble: { kind: 'emptied' } });
    await world.call('calendars.believeEmpty', { calendarId: id, believe: true });
    await until(async () => (await read()).sync === null);
    expect(await read()).toMatchObject({ events: 0, occurrences: 0, trouble: null });
    expect(await sync()).toMatchObject({ events: 0, trouble: null });
  });

  it('and not believed is asked again', async () => {
    const { id } = await addFeed();
    feed.serve(SECRET, { body: writeFeed(0) });
    await sync();
    feed.serve(SECRET, { body: writeFeed(2) });
    await world.call('calendars.believeEmpty', { calendarId: id, believe: false });
    await until(async () => (await read()).trouble === null);
    expect(await read()).toMatchObject({ events: 2 });
  });

  it('may have been empty from the start', async () => {
    expect(await addFeed({ body: writeFeed(0) })).toMatchObject({ events: 0, trouble: null });
  });
});

describe('a feed whose address is lost', () => {
  it('keeps what it has, is left to who may have the address, then asks for it', async () => {
    const { id } = await addFeed();
    await world.secrets.remove(feedAddress(id));
    world.app.start();
    for (const minutes of [20, 2, 90]) {
      world.nowMs += minutes * MINUTE_MS;
      await read();
      await world.app.wake();
      await until(async () => (await read()).sync === null);
      expect((await read()).trouble).toBeNull();
    }
    // By now another process would have read it, looked at or not.
    world.nowMs += 20 * MINUTE_MS;
    await world.app.wake();
    await until(async () => (await read()).trouble !== null);
    expect(await read()).toMatchObject({ events: 3, trouble: { kind: 'secret-lost' } });
    await world.call('calendars.setAddress', { calendarId: id, address: feed.url + SECRET });
    await until(async () => (await read()).trouble === null);
    expect(await read()).toMatchObject({ events: 3 });
  });
});

describe('a feed whose address is lost and is asked for by the user', () => {
  it('says so at once', async () => {
    const { id } = await addFeed();
    await world.secrets.remove(feedAddress(id));
    await world.call('calendars.sync', { calendarId: id });
    await until(async () => (await read()).sync === null);
    expect(await read()).toMatchObject({ events: 3, trouble: { kind: 'secret-lost' } });
  });
});

describe('a removed calendar', () => {
  it('is gone with its address', async () => {
    const { id } = await addFeed();
    await world.call('calendars.remove', { calendarId: id });
    expect((await world.call('calendars.read', {})).calendars).toEqual([]);
    expect(await world.secrets.get(feedAddress(id))).toBeNull();
  });

  it('is refused where it is not the user’s to remove or change', async () => {
    const none = calendarId('none');
    expect((await world.refuse('calendars.remove', { calendarId: none })).code).toBe('not-found');
    expect((await world.refuse('calendars.sync', { calendarId: none })).code).toBe('not-found');
    const own = { calendarId: LOCAL_CALENDAR, name: 'Mine' };
    expect((await world.refuse('calendars.change', own)).code).toBe('conflict');
  });
});

describe('a watched file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-hour-watched-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read again when it changes, and kept while it is gone', async () => {
    const path = join(folder, 'work.ics');
    writeFileSync(path, writeFeed(2));
    const added = theOnly((await world.call('calendars.watchFile', { path, role: 'own' })).calendars);
    expect(added).toMatchObject({ kind: 'watched', origin: path, events: 2 });
    await world.app.wake();
    writeFileSync(path, writeFeed(6));
    await until(async () => (await read()).events === 6);
    rmSync(path);
    await until(async () => (await read()).trouble !== null);
    expect(await read()).toMatchObject({ events: 6, trouble: { kind: 'gone' }, isStale: true });
  });

  it('is refused where there is none, twice, and by half a path', async () => {
    const path = join(folder, 'none.ics');
    expect((await world.refuse('calendars.watchFile', { path, role: 'own' })).code).toBe('not-found');
    const half = await world.refuse('calendars.watchFile', { path: 'work.ics', role: 'own' });
    expect(half.code).toBe('invalid-input');
    writeFileSync(path, writeFeed(1));
    await world.call('calendars.watchFile', { path, role: 'own' });
    expect((await world.refuse('calendars.watchFile', { path, role: 'own' })).code).toBe('conflict');
  });
});

describe('the schedule', () => {
  it('asks a quarter of an hour later, and never twice at once', async () => {
    await addFeed();
    const asked = (): number => feed.requests.length;
    await world.app.wake();
    expect(asked()).toBe(1);
    world.app.start();
    await world.call('outlook.read', {});
    world.nowMs += 17 * MINUTE_MS;
    await world.call('outlook.read', {});
    await world.app.wake();
    await world.app.wake();
    await until(async () => (await read()).sync === null);
    expect(asked()).toBe(2);
  });

  it('tries a minute after the network was lost', async () => {
    await addFeed();
    world.app.start();
    feed.serve(SECRET, { fault: 'drop' });
    await sync();
    feed.serve(SECRET, { body: writeFeed(4) });
    world.nowMs += 66_000;
    await world.app.wake();
    await until(async () => (await read()).trouble === null);
    expect(await read()).toMatchObject({ events: 4 });
  });
});
