import { beforeEach, describe, expect, it } from 'vitest';
import { APP_SCOPES, type Ask, at, listIds, openAsking } from './asking.ts';
import { putManyEvents, SAMPLE_CONTACTS } from './generate.ts';
import { BARE_MODES } from './modes.ts';
import { type GoogleServer, startGoogle } from './server.ts';
import { skipWithoutGoogle } from './skip.ts';

const ALEX = 'alex@example.com';
const NOW = Date.UTC(2026, 10, 23);
const TIMES = { start: { dateTime: '2026-11-24T12:00:00Z' }, end: { dateTime: '2026-11-24T13:00:00Z' } };

let server: GoogleServer;
let ask: Ask;

/** All pages of a list, as a client reads them. */
async function readAll(path: string): Promise<{ ids: readonly unknown[]; pages: number; token: string }> {
  const ids: unknown[] = [];
  let pages = 0;
  let pageToken: unknown;
  for (;;) {
    const next = typeof pageToken === 'string' ? `&pageToken=${encodeURIComponent(pageToken)}` : '';
    const { status, body } = await ask('GET', path + next);
    expect(status).toBe(200);
    ids.push(...listIds(body));
    pages += 1;
    pageToken = at(body, 'nextPageToken');
    if (pageToken === undefined) return { ids, pages, token: String(at(body, 'nextSyncToken')) };
    expect(at(body, 'nextSyncToken')).toBeUndefined();
  }
}

