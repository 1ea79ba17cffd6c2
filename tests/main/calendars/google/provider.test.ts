import { expect, test } from 'vitest';
import {
  answerBy,
  instance,
  page,
  refuse,
  Replica,
  single,
  sparse,
  tell,
  weekly,
} from '#tests/support/google/scripted.ts';

const last = { nextSyncToken: 't1' };

test('lists everything once, in pages of 2500, and goes on from the token of the last page with the same parameters', async () => {
  const replica = new Replica();
  const first = tell(page([single('a')], { nextPageToken: 'p2' }), page([single('b')], last));
  expect(await replica.sync(first.api)).toMatchObject({ changed: ['a', 'b'], isWhole: true });
  const same = { maxResults: '2500', singleEvents: 'false' };
  expect(first.asked.map(({ query }) => query)).toEqual([same, { ...same, pageToken: 'p2' }]);
  expect(first.asked[0]?.path).toBe('/calendar/v3/calendars/primary/events');

  const later = tell(page([{ id: 'a', status: 'cancelled' }], { nextSyncToken: 't2' }));
  expect(await replica.sync(later.api)).toEqual({
    failure: null,
    changed: [],
    removed: ['a'],
    isWhole: false,
  });
  expect(later.asked.map(({ query }) => query)).toEqual([{ ...same, syncToken: 't1' }]);
  expect([...replica.texts.keys()]).toEqual(['b']);
});

test('an empty page is not the end, with items or without', async () => {
  const replica = new Replica();
  const { api, asked } = tell(
    page([], { nextPageToken: 'p2' }),
    { json: { nextPageToken: 'p3' } },
    page([single('a')], last),
  );
  expect(await replica.sync(api)).toMatchObject({ failure: null, changed: ['a'] });
  expect(asked).toHaveLength(3);
});

test('only the token of the last page counts', async () => {
  const replica = new Replica();
  const { api } = tell(
    page([single('a')], { nextPageToken: 'p2', nextSyncToken: 'early' }),
    page([single('b')], last),
  );
  await replica.sync(api);
  expect(replica.cursor).toBe('v1:t1');
});

test('field bug 10: 410 gives exactly one full synchronisation (webhookdb#538)', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([single('a'), single('b')], last)).api);
  const expired = answerBy(({ query }) =>
    'syncToken' in query
      ? refuse(410, 'fullSyncRequired')
      : page([single('b'), single('c')], { nextSyncToken: 't2' }),
  );
  expect(await replica.sync(expired.api)).toMatchObject({ failure: null, changed: ['c'], isWhole: true });
  expect(expired.asked.map(({ query }) => query['syncToken'] ?? null)).toEqual(['t1', null]);
  expect([...replica.texts.keys()].toSorted()).toEqual(['b', 'c']);
  expect(replica.cursor).toBe('v1:t2');
});

test('a second 410 in the same run is a failure, not another run', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([single('a')], last)).api);
  const { api, asked } = tell(refuse(410, 'updatedMinTooLongAgo'));
  const { failure } = await replica.sync(api);
  expect(failure).toEqual({
    kind: 'refused',
    detail: 'The server answered 410 (updatedMinTooLongAgo).',
    retryAfterMs: null,
  });
  expect(asked).toHaveLength(2);
  expect([...replica.texts.keys()]).toEqual(['a']);
});

test('410 in the middle of the changes: what is listed anew is the whole truth', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([single('a'), weekly('s'), sparse('s', '20260611T080000Z')], last)).api);
  const { api } = answerBy(({ query }) => {
    if (!('syncToken' in query)) return page([single('a'), weekly('s')], { nextSyncToken: 't3' });
    return 'pageToken' in query
      ? refuse(410, 'fullSyncRequired')
      : page([single('a', { summary: 'For a moment' })], { nextPageToken: 'p2' });
  });
  await replica.sync(api);
  expect(replica.series()).toEqual({
    a: { master: single('a'), exceptions: [] },
    // What had been deleted in it is there again, since the whole list says so.
    s: { master: weekly('s'), exceptions: [] },
  });
});

