import { describe, expect, it } from 'vitest';
import { judgeRequest, type GuardedRequest } from '#main/web/request-guard.ts';

const AUTHORITY = '127.0.0.1:4711';
const OWN = `http://${AUTHORITY}`;

function request(
  method: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  url = '/',
): GuardedRequest {
  const headersDistinct: Record<string, string[]> = {};
  for (const [name, value] of Object.entries({ host: AUTHORITY, ...headers })) {
    headersDistinct[name] = typeof value === 'string' ? [value] : [...value];
  }
  return { method, url, headersDistinct };
}

const statusOf = (judged: ReturnType<typeof judgeRequest>): number => (judged.allowed ? 200 : judged.status);
const judge = (...args: Parameters<typeof request>): number =>
  statusOf(judgeRequest(request(...args), AUTHORITY));

const json = { 'content-type': 'application/json' };

describe('who is asked for', () => {
  it.each([
    ['a name that was rebound to loopback', 'evil.example:4711'],
    ['localhost, which is another origin', 'localhost:4711'],
    ['another port', '127.0.0.1:4712'],
    ['no port', '127.0.0.1'],
    ['another spelling of loopback', '127.1:4711'],
    ['user information', 'me@127.0.0.1:4711'],
  ])('refuses %s', (_, host) => {
    expect(judge('GET', { host })).toBe(421);
    expect(judge('POST', { host, origin: OWN, ...json })).toBe(421);
  });

  it('refuses two of them, and none', () => {
    expect(judge('GET', { host: [AUTHORITY, 'evil.example'] })).toBe(421);
    expect(judgeRequest({ method: 'GET', url: '/', headersDistinct: {} }, AUTHORITY).allowed).toBe(false);
  });

  it('refuses an absolute target', () => {
    expect(judge('GET', {}, 'http://evil.example/')).toBe(400);
  });
});

describe('who asks', () => {
  it.each(['null', 'http://evil.example', 'http://127.0.0.1:4712', 'https://127.0.0.1:4711', `${OWN}/`])(
    'refuses the origin %s for reading and writing',
    (origin) => {
      expect(judge('GET', { origin })).toBe(403);
      expect(judge('POST', { origin, ...json })).toBe(403);
    },
  );

  it('refuses a write without Origin and Sec-Fetch-Site', () => {
    expect(judge('POST', json)).toBe(403);
  });

  it('takes either of them as the word of the browser', () => {
    expect(judge('POST', { origin: OWN, ...json })).toBe(200);
    expect(judge('POST', { 'sec-fetch-site': 'same-origin', ...json })).toBe(200);
  });

  it.each(['cross-site', 'same-site', 'none'])('refuses a write from %s', (site) => {
    expect(judge('POST', { origin: OWN, 'sec-fetch-site': site, ...json })).toBe(403);
  });

  it('lets a click from elsewhere open the page, and nothing but the page', () => {
    const click = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(judge('GET', click)).toBe(200);
    expect(judge('GET', click, '/assets/main.js')).toBe(403);
    expect(judge('GET', { ...click, 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(judge('GET', { ...click, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).toBe(403);
  });
});

describe('how it is asked', () => {
  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'refuses what a form can send: %s',
    (type) => {
      expect(judge('POST', { origin: OWN, 'content-type': type })).toBe(415);
    },
  );

  it('refuses a body of no type', () => {
    expect(judge('POST', { origin: OWN })).toBe(415);
  });

  it.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'CONNECT'])('does not answer %s', (method) => {
    expect(judge(method, { origin: OWN, ...json })).toBe(405);
  });
});
