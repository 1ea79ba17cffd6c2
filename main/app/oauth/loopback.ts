import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Language } from '#contract/vocabulary.ts';
import { landingPage, PAGE_POLICY } from './landing-page.ts';

/** What the browser brought back, or why it brings nothing. */
export type Redirected =
  | { readonly kind: 'code'; readonly code: string }
  /** As OAuth spells it: 'access_denied'. */
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' };

/** A place on this machine to which a provider sends the user's browser back, once (RFC 8252, 7.3). */
export interface Loopback {
  readonly redirectUri: string;
  /** Goes to the provider and has to come back. */
  readonly state: string;
  /** Resolves once, and never rejects; nothing listens any more by then. */
  readonly redirected: Promise<Redirected>;
  cancel(): void;
  /** Its time is over: for a machine that slept, whose timers stood still. Where something came before, that counts. */
  expire(): void;
}

const ADDRESS = '127.0.0.1';
const PATH = '/';
const LIMIT_MS = 5 * 60_000;
/** Longer than any provider's code; a stranger does not get to fill memory. */
const MOST_HEADER_BYTES = 16_384;

/** In a time that says nothing of where they differ. */
function isSame(given: string | null, wanted: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Null: not the redirect that is waited for, and none of its business. */
function readRedirect(request: IncomingMessage, host: string, state: string): Redirected | null {
  // A page of somebody else's may lead its own name to this address; then the name in Host is that one.
  if (request.method !== 'GET' || request.headers.host !== host) return null;
  const url = URL.parse(request.url ?? '', `http://${host}`);
  if (url?.pathname !== PATH || !isSame(url.searchParams.get('state'), state)) return null;
  const error = url.searchParams.get('error');
  if (error !== null) return { kind: 'error', error };
  const code = url.searchParams.get('code');
  return code === null || code === '' ? null : { kind: 'code', code };
}

function answer(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(page);
}

/** Listens on a free port of this machine alone. Rejects where none can be had. */
export async function openLoopback({
  language,
  limitMs = LIMIT_MS,
}: {
  readonly language: Language;
  readonly limitMs?: number;
}): Promise<Loopback> {
  const state = randomBytes(32).toString('base64url');
  const { promise: redirected, resolve } = Promise.withResolvers<Redirected>();
  let isOver = false;
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    const came = isOver ? null : readRedirect(request, host, state);
    if (came === null) return answer(response, 404, '');
    response.once('close', () => end(came));
    isOver = true;
    answer(response, 200, landingPage(came.kind === 'code' ? 'answered' : 'refused', language));
  });

  function end(how: Redirected): void {
    isOver = true;
    clearTimeout(limit);
    server.close();
    server.closeAllConnections();
    resolve(how);
  }

  await new Promise<void>((listening, refused) => {
    server.once('error', refused);
    server.listen(0, ADDRESS, listening);
  });
  // Of a server that listens on TCP this is an object.
  const host = `${ADDRESS}:${(server.address() as AddressInfo).port}`;
  const limit = setTimeout(() => end({ kind: 'timed-out' }), limitMs);
  // Nobody's program stays alive for a sign-in that may never come.
  limit.unref();
  server.unref();
  return {
    redirectUri: `http://${host}${PATH}`,
    state,
    redirected,
    cancel: () => end({ kind: 'cancelled' }),
    expire() {
      if (!isOver) end({ kind: 'timed-out' });
    },
  };
}
