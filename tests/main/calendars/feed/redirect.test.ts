import { describe, expect, test } from 'vitest';
import type { FeedAnswer } from '#main/calendars/feed/feed-answer.ts';
import { fetchFeed, type FeedQuestion } from '#main/calendars/feed/fetch-feed.ts';
import { type FeedServer, startFeed } from '#tests/servers/feed/server.ts';

const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n';
const PUBLIC = 'https://calendar.example';
const OTHER = 'https://files.example';
const PLAIN = 'http://calendar.example';

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'calendar.example': ['203.0.113.7'],
  'files.example': ['203.0.113.8', '2001:db8::8'],
  'rebound.example': ['203.0.113.9', '192.168.1.1'],
};

function ask(server: FeedServer, address: string, about: Partial<FeedQuestion> = {}): Promise<FeedAnswer> {
  return fetchFeed({
    address,
    validators: null,
    fetch: server.fetchAs(PUBLIC, OTHER, PLAIN),
    signal: new AbortController().signal,
    resolve: (hostname) => {
      const addresses = NAMES[hostname];
      return addresses ? Promise.resolve(addresses) : Promise.reject(new Error(`no ${hostname}`));
    },
    ...about,
  });
}

function redirect(server: FeedServer, path: string, status: number, location: string): void {
  server.serve(path, { status, headers: { location }, body: 'Moved' });
}

async function redirected(from: string, status: number, location: string): Promise<FeedAnswer> {
  await using server = await startFeed();
  redirect(server, '/old.ics', status, location);
  server.serve('/new.ics', { body: CALENDAR });
  return await ask(server, `${from}/old.ics`);
}

describe('redirects', () => {
  test.each([
    [301, `${PUBLIC}/new.ics`],
    [308, `${PUBLIC}/new.ics`],
    [302, null],
    [303, null],
    [307, null],
  ])('%i is followed, and tells of a move only if it is for good', async (status, movedTo) => {
    expect(await redirected(PUBLIC, status, '/new.ics')).toMatchObject({ kind: 'content', movedTo });
  });

  test('a move for good counts up to the first that is for now', async () => {
    await using server = await startFeed();
    redirect(server, '/a', 301, '/b');
    redirect(server, '/b', 308, `${OTHER}/c#part`);
    redirect(server, '/c', 302, '/d');
    redirect(server, '/d', 301, '/new.ics');
    server.serve('/new.ics', { body: CALENDAR });
    expect(await ask(server, `${PUBLIC}/a`)).toMatchObject({ kind: 'content', movedTo: `${OTHER}/c` });
  });

  test.each([
    [301, 'content'],
    [302, 'unchanged'],
  ])('after a %i nothing new is %s: a move is told of, whatever else', async (status, kind) => {
    await using server = await startFeed();
    redirect(server, '/old.ics', status, '/new.ics');
    server.serve('/new.ics', { body: CALENDAR, etag: '"1"' });
    const validators = { etag: '"1"', lastModified: null };
    expect((await ask(server, `${PUBLIC}/old.ics`, { validators })).kind).toBe(kind);
  });

  test('five are followed, six are not, nor a circle', async () => {
    await using server = await startFeed();
    for (let i = 0; i < 6; i++) redirect(server, `/${i}`, 302, `/${i + 1}`);
    server.serve('/6', { body: CALENDAR });
    redirect(server, '/circle', 301, '/circle');
    expect(await ask(server, `${PUBLIC}/1`)).toMatchObject({ kind: 'content' });
    const tooMany = { kind: 'failed', failure: { kind: 'unsafe', detail: 'it redirects more than 5 times' } };
    expect(await ask(server, `${PUBLIC}/0`)).toMatchObject(tooMany);
    expect(await ask(server, `${PUBLIC}/circle`)).toMatchObject(tooMany);
  });

  test('the address stays out of what went wrong', async () => {
    const answer = await redirected(PUBLIC, 302, 'http://10.0.0.1/s3cret');
    expect(JSON.stringify(answer)).not.toMatch(/s3cret|10\.0|example/);
  });

  test.each([
    ['from http to https', PLAIN, `${PUBLIC}/new.ics`],
    ['to another public host', PUBLIC, `${OTHER}/new.ics`],
    ['to webcal, which is https', PUBLIC, 'webcal://files.example/new.ics'],
  ])('%s: followed', async (_, from, location) => {
    expect(await redirected(from, 302, location)).toMatchObject({ kind: 'content' });
  });

  test.each([
    ['from https to http', `${PLAIN}/new.ics`, 'it redirects from https to http'],
    ['to a file', 'file:///etc/passwd', 'it redirects to something that is no web address'],
    ['to this machine', 'https://127.0.0.1/x', 'it redirects from a public host into a private network'],
    [
      'to this machine in other letters',
      'https://0x7f.1/x',
      'it redirects from a public host into a private network',
    ],
    [
      'to this machine by name',
      'https://localhost/x',
      'it redirects from a public host into a private network',
    ],
    ['to a router', 'https://192.168.0.1/x', 'it redirects from a public host into a private network'],
    [
      'to the cloud machine itself',
      'https://169.254.169.254/x',
      'it redirects from a public host into a private network',
    ],
    ['to this machine in IPv6', 'https://[::1]/x', 'it redirects from a public host into a private network'],
    [
      'to IPv4 in IPv6',
      'https://[::ffff:10.0.0.1]/x',
      'it redirects from a public host into a private network',
    ],
    ['to a name at home', 'https://nas.local./x', 'it redirects from a public host into a private network'],
    [
      'to a public name of a private address',
      'https://rebound.example/x',
      'it redirects from a public host into a private network',
    ],
  ])('%s: refused', async (_, location, detail) => {
    expect(await redirected(PUBLIC, 302, location)).toEqual({
      kind: 'failed',
      failure: { kind: 'unsafe', detail, retryAfterMs: null },
    });
  });

  test('a host that nobody knows is no answer', async () => {
    expect(await redirected(PUBLIC, 302, 'https://unknown.example/x')).toMatchObject({
      failure: { kind: 'offline' },
    });
  });

  test('from this machine to this machine: the user typed it', async () => {
    await using other = await startFeed();
    other.serve('/new.ics', { body: CALENDAR });
    await using server = await startFeed();
    redirect(server, '/old.ics', 301, `${other.url}/new.ics`);
    expect(await ask(server, `${server.url}/old.ics`)).toMatchObject({
      kind: 'content',
      movedTo: `${other.url}/new.ics`,
    });
  });

  test.each([null, 'https://'])('to nowhere (%s)', async (location) => {
    await using server = await startFeed();
    server.serve('/old.ics', { status: 302, ...(location === null ? {} : { headers: { location } }) });
    expect(await ask(server, `${PUBLIC}/old.ics`)).toMatchObject({ failure: { kind: 'refused' } });
  });
});

