import type { Server } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Bridge } from '#contract/bridge.ts';
import { fail, succeed } from '#contract/outcome.ts';
import { createHttpBridge, hostGone } from '#renderer/bridge/http-bridge.ts';
import { answerJson, type Handle, startHost, stopHost } from './test-host.ts';

let servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.map(stopHost));
  servers = [];
});

async function connect(
  handle: Handle,
): Promise<{ bridge: Bridge; onUnauthorized: ReturnType<typeof vi.fn> }> {
  const { origin, server } = await startHost(handle);
  servers.push(server);
  const onUnauthorized = vi.fn<() => void>();
  return { bridge: createHttpBridge({ origin, session: 's3', fetch, onUnauthorized }), onUnauthorized };
}

describe('call', () => {
  test('posts the input with the session and gives the outcome back', async () => {
    const seen: unknown[] = [];
    const { bridge } = await connect((request, response, body) => {
      seen.push([
        request.method,
        request.url,
        request.headers.authorization,
        request.headers['content-type'],
        body,
      ]);
      answerJson(response, 200, succeed([]));
    });
    expect(await bridge.call('places.search', { query: 'Utrecht' })).toEqual(succeed([]));
    expect(seen).toEqual([
      ['POST', '/rpc/places.search', 'Bearer s3', 'application/json', '{"query":"Utrecht"}'],
    ]);
  });

  test('a failure of the host is a value, whatever its status', async () => {
    const failure = fail('conflict', 'That day is taken.');
    const { bridge } = await connect((_, response) => answerJson(response, 409, failure));
    expect(await bridge.call('outlook.read', {})).toEqual(failure);
  });

  test('an answer that is no outcome is a bug with the method and the status', async () => {
    const { bridge } = await connect((_, response) => response.writeHead(502).end('<html>'));
    const outcome = await bridge.call('outlook.read', {});
    expect(outcome).toMatchObject({ ok: false, code: 'bug' });
    expect(outcome).toHaveProperty('message', expect.stringContaining('outlook.read (status 502)'));
  });

  test('no host is offline', async () => {
    const { bridge } = await connect((_, response) => response.destroy());
    expect(await bridge.call('outlook.read', {})).toEqual(hostGone);
  });

  test('a refused session is told once for the page and once for the caller', async () => {
    const { bridge, onUnauthorized } = await connect((_, response) => answerJson(response, 401, {}));
    expect(await bridge.call('outlook.read', {})).toMatchObject({ ok: false, code: 'unauthorized' });
    expect(onUnauthorized).toHaveBeenCalledTimes(1);
  });
});

describe('events', () => {
  test('deliver by name, past heartbeats, unknown events and split lines', async () => {
    const { bridge } = await connect((request, response) => {
      expect(request.url).toBe('/events');
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write(
        '\n{"name":"changed","payload":{"what":"people"}}\n{"name":"new-in-2030","payload":{}}\n{"na',
      );
      setTimeout(() => response.write('me":"changed","payload":{"what":"settings"}}\n'), 20);
    });
    const heard: string[] = [];
    const dispose = bridge.on('changed', ({ what }) => heard.push(what));
    await vi.waitFor(() => expect(heard).toEqual(['people', 'settings']));
    dispose();
  });

  test('a lost stream is told and found again', async () => {
    let streams = 0;
    const { bridge } = await connect((_, response) => {
      streams += 1;
      response.writeHead(200);
      response.write('\n');
      if (streams === 1) setTimeout(() => response.destroy(), 20);
    });
    const states: boolean[] = [];
    const dispose = bridge.onConnection((connected) => states.push(connected));
    await vi.waitFor(() => expect(states).toEqual([true, false, true]), { timeout: 5_000 });
    dispose();
  });

  test('without a listener there is no stream, and the last one closes it', async () => {
    let isClosed = false;
    let streams = 0;
    const { bridge } = await connect((_, response) => {
      streams += 1;
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200);
      response.write('\n');
    });
    const first = bridge.on('progress', () => {});
    const second = bridge.onConnection(() => {});
    await vi.waitFor(() => expect(streams).toBe(1));
    first();
    expect(isClosed).toBe(false);
    second();
    await vi.waitFor(() => expect(isClosed).toBe(true));
  });
});
