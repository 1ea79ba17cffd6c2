import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { webFetch } from '#main/app/web-fetch.ts';
import { type CalDavClient, openCalDavClient } from '#main/calendars/caldav/client.ts';
import type { ExchangeTimeouts } from '#main/calendars/http/exchange.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '#tests/servers/smtp/certificate.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ base: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    request.resume();
    request.on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

let fetchInUse: typeof globalThis.fetch = fetch;
const open = (timeouts: Partial<ExchangeTimeouts> = {}, mostBytes = 10_000): CalDavClient =>
  openCalDavClient({ user: 'zoë', password: 'pàss', fetch: fetchInUse, timeouts, mostBytes });

describe.each([
  ['the fetch that the app uses', webFetch],
  ['the fetch of Node', globalThis.fetch],
])('%s', (_name, chosen) => {
  beforeEach(() => {
    fetchInUse = chosen;
  });

  test('a request carries name and password in UTF-8, its depth and its condition', async () => {
    const { base, heard } = await serve((_request, response) => response.writeHead(207).end('<a/>'));
    const client = open();
    const answer = await client.propfind(`${base}/cal/`, { depth: 1, body: '<p/>' });
    expect(answer).toMatchObject({ kind: 'answer', status: 207, text: '<a/>', url: `${base}/cal/` });
    await client.put(`${base}/a.ics`, 'X', { kind: 'new' });
    await client.put(`${base}/a.ics`, 'X', { kind: 'etag', etag: '"1"' });
    await client.put(`${base}/a.ics`, 'X', { kind: 'any' });
    await client.remove(`${base}/a.ics`, '"2"');
    const [propfind, create, update, force, remove] = heard.map(({ headers }) => headers);
    const login = Buffer.from(propfind?.authorization?.replace('Basic ', '') ?? '', 'base64').toString(
      'utf8',
    );
    expect(login).toBe('zoë:pàss');
    expect(propfind).toMatchObject({ depth: '1', 'content-type': 'application/xml; charset=utf-8' });
    expect(create).toMatchObject({ 'if-none-match': '*', 'content-type': 'text/calendar; charset=utf-8' });
    expect(update?.['if-match']).toBe('"1"');
    expect(force?.['if-match'] ?? force?.['if-none-match']).toBeUndefined();
    expect(remove?.['if-match']).toBe('"2"');
  });

  test('nobody listens, no such host, no TLS there: it never left', async () => {
    const closed = await serve(() => undefined);
    closers.splice(0).forEach((close) => {
      close();
    });
    const plain = await serve((_request, response) => response.end());
    const client = open();
    expect(await client.get(`${closed.base}/`)).toMatchObject({ kind: 'offline', reason: 'unreachable' });
    expect(await client.get('https://calendar.invalid/')).toMatchObject({ kind: 'offline' });
    const secure = plain.base.replace('http:', 'https:');
    expect(await client.put(`${secure}/a`, 'X', { kind: 'new' })).toMatchObject({
      kind: 'offline',
      reason: 'certificate',
    });
  });

  test('a certificate that nobody vouches for: the password does not leave', async () => {
    let requests = 0;
    const server = createSecureServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, (_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const result = await open().put(`https://127.0.0.1:${port}/a`, 'X', { kind: 'new' });
    expect(result).toMatchObject({ kind: 'offline', reason: 'certificate' });
    expect(requests).toBe(0);
  });

  test('a fetch that is not Node’s: only an error that proves it counts as never left', async () => {
    const failWith = (code: string): CalDavClient =>
      openCalDavClient({
        user: 'alex',
        password: 'x',
        fetch: () =>
          Promise.reject(new TypeError('failed', { cause: Object.assign(new Error(code), { code }) })),
      });
    expect(await failWith('ENOTFOUND').get('https://example.org/')).toMatchObject({ kind: 'offline' });
    expect(await failWith('ECONNRESET').get('https://example.org/')).toMatchObject({ kind: 'unknown' });
  });

  test('a connection that is never ready is too slow, and nothing left', async () => {
    const silent = createSocketServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closers.push(() => silent.close());
    const client = open({ answerMs: 150 });
    const port = (silent.address() as AddressInfo).port;
    const result = await client.put(`https://localhost:${port}/a`, 'X', { kind: 'new' });
    expect(result).toMatchObject({ kind: 'offline', reason: 'slow' });
  });

  test('a request that left and got no whole answer is unknown', async () => {
    const { base } = await serve((request, response) => {
      if (request.url === '/dropped') request.socket.destroy();
      if (request.url === '/cut') {
        response.writeHead(201, { 'content-length': 100 }).write('half');
        setTimeout(() => response.destroy(), 10);
      }
    });
    const client = open({ answerMs: 1_000 });
    for (const path of ['/dropped', '/cut', '/silent']) {
      expect(await client.put(`${base}${path}`, 'X', { kind: 'any' })).toMatchObject({ kind: 'unknown' });
    }
  });

  test('reading follows a redirect on the same origin; another origin never sees the password', async () => {
    const other = await serve((_request, response) => response.end('caught'));
    const { base } = await serve((request, response) => {
      if (request.url === '/moved') response.writeHead(301, { location: '/there' }).end();
      else if (request.url === '/away') response.writeHead(307, { location: `${other.base}/` }).end();
      else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else response.writeHead(207).end(request.method);
    });
    const client = open();
    expect(await client.propfind(`${base}/moved`, { depth: 0, body: '<p/>' })).toMatchObject({
      kind: 'answer',
      text: 'PROPFIND',
      url: `${base}/there`,
    });
    expect(await client.get(`${base}/away`)).toMatchObject({ kind: 'unusable', reason: 'redirect' });
    expect(await client.get(`${base}/loop`)).toMatchObject({ kind: 'unusable', reason: 'redirect' });
    expect(await client.put(`${base}/moved`, 'X', { kind: 'new' })).toMatchObject({ kind: 'unusable' });
    expect(other.heard).toEqual([]);
  });
});

test('http to anything but this machine is refused before it is asked', async () => {
  const asked: unknown[] = [];
  const client = openCalDavClient({
    user: 'alex',
    password: 'x',
    fetch: async (url) => {
      asked.push(url);
      return new Response();
    },
  });
  expect(await client.get('http://calendar.example/')).toMatchObject({ kind: 'unusable', reason: 'unsafe' });
  expect(await client.get('nonsense')).toMatchObject({ kind: 'unusable', reason: 'unsafe' });
  expect(asked).toEqual([]);
});

test('an answer that is too large ends early', async () => {
  const { base } = await serve((_request, response) => response.end('x'.repeat(20_000)));
  expect(await open().get(base)).toMatchObject({ kind: 'unusable', reason: 'too-large' });
});

test('an abort rejects with its reason, before and while it is on its way', async () => {
  const { base } = await serve(() => undefined);
  const early = AbortSignal.abort(new Error('no longer wanted'));
  await expect(open().get(base, { signal: early })).rejects.toThrow('no longer wanted');
  const late = new AbortController();
  setTimeout(() => late.abort(new Error('stopped')), 30);
  await expect(open().get(base, { signal: late.signal })).rejects.toThrow('stopped');
});
