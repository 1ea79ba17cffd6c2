import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webFetch } from '#main/app/web-fetch.ts';
import { type GoogleApi, openGoogleApi } from '#main/calendars/google/api.ts';
import { listCalendars } from '#main/calendars/google/calendar-list.ts';
import { readSeries } from '#main/calendars/google/series.ts';
import { toIcal } from '#main/calendars/google/to-ical.ts';
import { type Fault, FAULTS } from '#tests/servers/google/faults.ts';
import { putManyEvents } from '#tests/servers/google/generate.ts';
import { BARE_MODES, type GoogleModes } from '#tests/servers/google/modes.ts';
import { type GoogleServer, startGoogle } from '#tests/servers/google/server.ts';
import { skipWithoutGoogle } from '#tests/servers/google/skip.ts';
import { read } from '#tests/main/calendars/ical/reading.ts';
import { Replica } from '#tests/support/google/scripted.ts';
import { createRandom } from '#tests/support/planner/random.ts';

const ME = 'alex@example.com';
const NOW = Date.UTC(2026, 10, 23);
const SCOPES = ['calendar.calendarlist.readonly', 'calendar.events.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

let server: GoogleServer;
let api: GoogleApi;

async function start(modes: Partial<GoogleModes> = {}): Promise<void> {
  const calendars = [{ id: 'team@example.com', summary: 'Team', accessRole: 'reader' as const }];
  server = await startGoogle({ clock: () => NOW, accounts: [{ email: ME, calendars }], ...modes });
  const { accessToken } = server.signIn(SCOPES);
  api = openGoogleApi({
    root: server.apiRoot,
    token: accessToken,
    fetch: webFetch,
    timeouts: { answerMs: 150, totalMs: 500 },
  });
}

/** What the user would see of a calendar: what happens when. */
const view = (replica: Replica): readonly string[] =>
  [...replica.texts]
    .flatMap(([ref, text]) => {
      const series = readSeries(text);
      if (series === null) throw new Error(`${ref} was not kept as a series.`);
      const { occurrences, skipped } = read(toIcal(series), {
        from: '2026-08-01T00:00:00Z',
        to: '2027-03-01T00:00:00Z',
      });
      expect(skipped).toEqual([]);
      return occurrences.map(
        ({ uid, recurrenceId, summary, time }) => `${uid} ${recurrenceId} ${summary} ${JSON.stringify(time)}`,
      );
    })
    .toSorted();

/** As somebody sees it who was never there before. */
async function viewAnew(): Promise<readonly string[]> {
  server.modes.faults = null;
  const fresh = new Replica();
  const { failure } = await fresh.sync(api);
  expect(failure).toBeNull();
  return view(fresh);
}

/** A day of other people's work, by number. */
function workOn(random: ReturnType<typeof createRandom>): void {
  const events = server.events().filter(({ status }) => status !== 'cancelled');
  const any = random.pick(events);
  const day = `2026-${random.pick(['11', '12'])}-${String(random.int(1, 28)).padStart(2, '0')}`;
  const times = {
    start: { dateTime: `${day}T12:00:00`, timeZone: 'Europe/Amsterdam' },
    end: { dateTime: `${day}T13:00:00`, timeZone: 'Europe/Amsterdam' },
  };
  const instanceOf = (id: string): string | null => {
    const one = server.events().find((event) => event.id.startsWith(`${id}_`));
    return one !== undefined && one.status !== 'cancelled' ? one.id : null;
  };
  switch (random.int(0, 6)) {
    case 0:
      server.put({ ...times, summary: `New ${day}` });
      break;
    case 1:
      server.put({ ...times, summary: `Weekly ${day}`, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=6'] });
      break;
    case 2:
      server.edit(any.id, { summary: `Changed ${day}` });
      break;
    case 3:
      server.remove(any.id);
      break;
    case 4: {
      const id = instanceOf(any.recurringEventId ?? any.id);
      if (id !== null) server.edit(id, { summary: `Elsewhere ${day}`, location: 'Room 2' });
      break;
    }
    case 5: {
      const id = instanceOf(any.recurringEventId ?? any.id);
      if (id !== null) server.remove(id);
      break;
    }
    default:
      if (any.recurringEventId === undefined) server.reschedule(any.id, times.start, times.end);
  }
}

beforeEach(skipWithoutGoogle);
afterEach(async () => {
  await server?.stop();
});

test('the calendars of an account', async () => {
  await start();
  server.addCalendar({ id: 'bin@example.com', summary: 'Bin', isHidden: true }, ME);
  const listing = await listCalendars(api);
  expect(listing).toMatchObject({
    kind: 'calendars',
    primaryRef: ME,
    calendars: [
      { ref: ME, isWritable: true },
      { ref: 'team@example.com', name: 'Team', isWritable: false },
      { ref: 'bin@example.com' },
    ],
  });
  server.modes.calendarList = false;
  expect(await listCalendars(api)).toEqual({ kind: 'unsupported' });
  expect(server.violations).toEqual([]);
});

test('ten thousand events are four requests, and nothing new is one', async () => {
  await start();
  putManyEvents(server, { count: 10_000, nowMs: NOW, calendarId: ME });
  const patient = openGoogleApi({
    root: server.apiRoot,
    token: server.signIn(SCOPES).accessToken,
    fetch: webFetch,
  });
  const replica = new Replica();
  server.forgetRequests();
  expect((await replica.sync(patient)).failure).toBeNull();
  expect(server.counts()).toEqual({ 'calendar.events.list': 4 });
  expect((await replica.sync(patient)).changed).toEqual([]);
  expect(server.counts()).toEqual({ 'calendar.events.list': 5 });
});

const SERVERS: readonly (readonly [string, Partial<GoogleModes>])[] = [
  ['as Google documents it', {}],
  ['with small pages, some of them empty', { pageSize: 4, emptyPageEvery: 2 }],
  ['that says all of what was deleted', { cancelled: 'full' }],
  ['that is silent on the exceptions of a deleted series', { exceptionsOfDeleted: 'silent' }],
  ['without sync tokens, etags, patch and extended properties', BARE_MODES],
];

describe.each(SERVERS)('a server %s', (_name, modes) => {
  test('is followed through changes, expired tokens and faults, by seed', async () => {
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = createRandom(seed);
      await start(modes);
      putManyEvents(server, { count: 30, seed, nowMs: NOW, calendarId: ME });
      const faults: readonly Fault[] = FAULTS.filter(({ kind }) => kind !== 'time-out');
      const replica = new Replica();
      for (let round = 0; round < 8; round += 1) {
        for (let work = random.int(0, 4); work > 0; work -= 1) workOn(random);
        if (random.int(0, 4) === 0) server.expireSyncTokens();
        server.modes.faults = () => (random.int(0, 3) === 0 ? random.pick(faults) : null);
        await replica.sync(api, { stopAfter: random.pick([1, 2, Infinity]) });
      }
      server.modes.faults = null;
      const { failure } = await replica.sync(api);
      expect([seed, failure]).toEqual([seed, null]);
      expect([seed, view(replica)]).toEqual([seed, await viewAnew()]);
      expect([seed, (await replica.sync(api)).changed]).toEqual([seed, []]);
      expect(server.violations).toEqual([]);
      await server.stop();
    }
  });
});

test('a server that does not answer in time is offline, and nothing is lost', async () => {
  await start();
  putManyEvents(server, { count: 20, nowMs: NOW, calendarId: ME });
  const replica = new Replica();
  await replica.sync(api);
  const before = view(replica);
  server.modes.faults = () => ({ kind: 'time-out', when: 'before' });
  expect((await replica.sync(api)).failure?.kind).toBe('offline');
  expect(view(replica)).toEqual(before);
});

test('a token that has run out is refused by name', async () => {
  await start();
  server.expireAccessTokens();
  expect((await new Replica().sync(api)).failure?.kind).toBe('unauthorized');
});
