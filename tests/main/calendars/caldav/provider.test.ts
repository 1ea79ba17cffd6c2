import { afterEach, describe, expect, test } from 'vitest';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import type { CalDavServerOptions } from '#tests/servers/caldav/state.ts';
import { createReplica, type Replica } from '#tests/support/caldav/replica.ts';
import { writeEvent, writeTask } from '#tests/support/caldav/write-event.ts';

const open: CalDavTestServer[] = [];
afterEach(async () => {
  // Closing fails the test if the client sent anything that a server may refuse to understand.
  for (const server of open.splice(0)) await server.close();
});

async function start(
  options: CalDavServerOptions = {},
  events = 0,
): Promise<{ server: CalDavTestServer; replica: Replica }> {
  const server = await startCalDavServer(options);
  open.push(server);
  for (let n = 0; n < events; n += 1) server.put(`e${n}.ics`, writeEvent(`uid-${n}`));
  return { server, replica: createReplica(server, server.calendarUrl()) };
}

/** By name: how an address is escaped is the server's business. */
const contentOf = (server: CalDavTestServer): Map<string, string> =>
  new Map(server.list().map(({ name, text }) => [decodeURIComponent(server.objectUrl(name)), text]));

const keptBy = (replica: Replica): Map<string, string> =>
  new Map([...replica.texts].map(([ref, text]) => [decodeURIComponent(ref), text]));

const count = (server: CalDavTestServer, method: string, root = ''): number =>
  server.requests.filter((request) => request.method === method && request.body.includes(root)).length;

const MODES: readonly (readonly [string, CalDavServerOptions])[] = [
  ['sync-collection', {}],
  ['sync-collection in pages of 7', { pageSize: 7 }],
  ['ctag and etags', { sync: false }],
  ['etags alone', { sync: false, ctag: false }],
  ['sync-collection, weak etags', { etags: 'weak' }],
  ['ctag, weak etags', { sync: false, etags: 'weak' }],
  ['sync-collection, no etags', { etags: 'absent' }],
  ['no etags, no ctag', { sync: false, ctag: false, etags: 'absent' }],
  ['flaky etags', { sync: false, etags: 'flaky' }],
  ['no multiget', { multiget: false }],
  ['absolute hrefs', { hrefs: 'absolute' }],
  ['hrefs with needless escapes', { hrefs: 'escaped', pageSize: 9 }],
];

describe.each(MODES)('%s', (_name, options) => {
  test('a first synchronisation, changes, deletions, and nothing', async () => {
    const { server, replica } = await start(options, 23);
    server.put('with space & ümlaut@home.ics', writeEvent('odd', { summary: 'Tea <&> "cake" – zoë' }));
    const first = await replica.sync();
    expect(first).toMatchObject({ failure: null, fetched: 24, isWhole: true });
    expect(first.progress.at(-1)).toEqual({ done: 24, total: 24 });
    expect(keptBy(replica)).toEqual(contentOf(server));

    server.put('e3.ics', writeEvent('uid-3', { summary: 'Moved' }));
    server.put('new.ics', writeEvent('uid-new'));
    server.remove('e4.ics');
    const second = await replica.sync();
    expect(second.failure).toBeNull();
    expect(keptBy(replica)).toEqual(contentOf(server));

    await replica.sync();
    expect(keptBy(replica)).toEqual(contentOf(server));
  });
});

test('what did not change is not fetched again', async () => {
  for (const options of [{}, { sync: false }, { sync: false, ctag: false }] satisfies CalDavServerOptions[]) {
    const { server, replica } = await start(options, 60);
    await replica.sync();
    server.put('e7.ics', writeEvent('uid-7', { summary: 'Other' }));
    expect(await replica.sync()).toMatchObject({ fetched: 1 });
    expect(await replica.sync()).toMatchObject({ fetched: 0, failure: null });
  }
});

test('an unchanged calendar costs one question', async () => {
  for (const options of [{}, { sync: false }] satisfies CalDavServerOptions[]) {
    const { server, replica } = await start(options, 5);
    await replica.sync();
    const before = server.requests.length;
    await replica.sync();
    expect(server.requests.length - before).toBe(1);
  }
});

test.each([403, 409, 410] as const)(
  'a token that is refused with %i leads to exactly one full listing, and no content twice',
  async (expiredStatus) => {
    const { server, replica } = await start({ expiredStatus }, 12);
    await replica.sync();
    server.expireTokens();
    server.remove('e1.ics');
    const before = count(server, 'REPORT', 'd:sync-collection');
    const round = await replica.sync();
    expect(round).toMatchObject({ failure: null, fetched: 0, isWhole: true });
    expect(count(server, 'REPORT', 'd:sync-collection') - before).toBe(2);
    expect(keptBy(replica)).toEqual(contentOf(server));
  },
);

test('a server that refuses every token is listed once more and then left alone', async () => {
  const { server, replica } = await start({}, 3);
  await replica.sync();
  replica.setCursor('sync:http://somebody.else/1');
  server.modes.faults = ({ method, index }) =>
    method === 'REPORT' && index > 4 ? { kind: 'status', status: 410 } : null;
  const before = server.requests.length;
  const round = await replica.sync();
  expect(round.failure?.kind).toBe('gone');
  expect(server.requests.length - before).toBeLessThanOrEqual(4);
});

