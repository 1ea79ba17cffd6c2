import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchFeed } from '#main/calendars/feed/fetch-feed.ts';
import { explainNetworkError } from '#main/calendars/feed/network-error.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '#tests/servers/smtp/certificate.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server on a TCP port has such an address.
  return (server.address() as AddressInfo).port;
}

const ask = (address: string) =>
  fetchFeed({ address, validators: null, fetch, signal: new AbortController().signal });

test('a certificate that nobody vouches for is unsafe', async () => {
  const port = await portOf(createServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }));
  expect(await ask(`https://127.0.0.1:${port}/s3cret`)).toEqual({
    kind: 'failed',
    failure: {
      kind: 'unsafe',
      detail: 'its certificate does not hold (DEPTH_ZERO_SELF_SIGNED_CERT)',
      retryAfterMs: null,
    },
  });
});

test.each([
  ['http://', 'SSH-2.0-OpenSSH\r\n', 'unreadable'],
  ['https://', 'SSH-2.0-OpenSSH\r\n', 'unsafe'],
])('%s to something else than a web server', async (scheme, greeting, kind) => {
  const port = await portOf(
    createTcpServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => socket.end(greeting));
    }),
  );
  expect(await ask(`${scheme}127.0.0.1:${port}/s3cret`)).toMatchObject({ failure: { kind } });
});

test('what is no failure of the network is none', () => {
  expect(explainNetworkError(new RangeError('a bug'))).toBeNull();
  expect(explainNetworkError('a string')).toBeNull();
});