test('a server without tokens is listed as a whole each time', async () => {
  const replica = new Replica();
  expect(await replica.sync(tell(page([single('a'), single('b')])).api)).toMatchObject({ isWhole: true });
  expect(replica.cursor).toBeNull();
  const again = tell(page([single('b')]));
  expect(await replica.sync(again.api)).toMatchObject({ changed: [], isWhole: true });
  expect(again.asked[0]?.query).not.toHaveProperty('syncToken');
  expect([...replica.texts.keys()]).toEqual(['b']);
});

test('the same pages again change nothing, whatever the order of the exceptions', async () => {
  const replica = new Replica();
  const [one, two] = [sparse('s', '20260611T080000Z'), sparse('s', '20260618T080000Z')];
  await replica.sync(tell(page([weekly('s'), one, two], last)).api);
  expect(await replica.sync(tell(page([two, one, weekly('s')], last)).api)).toMatchObject({ changed: [] });
});

test('field bug 24: a series that comes after its exceptions, on another page, has them (odoo#176634)', async () => {
  const replica = new Replica();
  const moved = instance('s', '20260618T080000Z', { summary: 'Moved' });
  const deleted = sparse('s', '20260611T080000Z');
  const { api } = tell(
    page([moved, deleted, single('a')], { nextPageToken: 'p2' }),
    page([weekly('s')], last),
  );
  await replica.sync(api);
  expect(replica.series()['s']).toEqual({ master: weekly('s'), exceptions: [deleted, moved] });
});

test('an exception that comes alone later is put into its series; deleted ones stay while it lives', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([weekly('s'), sparse('s', '20260611T080000Z')], last)).api);
  const moved = instance('s', '20260618T080000Z', { summary: 'Moved' });
  expect(await replica.sync(tell(page([moved], last)).api)).toMatchObject({ changed: ['s'], removed: [] });
  const renamed = weekly('s', { summary: 'Renamed' });
  await replica.sync(tell(page([renamed], last)).api);
  expect(replica.series()['s']).toEqual({
    master: renamed,
    exceptions: [sparse('s', '20260611T080000Z'), moved],
  });
  const gone = tell(
    page(
      [
        { id: 's', status: 'cancelled' },
        { id: 's_20260618T080000Z', status: 'cancelled' },
      ],
      last,
    ),
  );
  expect(await replica.sync(gone.api)).toMatchObject({ failure: null, removed: ['s'] });
  expect(replica.series()).toEqual({});
});

test('instances of a series that the user cannot see are kept by themselves, and forgotten by their id alone', async () => {
  const replica = new Replica();
  const [one, two] = [instance('x', '20260611T080000Z'), instance('x', '20260618T080000Z')];
  await replica.sync(tell(page([one, two], last)).api);
  expect(replica.series()).toEqual({ x: { master: null, exceptions: [one, two] } });
  await replica.sync(tell(page([{ id: 'x_20260611T080000Z', status: 'cancelled' }], last)).api);
  expect(replica.series()).toEqual({ x: { master: null, exceptions: [two] } });
  await replica.sync(tell(page([{ id: 'x_20260618T080000Z', status: 'cancelled' }], last)).api);
  expect(replica.series()).toEqual({});
});

test('a series that was split into two: the first ends, the second has its own exceptions', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([weekly('s')], last)).api);
  const first = weekly('s', { recurrence: ['RRULE:FREQ=WEEKLY;UNTIL=20260617T215959Z'] });
  const second = weekly('s_R20260618T080000');
  const moved = {
    ...instance('s', '20260625T080000Z'),
    recurringEventId: 's_R20260618T080000',
  };
  await replica.sync(tell(page([moved, second, first], last)).api);
  expect(replica.series()).toEqual({
    s: { master: first, exceptions: [] },
    s_R20260618T080000: { master: second, exceptions: [moved] },
  });
  await replica.sync(tell(page([{ id: 's_20260625T080000Z', status: 'cancelled' }], last)).api);
  expect(replica.series()['s_R20260618T080000']).toEqual({ master: second, exceptions: [] });
});

test('a series that becomes a single event loses what was deleted in it', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([weekly('s'), sparse('s', '20260604T080000Z')], last)).api);
  await replica.sync(tell(page([sparse('s', '20260604T080000Z'), single('s')], last)).api);
  expect(replica.series()).toEqual({ s: { master: single('s'), exceptions: [] } });
});