describe('a name and password in the address', () => {
  const basic = `Basic ${Buffer.from('ada@example.com:p%ss:wörd').toString('base64')}`;
  const userinfo = 'ada%40example.com:p%ss%3Aw%C3%B6rd';

  test('become a header and leave the address', async () => {
    await using server = await startFeed();
    server.serve('/team.ics', { body: CALENDAR });
    await ask(server, `https://${userinfo}@calendar.example/team.ics`);
    expect(server.requests).toMatchObject([{ path: '/team.ics', headers: { authorization: basic } }]);
  });

  test('stay on their own host, and with its new address', async () => {
    await using server = await startFeed();
    redirect(server, '/old.ics', 301, '/new.ics');
    server.serve('/new.ics', { body: CALENDAR });
    const answer = await ask(server, `https://${userinfo}@calendar.example/old.ics`);
    expect(server.requests[1]?.headers.authorization).toBe(basic);
    const movedTo = answer.kind === 'content' ? new URL(answer.movedTo ?? '') : null;
    expect([movedTo?.username, movedTo?.pathname]).toEqual(['ada%40example.com', '/new.ics']);
  });

  test('are for nobody else, also on the way back', async () => {
    await using server = await startFeed();
    redirect(server, '/old.ics', 301, `https://eve:x@files.example/there`);
    redirect(server, '/there', 301, `${PUBLIC}/new.ics`);
    server.serve('/new.ics', { body: CALENDAR });
    const answer = await ask(server, `https://${userinfo}@calendar.example/old.ics`);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      basic,
      undefined,
      undefined,
    ]);
    expect(answer).toMatchObject({ kind: 'content', movedTo: `${PUBLIC}/new.ics` });
  });
});