test('an interrupted first synchronisation goes on where it was', async () => {
  const { server, replica } = await start({}, 230);
  await replica.sync({ stopAfter: 3 });
  expect(replica.texts.size).toBe(100);
  expect(replica.cursor()).toBeNull();
  const rest = await replica.sync();
  expect(rest).toMatchObject({ fetched: 130, failure: null });
  expect(rest.progress[0]).toEqual({ done: 100, total: 230 });
  expect(keptBy(replica)).toEqual(contentOf(server));
});

test('an abort ends it with its reason and keeps what was stored', async () => {
  const { server, replica } = await start({}, 130);
  const abort = new AbortController();
  server.modes.faults = () => {
    if (count(server, 'REPORT', 'c:calendar-multiget') === 2) abort.abort(new Error('cancelled by the user'));
    return null;
  };
  await expect(replica.sync({ signal: abort.signal })).rejects.toThrow('cancelled by the user');
  expect(replica.texts.size).toBe(50);
  server.modes.faults = null;
  expect(await replica.sync()).toMatchObject({ fetched: 80, failure: null });
});

test('tasks are no events, and an event that becomes one is gone', async () => {
  for (const options of [{}, { sync: false }] satisfies CalDavServerOptions[]) {
    const { server, replica } = await start(options, 2);
    server.put('task.ics', writeTask('task'));
    await replica.sync();
    expect(replica.texts.size).toBe(2);
    server.remove('e0.ics');
    server.put('e0.ics', writeTask('uid-0'));
    await replica.sync();
    expect([...replica.texts.keys()]).toEqual([server.objectUrl('e1.ics')]);
  }
});

test('what multiget denies and GET finds is there; what is really gone is not', async () => {
  const { server, replica } = await start({ hiddenFromMultiget: new Set(['e1.ics']) }, 3);
  await replica.sync();
  expect(keptBy(replica)).toEqual(contentOf(server));
});

test('one resource that the server cannot give does not stop the others, and is asked for again', async () => {
  const { server, replica } = await start({ poisoned: new Set(['e5.ics']) }, 60);
  expect(await replica.sync()).toMatchObject({ failure: null, fetched: 59 });
  expect(replica.cursor()).toBeNull();
  server.modes.poisoned.clear();
  expect(await replica.sync()).toMatchObject({ failure: null, fetched: 1 });
  expect(keptBy(replica)).toEqual(contentOf(server));
});

test('a server that can give none of them fails as a whole', async () => {
  const names = Array.from({ length: 60 }, (_, n) => `e${n}.ics`);
  const { server, replica } = await start({ poisoned: new Set(names) }, 60);
  expect((await replica.sync()).failure).toMatchObject({ kind: 'refused' });
  expect(count(server, 'GET')).toBe(3);
});

test('what goes wrong is named, and nothing that was read is lost', async () => {
  const { server, replica } = await start({}, 3);
  await replica.sync();
  const expectFailure = async (fault: NonNullable<typeof server.modes.faults>, kind: string) => {
    server.put('e0.ics', writeEvent('uid-0', { summary: kind }));
    server.modes.faults = fault;
    const { failure } = await replica.sync();
    expect(failure?.kind).toBe(kind);
    server.modes.faults = null;
    expect(replica.texts.size).toBe(3);
    return failure;
  };
  const throttled = await expectFailure(
    () => ({ kind: 'status', status: 429, retryAfterSeconds: 90 }),
    'refused',
  );
  expect(throttled?.retryAfterMs).toBe(90_000);
  await expectFailure(() => ({ kind: 'status', status: 503 }), 'refused');
  await expectFailure(() => ({ kind: 'status', status: 403 }), 'refused');
  await expectFailure(() => ({ kind: 'status', status: 401 }), 'unauthorized');
  await expectFailure(() => ({ kind: 'status', status: 404 }), 'gone');
  await expectFailure(() => ({ kind: 'status', status: 200 }), 'unreadable');
  await expectFailure(() => ({ kind: 'drop', when: 'before' }), 'offline');
  await expectFailure(() => ({ kind: 'truncate' }), 'offline');
  const { failure } = await replica.sync();
  expect(failure).toBeNull();
  expect(keptBy(replica)).toEqual(contentOf(server));
});

test('a calendar at another site than the account is not asked', async () => {
  const { server } = await start({}, 1);
  const other = await startCalDavServer();
  open.push(other);
  const round = await createReplica(server, other.calendarUrl()).sync();
  expect(round.failure?.kind).toBe('unsafe');
  expect(other.requests).toEqual([]);
});

test('field bug 24: sparse cancelled items and RDATE-only series do not stop a synchronisation', async () => {
  const { server, replica } = await start({}, 2);
  const sparse =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:sparse\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  server.put('sparse.ics', sparse);
  server.put('rdates.ics', writeEvent('rdates', { more: ['RDATE:20260119T100000Z,20260126T100000Z'] }));
  expect(await replica.sync()).toMatchObject({ failure: null, fetched: 4 });
  expect(keptBy(replica)).toEqual(contentOf(server));
});
