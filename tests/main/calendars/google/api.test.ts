import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { webFetch } from '#main/app/web-fetch.ts';
import { openGoogleApi } from '#main/calendars/google/api.ts';
import { refuse, tell } from '#tests/support/google/scripted.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

interface Heard {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

async function serve(answer: (response: ServerResponse) => void): Promise<{ base: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      heard.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

const open = (root: string, more: Partial<Parameters<typeof openGoogleApi>[0]> = {}) =>
  openGoogleApi({ root, token: 'tok', fetch: webFetch, ...more });

test('asks where it is told to, with the token, once, and counts it', async () => {
  const { base, heard } = await serve((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"e1","etag":"\\"7\\""}'),
  );
  let requests = 0;
  const onRequest = (): void => {
    requests += 1;
  };
  for (const root of [base, `${base}/`, `${base}/calendar/v3`, `${base}/calendar/v3/`]) {
    const api = open(root, { onRequest });
    const result = await api.ask((options) =>
      api.calendar.events.get({ calendarId: 'a b@example.com', eventId: 'e1' }, options),
    );
    expect(result).toEqual({ kind: 'answer', status: 200, etag: '"7"', data: { id: 'e1', etag: '"7"' } });
  }
  expect(new Set(heard.map(({ line }) => line))).toEqual(
    new Set(['GET /calendar/v3/calendars/a%20b%40example.com/events/e1']),
  );
  expect(heard[0]?.headers.authorization).toBe('Bearer tok');
  expect([requests, heard.length]).toEqual([4, 4]);
});

test('a root with a path keeps it, and people are asked at the same root', async () => {
  const { base, heard } = await serve((response) => response.end('{}'));
  const api = open(`${base}/gateway/calendar/v3`);
  await api.ask((options) => api.calendar.calendarList.list({}, options));
  await api.ask((options) =>
    api.people.people.connections.list({ resourceName: 'people/me', personFields: 'names' }, options),
  );
  expect(heard.map(({ line }) => line)).toEqual([
    'GET /gateway/calendar/v3/users/me/calendarList',
    'GET /gateway/v1/people/me/connections?personFields=names',
  ]);
});

test('a write carries its body and its condition', async () => {
  const { base, heard } = await serve((response) => response.writeHead(204).end());
  const api = open(base);
  const result = await api.ask(() =>
    api.calendar.events.patch(
      { calendarId: 'primary', eventId: 'e1', sendUpdates: 'all', requestBody: { summary: 'Grüße' } },
      { headers: { 'if-match': '"7"' } },
    ),
  );
  expect(result).toEqual({ kind: 'answer', status: 204, etag: null, data: {} });
  expect(heard[0]).toMatchObject({
    line: 'PATCH /calendar/v3/calendars/primary/events/e1?sendUpdates=all',
    body: '{"summary":"Grüße"}',
  });
  expect(heard[0]?.headers).toMatchObject({ 'if-match': '"7"', 'content-type': 'application/json' });
});

test('nobody listens: it never left', async () => {
  const { base } = await serve(() => undefined);
  for (const close of closers.splice(0)) close();
  const api = open(base);
  expect(await api.ask((options) => api.calendar.calendarList.list({}, options))).toMatchObject({
    kind: 'offline',
    reason: 'unreachable',
  });
});

test('a connection that ends before, or in the middle of, the answer: it may have arrived', async () => {
  const none = await serve((response) => response.destroy());
  const half = await serve((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"items": [');
    setTimeout(() => response.destroy(), 20);
  });
  for (const { base, heard } of [none, half]) {
    const api = open(base);
    expect(await api.ask((options) => api.calendar.calendarList.list({}, options))).toMatchObject({
      kind: 'unknown',
    });
    expect(heard).toHaveLength(1);
  }
});

test('too slow an answer: it may have arrived', async () => {
  const { base } = await serve(() => undefined);
  const api = open(base, { timeouts: { answerMs: 50 } });
  expect(await api.ask((options) => api.calendar.calendarList.list({}, options))).toEqual({
    kind: 'unknown',
    detail: 'The connection ended before the answer did (too slow).',
  });
});

test('an aborted signal rejects with its reason, before and during', async () => {
  const { base } = await serve(() => abort.abort(new Error('stopped')));
  const abort = new AbortController();
  const api = open(base);
  const ask = () => api.ask((options) => api.calendar.calendarList.list({}, options), abort.signal);
  await expect(ask()).rejects.toThrow('stopped');
  await expect(ask()).rejects.toThrow('stopped');
});

test.each([
  [refuse(403, 'quotaExceeded'), 403, 'quotaExceeded'],
  [refuse(409, 'duplicate'), 409, 'duplicate'],
  [refuse(412, 'conditionNotMet'), 412, 'conditionNotMet'],
  [{ status: 401, json: { error: 'invalid_token' } }, 401, 'invalid_token'],
  [{ status: 403, json: { error: { status: 'PERMISSION_DENIED' } } }, 403, 'PERMISSION_DENIED'],
  [{ status: 500, text: '<html>' }, 500, null],
  // As some recorded answers are: JSON by hand, with a comma too many.
  [{ status: 401, text: '{"error": {"errors": [{"reason": "authError",}]}}' }, 401, null],
])('%j: refused', async (told, status, reason) => {
  const { api, asked } = tell(told);
  const result = await api.ask((options) => api.calendar.calendarList.list({}, options));
  expect(result).toMatchObject({ kind: 'refused', status, reason });
  expect(asked).toHaveLength(1);
});

test('what is no JSON object, or leads elsewhere, is not used', async () => {
  const ask = ({ api }: ReturnType<typeof tell>) =>
    api.ask((options) => api.calendar.calendarList.list({}, options));
  expect(await ask(tell({ text: '<html>' }))).toMatchObject({ kind: 'unusable', reason: 'unreadable' });
  expect(await ask(tell({ text: '"ok"' }))).toMatchObject({ kind: 'unusable', reason: 'unreadable' });
  expect(await ask(tell({ status: 307, text: '' }))).toMatchObject({ kind: 'unusable', reason: 'redirect' });
});

test('a token does not travel without https, except to this machine', async () => {
  let isAsked = false;
  const api = open('http://example.org/', {
    fetch: async () => {
      isAsked = true;
      return new Response('{}');
    },
  });
  expect(await api.ask((options) => api.calendar.calendarList.list({}, options))).toEqual({
    kind: 'unusable',
    reason: 'unsafe',
    detail: 'A token travels over https only.',
  });
  expect(isAsked).toBe(false);
});
