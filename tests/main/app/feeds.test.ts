import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { CalendarRole, CalendarSourceView } from '#contract/calendars.ts';
import type { DayView } from '#contract/models.ts';
import { type FeedReply, type FeedServer, startFeed } from '#tests/servers/feed/server.ts';
import { type AppWorld, openAppWorld } from './app-world.ts';

const PATH = '/private/team.ics?token=s3cret';
const HOUR_MS = 3_600_000;

const event = (...lines: readonly string[]): string =>
  ['BEGIN:VEVENT', 'DTSTAMP:20260501T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

const calendar = (...events: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//EN',
    'X-WR-CALNAME:Team',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n');

/** On Tuesday 2 June 2026, 12:00 to 13:00 in Amsterdam. */
const LUNCH = event('UID:lunch', 'DTSTART:20260602T100000Z', 'DTEND:20260602T110000Z', 'SUMMARY:Team lunch');
const DRILL = event('UID:drill', 'DTSTART:20260602T120000Z', 'DTEND:20260602T130000Z', 'SUMMARY:Fire drill');

async function addFeed(
  world: AppWorld,
  server: FeedServer,
  role: CalendarRole = 'own',
  path = PATH,
): Promise<CalendarSourceView> {
  const { calendars } = await world.call('calendars.addFeed', {
    address: server.url + path,
    name: null,
    role,
  });
  return only(calendars);
}

function only(calendars: readonly CalendarSourceView[]): CalendarSourceView {
  const [found] = calendars;
  if (found === undefined || calendars.length > 1) throw new Error(`${calendars.length} calendars`);
  return found;
}

const readFeed = async (world: AppWorld): Promise<CalendarSourceView> =>
  only((await world.call('calendars.read', {})).calendars);

/** An hour later, to its end. */
async function sync(world: AppWorld): Promise<CalendarSourceView> {
  world.nowMs += HOUR_MS;
  const before = world.events.length;
  await world.call('calendars.sync', { calendarId: null });
  return vi.waitFor(
    async () => {
      const hasEnded = world.events
        .slice(before)
        .some(
          ({ name, payload }) => name === 'calendar.progress' && 'sync' in payload && payload.sync === null,
        );
      if (!hasEnded) throw new Error('It goes on.');
      return only((await world.call('calendars.read', {})).calendars);
    },
    { timeout: 5_000, interval: 10 },
  );
}

async function tuesday(world: AppWorld): Promise<DayView> {
  const { days } = await world.call('outlook.read', {});
  const day = days.find(({ date }) => date === '2026-06-02');
  if (day === undefined) throw new Error('There is no Tuesday.');
  return day;
}

const titles = async (world: AppWorld): Promise<string[]> =>
  (await tuesday(world)).busy.map(({ title }) => title);

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

describe('field bugs, through a feed', () => {
  async function tuesdayOf(zone: string, ...events: readonly string[]): Promise<DayView> {
    await using server = await startFeed();
    server.serve(PATH, { body: calendar(...events) });
    await using world = await openAppWorld({
      zone,
      now: '2026-06-01T12:00:00Z',
      settings: { me: ['me@example.org'] },
    });
    await addFeed(world, server);
    return await tuesday(world);
  }

  test('field bug 12: declined is free', async () => {
    const declined = event(
      'UID:1',
      'DTSTART:20260602T100000Z',
      'DTEND:20260602T110000Z',
      'SUMMARY:Declined',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org',
    );
    const { busy, openings } = await tuesdayOf('Europe/Amsterdam', declined);
    expect(busy).toEqual([]);
    expect(openings).toContainEqual({ from: 720, until: 810 });
  });

  test('field bug 13: all-day and free is free, all-day and busy blocks', async () => {
    const free = event('UID:1', 'DTSTART;VALUE=DATE:20260602', 'TRANSP:TRANSPARENT', 'SUMMARY:Free');
    const busy = event('UID:2', 'DTSTART;VALUE=DATE:20260602', 'TRANSP:OPAQUE', 'SUMMARY:Busy');
    const open = await tuesdayOf('Europe/Amsterdam', free);
    expect([open.busy, open.allDay, open.openings.length > 0]).toEqual([[], ['Free'], true]);
    const closed = await tuesdayOf('Europe/Amsterdam', busy);
    expect([closed.busy.map(({ title }) => title), closed.openings]).toEqual([['Busy'], []]);
  });

  test('field bug 14: a working location and a birthday are never busy', async () => {
    const { busy } = await tuesdayOf(
      'Europe/Amsterdam',
      event(
        'UID:1',
        'DTSTART;VALUE=DATE:20260602',
        'SUMMARY:Office',
        'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE',
      ),
      event('UID:2', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:Ada', 'CATEGORIES:Birthday'),
    );
    expect(busy).toEqual([]);
  });

  test.each(['Pacific/Pago_Pago', 'America/New_York', 'Asia/Tokyo', 'Pacific/Kiritimati'])(
    'field bug 16: an all-day event keeps its date in %s, whatever zone the calendar names',
    async (zone) => {
      const day = await tuesdayOf(zone, event('UID:1', 'DTSTART;VALUE=DATE:20260602', 'SUMMARY:Day'));
      expect(day.busy).toEqual([{ span: { from: 0, until: 1440 }, title: 'Day', kind: 'away' }]);
    },
  );

  test.each(['America/New_York', 'Asia/Tokyo'])(
    'field bug 19: a floating time is the local one in %s',
    async (zone) => {
      const floating = event('UID:1', 'DTSTART:20260602T120000', 'DTEND:20260602T130000', 'SUMMARY:Noon');
      expect((await tuesdayOf(zone, floating)).busy).toEqual([
        { span: { from: 720, until: 780 }, title: 'Noon', kind: 'busy' },
      ]);
    },
  );
});

describe('a watched file', () => {
  async function watch(world: AppWorld): Promise<string> {
    const path = join(world.folder, 'team.ics');
    writeFileSync(path, calendar(LUNCH));
    const { calendars } = await world.call('calendars.watchFile', { path, role: 'own' });
    expect(calendars).toMatchObject([
      { kind: 'watched', origin: path, name: 'Team', isStale: false, trouble: null },
    ]);
    return path;
  }

  test('is read again when it was written or replaced', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(LUNCH, DRILL));
    expect(await sync(world)).toMatchObject({ events: 2 });
    writeFileSync(`${path}.part`, calendar(DRILL));
    renameSync(`${path}.part`, path);
    expect(await sync(world)).toMatchObject({ events: 1 });
    expect(await titles(world)).toEqual(['Fire drill']);
  });

  test('keeps its last good state while it is half or gone, and takes it up again', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(DRILL).slice(0, 120));
    expect(await sync(world)).toMatchObject({ events: 1, isStale: true, trouble: { kind: 'unreadable' } });
    rmSync(path);
    expect(await sync(world)).toMatchObject({ events: 1, isStale: true, trouble: { kind: 'gone' } });
    expect(await titles(world)).toEqual(['Team lunch']);
    writeFileSync(path, calendar(DRILL));
    expect(await sync(world)).toMatchObject({ isStale: false, trouble: null });
    expect(await titles(world)).toEqual(['Fire drill']);
  });

  test('is watched as long as the app runs, also for what was written before it looked', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(LUNCH, DRILL));
    await world.app.wake();
    const becomes = (events: number): Promise<void> =>
      vi.waitFor(
        async () => expect((await world.call('calendars.read', {})).calendars).toMatchObject([{ events }]),
        { timeout: 8_000, interval: 50 },
      );
    await becomes(2);
    writeFileSync(path, calendar(DRILL));
    await becomes(1);
    expect(await titles(world)).toEqual(['Fire drill']);
  });
});
