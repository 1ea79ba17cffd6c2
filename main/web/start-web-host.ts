import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { contentSecurityPolicy } from '#main/app/page-policy.ts';
import { listStaticFiles, type StaticFile } from '#main/app/static-files.ts';
import { preferredLanguage } from './accept-language.ts';
import { createAccess } from './access.ts';
import { createEventStreams } from './event-streams.ts';
import { readJson } from './read-body.ts';
import { judgeRequest } from './request-guard.ts';

const LOOPBACK = '127.0.0.1';
const MOST_BYTES = 1_000_000;
/** A calendar of many years, as text inside JSON. */
const MOST_FILE_BYTES = 64_000_000;
const REQUEST_TIMEOUT_MS = 30_000;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy("'self'"),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export interface WebHostOptions {
  readonly app: Pick<App, 'dispatch' | 'onEvent' | 'hintLanguage'>;
  /** The folder of the built renderer. */
  readonly root: string;
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Milliseconds that never go back; tests move it. */
  readonly monotonicMs?: () => number;
}

export interface WebHost {
  readonly port: number;
  /** Without a token: what one sees in the address bar. */
  readonly address: string;
  /** An address with a fresh one-time token in its fragment, good for 30 seconds. */
  issueLink(): string;
  close(): Promise<void>;
}

/** Listens on loopback and carries the contract: facts.md, section 7. Rejects when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const { app } = options;
  const files = listStaticFiles(options.root);
  const access = createAccess(options.monotonicMs ?? (() => performance.now()));
  const streams = createEventStreams();
  const stopListening = app.onEvent((name, payload) => streams.push(name, payload));
  let authority = '';

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => {
      // Only a broken connection or a bug ends here; the connection is all that is known to be affected.
      response.destroy(error instanceof Error ? error : new Error('The request could not be handled.'));
    });
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = judgeRequest(request, authority);
    if (!verdict.allowed) {
      answer(response, verdict.status, fail('refused', verdict.reason));
      return;
    }
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (request.method === 'POST') await handlePost(path, request, response);
    else await sendFile(files.get(path), request.method === 'HEAD', response);
  }

  async function handlePost(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (access.isGuessing()) {
      answer(response, 429, fail('busy', 'Too many wrong keys. Wait a minute and open a fresh link.'));
      return;
    }
    if (path === '/session') {
      await openSession(request, response);
      return;
    }
    const [, session] = /^Bearer ([\w-]{1,128})$/.exec(request.headers.authorization ?? '') ?? [];
    if (session === undefined || !access.isSession(session)) {
      const message = 'This page was opened without its key. Start Golden Hour again.';
      answer(response, 401, fail('unauthorized', message));
      return;
    }
    if (path === '/events') openStream(request, response);
    else if (path.startsWith('/rpc/')) await callMethod(path.slice('/rpc/'.length), request, response);
    else answer(response, 404, fail('not-found', `There is nothing at ${path}.`));
  }

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request, MOST_BYTES);
    const token =
      body.kind === 'json' && typeof body.value === 'object' && body.value !== null && 'token' in body.value
        ? body.value.token
        : undefined;
    const session = typeof token === 'string' ? access.redeem(token) : null;
    if (session === null) {
      answer(response, 401, fail('unauthorized', 'This link was used or is too old. Open a fresh one.'));
      return;
    }
    const language = preferredLanguage(request.headers['accept-language']);
    if (language !== null) app.hintLanguage(language);
    answer(response, 200, { session });
  }

  function openStream(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.writeHead(200, {
      ...HEADERS,
      'cache-control': 'no-store',
      'content-type': 'application/x-ndjson; charset=utf-8',
    });
    if (!streams.add(response)) response.end();
  }

  async function callMethod(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request, name === 'files.import' ? MOST_FILE_BYTES : MOST_BYTES);
    switch (body.kind) {
      case 'json': {
        // Failures of the product are answers too; statuses speak of the host alone.
        answer(response, 200, await app.dispatch(name, body.value));
        return;
      }
      case 'too-large':
        answer(response, 413, fail('invalid-input', 'This is too large. Take a smaller file.'));
        return;
      case 'not-json':
        answer(response, 400, fail('invalid-input', 'The request is not JSON in UTF-8.'));
        return;
      case 'broken':
        response.destroy();
    }
  }

  const port = await listen(server, options.port ?? 0);
  // Browsers leave out the port that is HTTP's own.
  authority = port === 80 ? LOOPBACK : `${LOOPBACK}:${port}`;
  return {
    port,
    address: `http://${authority}/`,
    issueLink: () => `http://${authority}/#token=${access.issueToken()}`,
    close() {
      stopListening();
      streams.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      // A server that listens on TCP has an AddressInfo.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, {
      ...HEADERS,
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    })
    .end(JSON.stringify(body));
}

async function sendFile(
  file: StaticFile | undefined,
  isHead: boolean,
  response: ServerResponse,
): Promise<void> {
  if (file === undefined) {
    answer(response, 404, fail('not-found', 'There is no such file.'));
    return;
  }
  const content = await file.read();
  response.writeHead(200, {
    ...HEADERS,
    'cache-control': file.isImmutable ? 'private, max-age=31536000, immutable' : 'no-store',
    'content-length': content.length,
    'content-type': file.type,
  });
  response.end(isHead ? undefined : content);
}
