import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventName, Events } from '#contract/events.ts';
import { fail, succeed } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import { startWebHost, type WebHost } from '#main/web/start-web-host.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

type Listener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

let host: WebHost;
let nowMs: number;
let called: { name: string; input: unknown }[];
let languages: Language[];
let listeners: Set<Listener>;

function createRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-web-'));
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Golden Hour</title>');
  writeFileSync(join(root, 'assets/main-B2x9_qLr.js'), 'export {};');
  writeFileSync(join(root, 'notes.txt'), 'not for pages');
  symlinkSync(join(folder, 'secret.html'), join(root, 'linked.html'));
  return root;
}

beforeEach(async () => {
  nowMs = 0;
  called = [];
  languages = [];
  listeners = new Set();
  host = await startWebHost({
    root: createRoot(),
    monotonicMs: () => nowMs,
    app: {
      dispatch: async (name, input) => {
        called.push({ name, input });
        return name === 'app.status' ? succeed({ version: '1' }) : fail('not-found', `no ${name}`);
      },
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      hintLanguage: (language) => void languages.push(language),
    },
  });
});

afterEach(() => host.close());

/** Raw, because fetch would not let an attacker's headers through. */
function send(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: host.port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const origin = (): string => host.address.slice(0, -1);
const own = (): OutgoingHttpHeaders => ({ origin: origin(), 'content-type': 'application/json' });
const readToken = (): string => new URL(host.issueLink()).hash.slice('#token='.length);

async function openSession(token = readToken(), headers: OutgoingHttpHeaders = {}): Promise<string> {
  const answer = await send('POST', '/session', { ...own(), ...headers }, JSON.stringify({ token }));
  expect(answer.status).toBe(200);
  const { session } = JSON.parse(answer.text) as { session: string };
  return session;
}

const authorized = async (): Promise<OutgoingHttpHeaders> => ({
  ...own(),
  authorization: `Bearer ${await openSession()}`,
});

describe('the page', () => {
  it('comes with every header that keeps it alone', async () => {
    const { status, headers, text } = await send('GET', '/');
    expect(status).toBe(200);
    expect(text).toContain('Golden Hour');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    });
    expect(headers['set-cookie']).toBeUndefined();
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('keeps what is named by its content', async () => {
    const { headers } = await send('GET', '/assets/main-B2x9_qLr.js');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('answers HEAD without a body', async () => {
    const { status, text } = await send('HEAD', '/');
    expect([status, text]).toEqual([200, '']);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '//secret.html',
    '/%00',
    '/linked.html',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/%',
    '/INDEX.HTML',
    '/session',
    '/rpc/app.status',
  ])('has nothing at %s', async (path) => {
    const { status, text } = await send('GET', path);
    expect(status).toBe(404);
    expect(text).not.toContain('secret');
  });

  it('never redirects', async () => {
    for (const path of ['/', '/?next=http://evil.example', '//evil.example', '/session']) {
      const { status, headers } = await send('GET', path);
      expect(status < 300 || status >= 400).toBe(true);
      expect(headers.location).toBeUndefined();
    }
  });
});

describe('strangers', () => {
  it.each([
    ['an attacker’s host', { host: 'evil.example' }, 421],
    ['a rebound name', { host: 'golden-hour.example:80' }, 421],
    ['origin null', { origin: 'null' }, 403],
    ['another port’s origin', { origin: 'http://127.0.0.1:1' }, 403],
    ['no origin', { origin: undefined }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s gets nothing, token or not', async (_, headers, status) => {
    const token = readToken();
    const stranger = Object.fromEntries(
      Object.entries({ ...own(), ...headers }).filter(([, value]) => value !== undefined),
    );
    const answer = await send('POST', '/session', stranger, JSON.stringify({ token }));
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(token);
    // The token was not even looked at, and still works for the page itself.
    await openSession(token);
  });

  it('are not told by CORS that they may ask', async () => {
    const { status, headers } = await send('OPTIONS', '/rpc/app.status', {
      origin: origin(),
      'access-control-request-method': 'POST',
    });
    expect(status).toBe(405);
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('sessions', () => {
  it('are opened by a token once', async () => {
    const token = readToken();
    await openSession(token);
    const again = await send('POST', '/session', own(), JSON.stringify({ token }));
    expect(again.status).toBe(401);
  });

  it('are not opened by a token that is older than 30 seconds', async () => {
    const token = readToken();
    nowMs += 30_000;
    const answer = await send('POST', '/session', own(), JSON.stringify({ token }));
    expect(answer.status).toBe(401);
  });

  it.each(['', '{', '[]', 'null', '{"token":1}', '{"token":["a"]}'])('are not opened by %s', async (body) => {
    const answer = await send('POST', '/session', own(), body);
    expect(answer.status).toBe(401);
  });

  it('tell the language of the browser', async () => {
    await openSession(readToken(), { 'accept-language': 'nl-NL,nl;q=0.9,en;q=0.5' });
    expect(languages).toEqual(['nl']);
  });

  it('are needed for every method and for events', async () => {
    for (const path of ['/rpc/app.status', '/events']) {
      for (const authorization of [undefined, 'Bearer ', 'Bearer wrong', `Basic ${readToken()}`]) {
        const headers = authorization === undefined ? own() : { ...own(), authorization };
        const answer = await send('POST', path, headers, '{}');
        expect(answer.status).toBe(401);
      }
    }
    expect(called).toEqual([]);
  });

  it('are not guessed: after twenty wrong keys nothing is looked at for a minute', async () => {
    const headers = await authorized();
    for (let i = 0; i < 20; i++)
      await send('POST', '/rpc/app.status', { ...own(), authorization: `Bearer x${i}` });
    expect((await send('POST', '/rpc/app.status', headers, '{}')).status).toBe(429);
    nowMs += 60_001;
    expect((await send('POST', '/rpc/app.status', headers, '{}')).status).toBe(200);
  });
});

describe('methods', () => {
  it('are carried with their input, and the outcome comes back', async () => {
    const answer = await send('POST', '/rpc/app.status', await authorized(), '{"a":1}');
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { version: '1' } });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(called).toEqual([{ name: 'app.status', input: { a: 1 } }]);
  });

  it('have failures as outcomes', async () => {
    const answer = await send('POST', '/rpc/no.such', await authorized(), '{}');
    expect(JSON.parse(answer.text)).toEqual({ ok: false, code: 'not-found', message: 'no no.such' });
  });

  it.each(['', '{', '\u0000', '{"a":'])('are not called with %j', async (body) => {
    const answer = await send('POST', '/rpc/app.status', await authorized(), body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(called).toEqual([]);
  });

  it('are not called with more than a megabyte', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_000_001) });
    const answer = await send('POST', '/rpc/app.status', await authorized(), body);
    expect(answer.status).toBe(413);
    expect(called).toEqual([]);
  });

  it('take a whole calendar where a file is meant', async () => {
    const body = JSON.stringify({ name: 'team.ics', text: 'x'.repeat(5_000_000) });
    const answer = await send('POST', '/rpc/files.import', await authorized(), body);
    expect(answer.status).toBe(200);
    expect(called[0]?.name).toBe('files.import');
  });

  it('do not exist at other paths', async () => {
    expect((await send('POST', '/rpcapp.status', await authorized(), '{}')).status).toBe(404);
  });
});

describe('events', () => {
  it('are lines of JSON after a first blank one', async () => {
    const response = await fetch(`${host.address}events`, {
      method: 'POST',
      // fetch of Node sends no Origin by itself, as a page would.
      headers: Object.entries(await authorized()).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: '{}',
    });
    expect(response.status).toBe(200);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader.read()).value ?? '';
    expect(text).toBe('\n');
    for (const listener of listeners) listener('changed', { what: 'outlook' });
    text = (await reader.read()).value ?? '';
    expect(text).toBe('{"name":"changed","payload":{"what":"outlook"}}\n');
    await reader.cancel();
  });

  it('end with the host, and the app is let go of', async () => {
    const response = await fetch(`${host.address}events`, {
      method: 'POST',
      headers: Object.entries(await authorized()).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      body: '{}',
    });
    await host.close();
    await expect(response.text()).rejects.toThrow(TypeError);
    expect(listeners.size).toBe(0);
  });
});
