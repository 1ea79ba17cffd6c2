import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { CalendarSourceView } from '#contract/calendars.ts';
import { type FeedReply, type FeedServer, startFeed } from '#tests/servers/feed/server.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';
import {
  addFeed,
  calendar,
  DRILL,
  event,
  LUNCH,
  PATH,
  readFeed,
  sync,
  titles,
  tuesday,
} from './feed-world.ts';

/** Everything that lies in the folder of the app. */
const readFolder = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('a feed', () => {
  test('is read at once, blocks, and shows its host; its address is a secret', async () => {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(LUNCH), etag: '"1"' });
    await using world = await openAppWorld();
    const feed = await addFeed(world, server);
    expect(feed).toMatchObject({
      name: 'Team',
      role: 'own',
      origin: new URL(server.url).host,
      events: 1,
      occurrences: 1,
      isStale: false,
      trouble: null,
      asOf: '2026-06-01T09:00:00+02:00',
    });
    expect(await titles(world)).toEqual(['Team lunch']);
    expect(JSON.stringify([feed, world.events, await world.call('outlook.read', {})])).not.toMatch(
      /s3cret|private/,
    );
    expect(readFolder(world.folder)).not.toMatch(/s3cret|private\/team/);
    expect(world.bugs).toEqual([]);
  });

  test.each([
    ['a page', { body: '<html>Sign in</html>' }],
    ['nothing', { body: '' }],
    ['half a calendar', { body: calendar(LUNCH).slice(0, 150) }],
    ['403', { status: 403 }],
  ] satisfies [string, FeedReply][])(
    'that gives %s is not added, and nothing is kept of it',
    async (_, reply) => {
      await using server = await startFeed();
      server.serve(PATH, reply);
      await using world = await openAppWorld();
      const failure = await world.refuse('calendars.addFeed', {
        address: server.url + PATH,
        name: null,
        role: 'own',
      });
      expect(failure.message).not.toMatch(/s3cret|private/);
      expect((await world.call('calendars.read', {})).calendars).toEqual([]);
      expect(readFolder(world.folder)).not.toMatch(/s3cret/);
    },
  );

  test('is asked whether anything changed; what did not is known to be right again', async () => {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(LUNCH), etag: '"1"', lastModified: 'Mon, 01 Jun 2026 07:00:00 GMT' });
    await using world = await openAppWorld();
    await addFeed(world, server);
    expect(await sync(world)).toMatchObject({
      asOf: '2026-06-01T10:00:00+02:00',
      events: 1,
      trouble: null,
    });
    expect(server.requests.at(-1)).toMatchObject({
      status: 304,
      headers: { 'if-none-match': '"1"', 'if-modified-since': 'Mon, 01 Jun 2026 07:00:00 GMT' },
    });
    server.serve(PATH, { body: calendar(LUNCH, DRILL), etag: '"2"' });
    expect(await sync(world)).toMatchObject({ asOf: '2026-06-01T11:00:00+02:00', events: 2 });
    expect(await titles(world)).toEqual(['Team lunch', 'Fire drill']);
  });

  test('that moved for good is asked at its new address', async () => {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(LUNCH) });
    await using world = await openAppWorld();
    await addFeed(world, server);
    server.serve(PATH, { status: 301, headers: { location: '/moved?token=s3cret' } });
    server.serve('/moved?token=s3cret', { body: calendar(DRILL) });
    await sync(world);
    await sync(world);
    expect(server.requests.map(({ path }) => path).slice(-2)).toEqual([
      '/moved?token=s3cret',
      '/moved?token=s3cret',
    ]);
    expect(await titles(world)).toEqual(['Fire drill']);
  });
});

describe('field bug 9: a feed that fails keeps its last good data, with its age', () => {
  test.each([
    ['401', { status: 401 }, 'unauthorized'],
    ['403', { status: 403, body: calendar() }, 'refused'],
    ['404', { status: 404 }, 'gone'],
    ['500', { status: 500 }, 'refused'],
    ['503', { status: 503, headers: { 'retry-after': '60' } }, 'refused'],
    ['a page', { body: '<!doctype html><title>Sign in</title>' }, 'unreadable'],
    ['nothing', { body: '' }, 'unreadable'],
    ['JSON', { body: '{}' }, 'unreadable'],
    ['half a calendar', { body: calendar(DRILL).slice(0, 200) }, 'unreadable'],
    ['a connection that is cut', { body: calendar(DRILL), fault: 'cut' }, 'offline'],
    ['nobody', { fault: 'drop' }, 'offline'],
    ['a circle', { status: 302, headers: { location: PATH } }, 'unsafe'],
  ] satisfies [string, FeedReply, string][])('%s', async (_, reply, kind) => {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(LUNCH), etag: '"1"' });
    await using world = await openAppWorld();
    await addFeed(world, server);
    server.serve(PATH, reply);
    expect(await sync(world)).toMatchObject({
      asOf: '2026-06-01T09:00:00+02:00',
      isStale: true,
      events: 1,
      trouble: { kind, since: '2026-06-01T10:00:00+02:00' },
    });
    expect(await sync(world)).toMatchObject({ trouble: { kind, since: '2026-06-01T10:00:00+02:00' } });
    expect(await titles(world)).toEqual(['Team lunch']);
    server.serve(PATH, { body: calendar(DRILL), etag: '"2"' });
    expect(await sync(world)).toMatchObject({
      asOf: '2026-06-01T12:00:00+02:00',
      isStale: false,
      trouble: null,
    });
    expect(await titles(world)).toEqual(['Fire drill']);
    expect(world.bugs).toEqual([]);
  });
});

