import { TextDecoder } from 'node:util';
import { type Departure, watchDeparture } from './departure.ts';

export interface ExchangeTimeouts {
  /** Until the answer begins. */
  readonly answerMs: number;
  /** Until its last byte. */
  readonly totalMs: number;
}

export interface ExchangeRequest {
  readonly fetch: typeof fetch;
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal | undefined;
  readonly timeouts: ExchangeTimeouts;
  readonly mostBytes: number;
}

/** What came of one request. `detail` is for the log's reader: no address, no secret. */
export type Exchange =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly text: string;
      readonly url: string;
    }
  /** Never left: nothing of it can have reached the server. */
  | {
      readonly kind: 'offline';
      readonly reason: 'unreachable' | 'certificate' | 'slow';
      readonly detail: string;
    }
  /** Had begun to leave, and how the server took it is not known. */
  | { readonly kind: 'unknown'; readonly detail: string }
  /** The server answered with more than anybody wants to hold. */
  | { readonly kind: 'too-large'; readonly detail: string };

function readErrorCode(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.name : 'unknown error';
}

const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|UND_ERR_CONNECT_TIMEOUT)$/;
const CERTIFICATE =
  /^(CERT_\w+|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+|HOSTNAME_MISMATCH|EPROTO)$/;

function explainFailure(error: unknown, departure: Departure, isTooSlow: boolean): Exchange {
  const code = isTooSlow ? 'too slow' : readErrorCode(error);
  // A fetch that is not Node's tells nothing of itself; then only these codes prove that nothing left.
  const isProven = departure.state === 'waiting' || NEVER_CONNECTED.test(code) || CERTIFICATE.test(code);
  if (departure.state === 'left' || !isProven) {
    return { kind: 'unknown', detail: `The connection ended before the answer did (${code}).` };
  }
  const reason = isTooSlow ? 'slow' : CERTIFICATE.test(code) ? 'certificate' : 'unreachable';
  return { kind: 'offline', reason, detail: `No connection (${code}).` };
}

function createDecoder(contentType: string | null): TextDecoder {
  const charset = /charset="?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset that nobody knows: what is sent is nearly always UTF-8.
    return new TextDecoder();
  }
}

/** Null: more than `mostBytes` after unpacking. */
async function readText(response: Response, mostBytes: number): Promise<string | null> {
  const decoder = createDecoder(response.headers.get('content-type'));
  const pieces: string[] = [];
  let bytes = 0;
  // `body` is null for an answer without one; its type does not say what a chunk is, fetch does.
  const chunks: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of chunks ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    pieces.push(decoder.decode(chunk, { stream: true }));
  }
  pieces.push(decoder.decode());
  return pieces.join('');
}

/**
 * One request and its whole answer: no retry, no cache, no redirect followed. Rejects only with the reason of an aborted
 * signal.
 */
export async function exchange(request: ExchangeRequest): Promise<Exchange> {
  const { url, signal: outer, timeouts, mostBytes } = request;
  outer?.throwIfAborted();
  const deadline = new AbortController();
  const stop = (): void => deadline.abort();
  let timer = setTimeout(stop, timeouts.answerMs);
  const departure: Departure = { state: 'unseen' };
  try {
    const response = await watchDeparture(departure, () =>
      request.fetch(url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: 'manual',
        signal: outer ? AbortSignal.any([outer, deadline.signal]) : deadline.signal,
      }),
    );
    clearTimeout(timer);
    timer = setTimeout(stop, timeouts.totalMs);
    const text = await readText(response, mostBytes);
    if (text === null) return { kind: 'too-large', detail: `The answer is larger than ${mostBytes} bytes.` };
    return { kind: 'answer', status: response.status, headers: response.headers, text, url: url.href };
  } catch (error) {
    outer?.throwIfAborted();
    return explainFailure(error, departure, deadline.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}
