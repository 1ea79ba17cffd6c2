import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { type DiscoveryRequest, discoverAccount } from '#main/calendars/caldav/discover.ts';
import type { ServiceRecords } from '#main/calendars/caldav/service-records.ts';
import { type CalDavTestServer, startCalDavServer } from '#tests/servers/caldav/server.ts';
import type { CalDavServerOptions } from '#tests/servers/caldav/state.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(options: CalDavServerOptions = {}): Promise<CalDavTestServer> {
  const server = await startCalDavServer(options);
  closers.push(() => server.close());
  return server;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The internet of a test: which name is served by whom. Names that are missing do not exist. */
function route(hosts: Readonly<Record<string, string>>): { fetch: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  const routed: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(`${init?.method} ${url.href}`);
    const target = hosts[url.host];
    if (target === undefined) {
      return Promise.reject(
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }),
        }),
      );
    }
    return fetch(new URL(url.pathname, target), init);
  };
  return { fetch: routed, asked };
}

const noRecords: ServiceRecords = { srv: async () => [], txt: async () => [] };

const discover = (request: Partial<DiscoveryRequest> & { server: string }) =>
  discoverAccount({ user: 'alex', password: 'sunset-2026', fetch, records: noRecords, ...request });

test('from an address: principal, homes, addresses and the calendars that hold events', async () => {
  const server = await start({
    scheduling: true,
    addresses: ['Alex@Example.com', 'alex@home.example'],
    calendars: [
      { folder: 'tasks', components: ['VTODO'] },
      { folder: 'shared', name: 'Team <&>', isWritable: false, order: 2 },
      { folder: 'müsli', name: 'Home', colour: '#FF2968FF', order: 1, components: ['VEVENT', 'VTODO'] },
    ],
  });
  const found = await discover({ server: server.url });
  if (!found.ok) throw new Error(found.message);
  const { calendars, mailsGuests, host, connection } = found.value;
  expect(calendars).toEqual([
    { ref: server.calendarUrl('müsli'), name: 'Home', colour: '#ff2968', isWritable: true },
    { ref: server.calendarUrl('shared'), name: 'Team <&>', colour: null, isWritable: false },
  ]);
  expect(mailsGuests).toBe(true);
  expect(host).toBe(new URL(server.url).host);
  expect(connection.addresses).toEqual(['alex@example.com', 'alex@home.example']);
  expect(parseConnection(JSON.parse(JSON.stringify(connection)))).toEqual(connection);
  expect(parseConnection({ principal: 1 })).toBeNull();
});

test('several homes: one that is not ours to see is left out, one that is out of order is said', async () => {
  const prop = (href: string, inner: string): string =>
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${inner}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  const wrap = (content: string): string =>
    `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${content}</d:multistatus>`;
  const homes = ['/own/', '/shared/'].map((home) => `<d:href>${home}</d:href>`).join('');
  let sharedStatus = 403;
  const url = await serve((request, response) => {
    const answers: Readonly<Record<string, string>> = {
      '/.well-known/caldav': prop(
        '/',
        '<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>',
      ),
      '/me/': prop('/me/', `<c:calendar-home-set>${homes}</c:calendar-home-set>`),
      '/own/': prop(
        '/own/a/',
        '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>My\n days</d:displayname>',
      ),
    };
    const answer = answers[request.url ?? ''];
    response
      .writeHead(answer === undefined ? sharedStatus : 207)
      .end(answer === undefined ? '' : wrap(answer));
  });
  expect(await discover({ server: url })).toMatchObject({
    ok: true,
    value: { calendars: [{ ref: `${url}own/a/`, name: 'My days' }], mailsGuests: false },
  });
  sharedStatus = 503;
  expect(await discover({ server: url })).toMatchObject({ ok: false, code: 'busy' });
});