describe('a feed that is suddenly empty', () => {
  async function emptied(world: AppWorld, server: FeedServer): Promise<CalendarSourceView> {
    server.serve(PATH, { body: calendar(LUNCH, DRILL) });
    await addFeed(world, server);
    server.serve(PATH, { body: calendar() });
    return sync(world);
  }

  test('is asked about before it is believed', async () => {
    await using server = await startFeed();
    await using world = await openAppWorld();
    const feed = await emptied(world, server);
    expect(feed).toMatchObject({
      events: 2,
      asOf: '2026-06-01T09:00:00+02:00',
      trouble: { kind: 'emptied' },
    });
    expect(await sync(world)).toMatchObject({ events: 2, trouble: { kind: 'emptied' } });
    expect(await titles(world)).toEqual(['Team lunch', 'Fire drill']);
  });

  test('and believed when the user does', async () => {
    await using server = await startFeed();
    await using world = await openAppWorld();
    const { id } = await emptied(world, server);
    await world.call('calendars.believeEmpty', { calendarId: id, believe: true });
    await vi.waitFor(async () => expect(await readFeed(world)).toMatchObject({ events: 0, trouble: null }), {
      timeout: 5_000,
    });
    expect(await titles(world)).toEqual([]);
    expect(await sync(world)).toMatchObject({ events: 0, trouble: null });
  });

  test('and kept when the user does not; what comes back is taken without a question', async () => {
    await using server = await startFeed();
    await using world = await openAppWorld();
    const { id } = await emptied(world, server);
    server.serve(PATH, { body: calendar(DRILL) });
    await world.call('calendars.believeEmpty', { calendarId: id, believe: false });
    await vi.waitFor(async () => expect(await readFeed(world)).toMatchObject({ events: 1, trouble: null }), {
      timeout: 5_000,
    });
    expect(await titles(world)).toEqual(['Fire drill']);
  });
});

describe('roles', () => {
  test('a household’s feed blocks and is never content; changing the role changes it at once', async () => {
    await using server = await startFeed();
    server.serve(PATH, {
      body: calendar(
        event(
          'UID:x@topsecret',
          'DTSTART:20260602T100000Z',
          'DTEND:20260602T110000Z',
          'SUMMARY:Topsecret',
          'LOCATION:Topsecret clinic',
          'ORGANIZER;CN=Topsecret:mailto:topsecret@example.org',
          'ATTENDEE;CN=Topsecret;PARTSTAT=ACCEPTED:mailto:topsecret@example.org',
        ),
        event('UID:y@topsecret', 'SUMMARY:Topsecret'),
      ),
    });
    await using world = await openAppWorld();
    const { id } = await addFeed(world, server, 'household');
    expect(await titles(world)).toEqual(['Household']);
    const told = [
      await world.call('outlook.read', {}),
      await world.call('people.offers', {}),
      await world.call('calendars.read', {}),
    ];
    expect(JSON.stringify(told)).not.toMatch(/topsecret/i);
    expect((await readFeed(world)).skipped).toEqual([{ uid: null, reason: 'Event has no start.' }]);
    await world.call('calendars.change', { calendarId: id, role: 'own' });
    expect(await titles(world)).toEqual(['Topsecret']);
  });

  test('a feed of holidays gives days off', async () => {
    await using server = await startFeed();
    server.serve(PATH, {
      body: calendar(event('UID:h', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:Pinksterdrie')),
    });
    await using world = await openAppWorld();
    await addFeed(world, server, 'holidays');
    expect(await tuesday(world)).toMatchObject({
      dayOff: true,
      holiday: 'Pinksterdrie',
      busy: [],
      allDay: [],
    });
  });
});