describe('lists', () => {
  beforeEach(skipWithoutGoogle);
  beforeEach(async () => {
    server = await startGoogle({
      clock: () => NOW,
      accounts: [
        {
          email: ALEX,
          contacts: SAMPLE_CONTACTS,
          calendars: [
            { id: 'hidden@example.com', isHidden: true },
            { id: 'team@example.com', summary: 'Team', summaryOverride: 'My team', accessRole: 'reader' },
          ],
        },
        { email: 'bo@example.com' },
      ],
    });
    ask = openAsking(server);
    return () => server.stop();
  });

  it('gives changes and deletions since a token, and nothing twice', async () => {
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) server.put({ id, ...TIMES });
    const first = await readAll('~/events?maxResults=2');
    expect(first).toMatchObject({ ids: ['aaaaa', 'bbbbb', 'ccccc'], pages: 2 });
    server.remove('bbbbb');
    server.edit('aaaaa', { summary: 'Walk' });
    const changes = await ask('GET', `~/events?maxResults=2&syncToken=${first.token}`);
    expect(listIds(changes.body)).toEqual(['bbbbb', 'aaaaa']);
    expect(at(changes.body, 'items', 0)).toEqual({
      kind: 'calendar#event',
      etag: expect.any(String) as string,
      id: 'bbbbb',
      status: 'cancelled',
    });
    const rest = await ask(
      'GET',
      `~/events?maxResults=2&syncToken=${String(at(changes.body, 'nextSyncToken'))}`,
    );
    expect(listIds(rest.body)).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  it('tells with the next token what changed between two pages', async () => {
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) server.put({ id, ...TIMES });
    const one = await ask('GET', '~/events?maxResults=2');
    server.edit('aaaaa', { summary: 'Walk' });
    const two = await ask('GET', `~/events?maxResults=2&pageToken=${String(at(one.body, 'nextPageToken'))}`);
    const next = await ask('GET', `~/events?maxResults=2&syncToken=${String(at(two.body, 'nextSyncToken'))}`);
    expect(listIds(next.body)).toEqual(['aaaaa']);
  });

  it('has empty pages that go on', async () => {
    server.modes.emptyPageEvery = 2;
    for (const id of ['aaaaa', 'bbbbb', 'ccccc']) server.put({ id, ...TIMES });
    expect(await readAll('~/events?maxResults=1')).toMatchObject({
      ids: ['aaaaa', 'bbbbb', 'ccccc'],
      pages: 5,
    });
  });

  it('refuses a token that has expired, and one that comes with other parameters', async () => {
    const { token } = await readAll('~/events?showDeleted=true');
    expect((await ask('GET', `~/events?showDeleted=true&syncToken=${token}`)).status).toBe(200);
    expect((await ask('GET', `~/events?singleEvents=true&syncToken=${token}`)).status).toBe(400);
    expect((await ask('GET', `~/events?showDeleted=true&syncToken=${token}&q=walk`)).status).toBe(400);
    expect(server.violations).toHaveLength(2);
    server.expireSyncTokens();
    const { status, body } = await ask('GET', `~/events?showDeleted=true&syncToken=${token}`);
    expect([status, at(body, 'error', 'errors', 0, 'reason')]).toEqual([410, 'fullSyncRequired']);
  });

  it('finds by window, by type, by private property, by UID and by words', async () => {
    server.put({ id: 'aaaaa', summary: 'Walk', ...TIMES, extendedProperties: { private: { mark: 'x=y' } } });
    server.put({
      id: 'bbbbb',
      eventType: 'outOfOffice',
      start: { date: '2026-12-01' },
      end: { date: '2026-12-03' },
    });
    server.put({ id: 'ccccc', ...TIMES, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    const find = async (query: string) => listIds((await ask('GET', `~/events?${query}`)).body);
    expect(await find('timeMin=2026-12-01T12:00:00Z&timeMax=2026-12-02T00:00:00Z')).toEqual([
      'bbbbb',
      'ccccc',
    ]);
    expect(await find('timeMin=2026-12-20T00:00:00Z')).toEqual([]);
    expect(await find('eventTypes=outOfOffice&eventTypes=focusTime')).toEqual(['bbbbb']);
    expect(await find('privateExtendedProperty=mark%3Dx%3Dy')).toEqual(['aaaaa']);
    expect(await find('iCalUID=aaaaa%40google.com')).toEqual(['aaaaa']);
    expect(await find('q=WALK')).toEqual(['aaaaa']);
    expect(server.violations).toEqual([]);
  });

  it('gives the parts that fields names', async () => {
    server.put({ id: 'aaaaa', ...TIMES });
    const { body } = await ask('GET', '~/events?fields=items(id,start/dateTime),nextPageToken');
    expect(body).toEqual({ items: [{ id: 'aaaaa', start: { dateTime: '2026-11-24T13:00:00+01:00' } }] });
  });

  it('lists calendars: hidden ones when asked, removed ones by token', async () => {
    const path = '/calendar/v3/users/me/calendarList';
    const first = await ask('GET', path);
    expect(listIds(first.body)).toEqual([ALEX, 'team@example.com']);
    expect(at(first.body, 'items', 1)).toMatchObject({
      summary: 'Team',
      summaryOverride: 'My team',
      accessRole: 'reader',
    });
    expect(listIds((await ask('GET', `${path}?showHidden=true`)).body)).toHaveLength(3);
    expect(listIds((await ask('GET', `${path}?minAccessRole=writer`)).body)).toEqual([ALEX]);
    server.editListEntry('team@example.com', { isDeleted: true });
    const next = await ask('GET', `${path}?syncToken=${String(at(first.body, 'nextSyncToken'))}`);
    expect(at(next.body, 'items')).toMatchObject([{ id: 'team@example.com', deleted: true }]);
    expect((await ask('GET', `${path}/team%40example.com`)).status).toBe(404);
    expect((await ask('GET', `${path}/primary`)).status).toBe(200);
    expect(server.violations).toEqual([]);
  });

  it('tells busy times, also of colleagues and groups, and says of whom it knows nothing', async () => {
    server.put({ id: 'aaaaa', ...TIMES });
    server.put({ id: 'bbbbb', ...TIMES, end: { dateTime: '2026-11-24T14:00:00Z' } });
    server.put({
      id: 'ccccc',
      transparency: 'transparent',
      start: { date: '2026-11-25' },
      end: { date: '2026-11-26' },
    });
    server.put({ id: 'ddddd', ...TIMES, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] }, 'bo@example.com');
    server.setBusy('cas@example.com', [{ start: '2026-11-23T10:00:00Z', end: '2026-11-23T11:00:00Z' }]);
    server.setGroup('all@example.com', ['bo@example.com', 'cas@example.com']);
    const question = { timeMin: '2026-11-23T00:00:00Z', timeMax: '2026-11-26T00:00:00Z' };
    const query = async (...ids: readonly string[]) =>
      ask('POST', '/calendar/v3/freeBusy', { ...question, items: ids.map((id) => ({ id })) });
    const { body } = await query(ALEX, 'all@example.com', 'far@example.com');
    expect(at(body, 'calendars', ALEX, 'busy')).toEqual([
      { start: '2026-11-24T12:00:00Z', end: '2026-11-24T14:00:00Z' },
    ]);
    expect(at(body, 'calendars', 'bo@example.com', 'busy')).toHaveLength(2);
    expect(at(body, 'calendars', 'far@example.com', 'errors')).toEqual([
      { domain: 'global', reason: 'notFound' },
    ]);
    expect(at(body, 'groups', 'all@example.com')).toEqual({
      calendars: ['bo@example.com', 'cas@example.com'],
    });
    expect(server.violations).toEqual([]);
    await query(...Array.from({ length: 51 }, (_value, index) => `p${index}@example.com`));
    expect(server.violations).toHaveLength(1);
    const long = await ask('POST', '/calendar/v3/freeBusy', { ...question, timeMax: '2027-11-26T00:00:00Z' });
    expect(at(long.body, 'error', 'errors', 0, 'reason')).toBe('timeRangeTooLong');
  });

  it('gives contacts in pages, then what changed; and nothing without personFields', async () => {
    const path =
      '/v1/people/me/connections?personFields=names,emailAddresses&requestSyncToken=true&pageSize=10';
    const one = await ask('GET', path);
    expect(at(one.body, 'connections')).toHaveLength(10);
    const two = await ask('GET', `${path}&pageToken=${String(at(one.body, 'nextPageToken'))}`);
    expect(at(two.body, 'connections')).toHaveLength(SAMPLE_CONTACTS.length - 10);
    server.removeContact('people/c1000');
    const changes = await ask('GET', `${path}&syncToken=${String(at(two.body, 'nextSyncToken'))}`);
    expect(at(changes.body, 'connections')).toMatchObject([{ metadata: { deleted: true } }]);
    expect((await ask('GET', '/v1/people/me/connections')).status).toBe(400);
    const narrow = openAsking(server, ['https://www.googleapis.com/auth/calendar.freebusy']);
    expect((await narrow('GET', '/v1/people/me?personFields=emailAddresses')).status).toBe(403);
    const withEmail = openAsking(server, ['https://www.googleapis.com/auth/userinfo.email']);
    const own = await withEmail('GET', '/v1/people/me?personFields=emailAddresses');
    expect(at(own.body, 'emailAddresses', 0, 'value')).toBe(ALEX);
    server.expireSyncTokens();
    const late = await ask('GET', `${path}&syncToken=${String(at(changes.body, 'nextSyncToken'))}`);
    expect(at(late.body, 'error', 'details', 0, 'reason')).toBe('EXPIRED_SYNC_TOKEN');
    expect(server.violations).toEqual([]);
  });

  it('generates the same busy life for the same seed, with series and exceptions', async () => {
    putManyEvents(server, { count: 600, seed: 7, nowMs: NOW, calendarId: ALEX });
    putManyEvents(server, { count: 600, seed: 7, nowMs: NOW, calendarId: 'team@example.com' });
    const texts = (calendarId: string) =>
      server
        .events(calendarId)
        .map(({ id, start, status }) => `${id} ${JSON.stringify(start)} ${status ?? ''}`);
    expect(texts(ALEX)).toEqual(texts('team@example.com'));
    expect(texts(ALEX)).toHaveLength(600);
    const kinds = server
      .events()
      .map(({ recurringEventId, status }) => `${recurringEventId !== undefined} ${status}`);
    expect(new Set(kinds)).toEqual(new Set(['false confirmed', 'true confirmed', 'true cancelled']));
    expect((await readAll('~/events?maxResults=250')).ids).toHaveLength(600);
    expect(server.counts()).toEqual({ 'calendar.events.list': 3 });
    expect(server.violations).toEqual([]);
  });

  it('lacks in bare mode what it lacks, and says so in its own way', async () => {
    Object.assign(server.modes, BARE_MODES);
    const sent = { id: 'aaaaa', ...TIMES, extendedProperties: { private: { mark: '1' } } };
    const made = await ask('POST', '~/events', sent);
    expect(at(made.body, 'etag')).toBeUndefined();
    expect(at(made.body, 'extendedProperties')).toBeUndefined();
    const list = await ask('GET', '~/events?syncToken=whatever');
    expect(listIds(list.body)).toEqual(['aaaaa']);
    expect(at(list.body, 'nextSyncToken')).toBeUndefined();
    expect((await ask('PATCH', '~/events/aaaaa', { summary: 'Walk' })).status).toBe(405);
    const put = await ask('PUT', '~/events/aaaaa', { ...TIMES, summary: 'Walk' }, { 'if-match': '"1"' });
    expect(put.status).toBe(200);
    const question = { timeMin: '2026-11-23T00:00:00Z', timeMax: '2026-11-26T00:00:00Z' };
    expect((await ask('POST', '/calendar/v3/freeBusy', question)).status).toBe(404);
    expect(server.violations).toEqual([]);
  });

  it('asks for scopes as the description lists them', async () => {
    const narrow = openAsking(
      server,
      APP_SCOPES.filter((scope) => scope.endsWith('calendar.freebusy')),
    );
    expect((await narrow('GET', '~/events')).status).toBe(403);
    expect((await narrow('GET', '/calendar/v3/users/me/calendarList')).status).toBe(403);
    expect((await narrow('GET', '/v1/people/me/connections?personFields=names')).status).toBe(403);
  });
});