test('deleted and made again in one run is there', async () => {
  const replica = new Replica();
  await replica.sync(tell(page([single('a')], last)).api);
  const { api } = tell(
    page([{ id: 'a', status: 'cancelled' }], { nextPageToken: 'p2' }),
    page([single('a')], last),
  );
  expect(await replica.sync(api)).toMatchObject({ removed: [] });
  expect(replica.series()).toEqual({ a: { master: single('a'), exceptions: [] } });
});

test('a first synchronisation that was cut short is done again and ends the same', async () => {
  const pages = [
    page([single('a'), sparse('s', '20260611T080000Z')], { nextPageToken: 'p2' }),
    page([single('b'), weekly('s')], { nextPageToken: 'p3' }),
    page([single('c')], last),
  ];
  const whole = new Replica();
  await whole.sync(tell(...pages).api);
  for (const stopAfter of [1, 2, 3, 4]) {
    const cut = new Replica();
    await cut.sync(tell(...pages).api, { stopAfter });
    expect(cut.cursor).toBeNull();
    const failing = tell(...pages.slice(0, 1), refuse(503, 'backendError'));
    expect((await cut.sync(failing.api)).failure?.kind).toBe('refused');
    await cut.sync(tell(...pages).api);
    expect(cut.series()).toEqual(whole.series());
    expect(cut.cursor).toBe(whole.cursor);
  }
});

test('the next page is on its way while one is being stored', async () => {
  const { api, asked } = tell(page([single('a')], { nextPageToken: 'p2' }), page([single('b')], last));
  const replica = new Replica();
  await replica.sync(api, { stopAfter: 1 });
  expect(asked).toHaveLength(2);
});

test.each([
  [refuse(401, 'authError'), 'unauthorized', null],
  [refuse(404, 'notFound'), 'gone', null],
  [refuse(403, 'rateLimitExceeded', { 'retry-after': '30' }), 'refused', 30_000],
  [refuse(429, 'rateLimitExceeded', { 'retry-after': '7' }), 'refused', 7_000],
  [refuse(500, 'backendError'), 'refused', null],
  [{ text: '<!doctype html><title>Sign in</title>' }, 'unreadable', null],
  [{ text: '{"items": [{"id": "a"' }, 'unreadable', null],
  [{ json: {} }, 'unreadable', null],
  [{ json: { items: 'none' } }, 'unreadable', null],
  [{ status: 302, text: '', headers: { location: 'https://example.org/' } }, 'unsafe', null],
])('%j is %s', async (told, kind, retryAfterMs) => {
  const replica = new Replica();
  await replica.sync(tell(page([single('a')], last)).api);
  const { failure } = await replica.sync(tell(told).api);
  expect(failure).toMatchObject({ kind, retryAfterMs });
  expect([...replica.texts.keys()]).toEqual(['a']);
  expect(replica.cursor).toBe('v1:t1');
});

test('a token that is not understood is as good as expired', async () => {
  const replica = new Replica();
  replica.cursor = 'v1:nonsense';
  const { api } = answerBy(({ query }) =>
    'syncToken' in query ? refuse(400, 'invalid') : page([single('a')], last),
  );
  expect(await replica.sync(api)).toMatchObject({ failure: null, changed: ['a'] });
  expect((await new Replica().sync(tell(refuse(400, 'badRequest')).api)).failure?.kind).toBe('refused');
});

test('a cursor of another kind is not sent', async () => {
  const replica = new Replica();
  replica.cursor = 'sync:other';
  const { api, asked } = tell(page([single('a')], last));
  await replica.sync(api);
  expect(asked[0]?.query).not.toHaveProperty('syncToken');
});

test('pages that lead in a circle end', async () => {
  const { failure } = await new Replica().sync(tell(page([], { nextPageToken: 'p' })).api);
  expect(failure).toMatchObject({ kind: 'unreadable', detail: 'The pages do not move on.' });
});

test('an abort ends it with its reason', async () => {
  const abort = new AbortController();
  const { api } = answerBy(() => {
    abort.abort(new Error('cancelled by the user'));
    return page([single('a')], last);
  });
  await expect(new Replica().sync(api, { signal: abort.signal })).rejects.toThrow('cancelled by the user');
});