describe('homes on another host, as iCloud spreads its users', () => {
  const prop = (href: string, inner: string): string =>
    `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>${href}</d:href><d:propstat><d:prop>${inner}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;
  const answerAt = (answers: Readonly<Record<string, string>>): Promise<string> =>
    serve((request, response) => {
      const answer = answers[request.url ?? ''];
      response.writeHead(answer === undefined ? 404 : 207).end(answer);
    });
  const startAt = (home: string): Promise<string> =>
    answerAt({
      '/': prop('/', '<d:current-user-principal><d:href>/123/principal/</d:href></d:current-user-principal>'),
      '/123/principal/': prop(
        '/123/principal/',
        `<c:calendar-home-set><d:href>${home}</d:href></c:calendar-home-set>`,
      ),
    });
  const calendar =
    '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>Home</d:displayname>';

  test('of the same domain: asked', async () => {
    const first = await startAt('https://p34-caldav.icloud.com:443/123/calendars/');
    const second = await answerAt({ '/123/calendars/': prop('/123/calendars/home/', calendar) });
    const { fetch: routed } = route({ 'caldav.icloud.com': first, 'p34-caldav.icloud.com': second });
    expect(await discover({ server: 'alex@icloud.com', fetch: routed })).toMatchObject({
      ok: true,
      value: {
        host: 'caldav.icloud.com',
        calendars: [{ ref: 'https://p34-caldav.icloud.com/123/calendars/home/', name: 'Home' }],
      },
    });
  });

  test('of another: named, not asked', async () => {
    const first = await startAt('https://dav.elsewhere.net/123/');
    const { fetch: routed, asked } = route({ 'dav.example.org': first });
    const found = await discover({ server: 'https://dav.example.org/', fetch: routed });
    expect(found.ok ? '' : found.message).toContain('dav.elsewhere.net');
    expect(asked.some((line) => line.includes('elsewhere'))).toBe(false);
  });
});

test('a server without scheduling does not mail guests', async () => {
  const server = await start();
  expect(await discover({ server: server.url })).toMatchObject({ ok: true, value: { mailsGuests: false } });
});

test('a path that the user gives is tried first, a host alone by its well-known address', async () => {
  const server = await start();
  const { fetch: routed, asked } = route({ 'cloud.example.org': server.url });
  expect(await discover({ server: 'https://cloud.example.org/dav/', fetch: routed })).toMatchObject({
    ok: true,
  });
  expect(asked[0]).toBe('PROPFIND https://cloud.example.org/dav/');
  asked.length = 0;
  expect(await discover({ server: 'cloud.example.org', fetch: routed })).toMatchObject({
    ok: true,
    value: { host: 'cloud.example.org' },
  });
  expect(asked[0]).toBe('PROPFIND https://cloud.example.org/.well-known/caldav');
});

test.each([
  ['https://cloud.example.org', '/remote.php/dav/'],
  ['https://cloud.example.org/apps/dashboard/', '/remote.php/dav/'],
  ['https://cloud.example.org/next/index.php/apps/calendar', '/next/remote.php/dav/'],
  ['https://cloud.example.org/next/', '/next/remote.php/dav/'],
])('a Nextcloud as it stands in the browser: %s', async (typed, path) => {
  const { fetch: routed, asked } = route({});
  await discover({ server: typed, fetch: routed });
  expect(asked.at(-1)).toBe(`PROPFIND https://cloud.example.org${path}`);
});

test('from an e-mail address: SRV and TXT records, and the password stays in the domain', async () => {
  const server = await start();
  const { fetch: routed, asked } = route({ 'dav.example.org:8443': server.url });
  const records: ServiceRecords = {
    srv: async (name) =>
      name === '_caldavs._tcp.example.org'
        ? [
            { name: 'backup.example.org', port: 443, priority: 20, weight: 0 },
            { name: 'dav.example.org', port: 8443, priority: 10, weight: 0 },
          ]
        : [],
    txt: async () => [['path=/d', 'av/']],
  };
  const found = await discover({ server: 'alex@example.org', fetch: routed, records });
  expect(found).toMatchObject({ ok: true, value: { host: 'dav.example.org:8443' } });
  expect(asked[0]).toBe('PROPFIND https://dav.example.org:8443/dav/');
});

test('a server of another domain is named to the user and never asked', async () => {
  const server = await start();
  const { fetch: routed, asked } = route({ 'dav.provider.net': server.url });
  const records: ServiceRecords = {
    srv: async () => [{ name: 'dav.provider.net', port: 443, priority: 1, weight: 1 }],
    txt: async () => [],
  };
  const found = await discover({ server: 'alex@example.org', fetch: routed, records });
  expect(found).toMatchObject({ ok: false, code: 'refused' });
  expect(found.ok ? '' : found.message).toContain('dav.provider.net');
  expect(asked.every((line) => line.includes('example.org'))).toBe(true);
});

test('a redirect to another domain is named and not followed; within the domain it is', async () => {
  const server = await start();
  const moved = (to: string): Promise<string> =>
    serve((_request, response) => response.writeHead(301, { location: to }).end());
  const away = await moved('https://dav.elsewhere.net/dav/');
  const near = await moved('https://dav.example.org/dav/');
  const first = route({ 'example.org': away, 'dav.elsewhere.net': server.url });
  const refused = await discover({ server: 'example.org', fetch: first.fetch });
  expect(refused.ok ? '' : refused.message).toContain('dav.elsewhere.net');
  expect(first.asked.some((line) => line.includes('elsewhere'))).toBe(false);
  const second = route({ 'example.org': near, 'dav.example.org': server.url });
  expect(await discover({ server: 'example.org', fetch: second.fetch })).toMatchObject({ ok: true });
});

test('iCloud is known by its e-mail domains', async () => {
  const server = await start();
  const { fetch: routed, asked } = route({ 'caldav.icloud.com': server.url });
  expect(await discover({ server: 'alex@me.com', fetch: routed })).toMatchObject({ ok: true });
  expect(asked[0]).toBe('PROPFIND https://caldav.icloud.com/');
});

test('a calendar’s own address is enough where the server names no principal', async () => {
  const body = `<multistatus xmlns="DAV:"><response><href>/cal/</href><propstat><prop><resourcetype><collection/><calendar xmlns="urn:ietf:params:xml:ns:caldav"/></resourcetype></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`;
  const url = await serve((request, response) => {
    const isCalendar = request.url === '/cal/' && request.method !== 'OPTIONS';
    response.writeHead(isCalendar ? 207 : 404).end(isCalendar ? body : '');
  });
  const found = await discover({ server: `${url}cal/` });
  expect(found).toMatchObject({ ok: true, value: { calendars: [{ ref: `${url}cal/`, name: 'cal' }] } });
});

describe('what went wrong is said with its value and its remedy', () => {
  const refuse = async (request: Partial<DiscoveryRequest> & { server: string }) => {
    const found = await discover(request);
    if (found.ok) throw new Error('An account was found.');
    return found;
  };
  const page: RequestListener = (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
  const half: RequestListener = (_request, response) =>
    response.writeHead(207).end('<multistatus xmlns="DAV:"><resp');
  const empty = (status: number, headers = {}): RequestListener => {
    return (_request, response) => response.writeHead(status, headers).end();
  };

  test('a wrong password, sent once', async () => {
    const server = await start();
    const failure = await refuse({ server: server.url, password: 'wrong' });
    expect(failure.code).toBe('unauthorized');
    expect(failure.message).toContain("'alex'");
    expect(failure.message).toContain('app password');
    // Once to the well-known address; more would lock some accounts.
    expect(server.requests.length).toBe(1);
  });

  test('iCloud’s and Fastmail’s app passwords by name', async () => {
    const url = await serve(empty(401, { 'www-authenticate': 'Basic realm="x"' }));
    const { fetch: routed } = route({ 'caldav.icloud.com': url, 'caldav.fastmail.com': url });
    expect((await refuse({ server: 'caldav.icloud.com', fetch: routed })).message).toContain(
      'account.apple.com',
    );
    expect((await refuse({ server: 'alex@fastmail.com', fetch: routed, language: 'nl' })).message).toMatch(
      /Fastmail wil een app-wachtwoord.*app\.fastmail\.com/,
    );
  });

  test('Google and Outlook, before a password leaves', async () => {
    const { fetch: routed, asked } = route({});
    const remedies = [
      ['alex@gmail.com', 'Go back and choose Google'],
      ['https://www.google.com/calendar/dav', 'Go back and choose Google'],
      ['alex@outlook.com', 'feed'],
    ] as const;
    for (const [server, remedy] of remedies) {
      const failure = await refuse({ server, fetch: routed });
      expect(failure.message).toContain(remedy);
    }
    expect(asked).toEqual([]);
  });

  test.each([
    ['a login page', page, 'unreadable', 'web page'],
    ['no CalDAV', empty(404), 'not-found', 'CalDAV address'],
    ['a refusal', empty(403), 'refused', '403'],
    ['trouble', empty(502), 'busy', '502'],
    ['another sign-in', empty(401, { 'www-authenticate': 'Bearer' }), 'unauthorized', 'feed'],
    ['an old sign-in', empty(401, { 'www-authenticate': 'Digest realm="x"' }), 'unauthorized', 'Digest'],
    ['half an answer', half, 'unreadable', 'could not be read'],
  ])('%s', async (_name, listener, code, word) => {
    const url = await serve(listener);
    const failure = await refuse({ server: url });
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(word);
    expect(failure.message).toContain(new URL(url).host);
  });

  test('no calendars for events', async () => {
    const server = await start({ calendars: [{ folder: 'tasks', components: ['VTODO'] }] });
    const failure = await refuse({ server: server.url });
    expect(failure).toMatchObject({ code: 'not-found' });
    expect(failure.message).toContain("'alex' has no calendar");
  });

  test('nonsense, a name with a colon, http to another machine, nobody there', async () => {
    expect((await refuse({ server: 'two words' })).code).toBe('invalid-input');
    expect((await refuse({ server: '' })).code).toBe('invalid-input');
    expect((await refuse({ server: 'ftp://example.org' })).code).toBe('invalid-input');
    expect((await refuse({ server: 'example.org', user: 'a:b' })).message).toContain("'a:b'");
    expect((await refuse({ server: 'http://nas.local:5232/' })).message).toContain('nas.local:5232');
    const offline = await refuse({ server: 'nowhere.example.org', fetch: route({}).fetch });
    expect(offline).toMatchObject({ code: 'offline' });
    expect(offline.message).toContain('nowhere.example.org');
  });
});
