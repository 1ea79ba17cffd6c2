import { exchange, type Exchange, type ExchangeTimeouts } from '#main/calendars/http/exchange.ts';
import { isSafe } from '#main/calendars/http/loopback.ts';
import { isSameSite } from './site.ts';

const MOST_BYTES = 50_000_000;
const MOST_REDIRECTS = 5;

// A small server that lists ten thousand events for the first time has to read every one of them before it answers.
const TIMEOUTS: ExchangeTimeouts = { answerMs: 180_000, totalMs: 180_000 };

/** What came of one request, and where from after redirects. `detail` is for the log's reader: no address, no secret. */
export type DavResult =
  | Exclude<Exchange, { readonly kind: 'too-large' }>
  /** The server answered, and the answer may not be used. A redirect has done nothing at the server. */
  | {
      readonly kind: 'unusable';
      readonly reason: 'too-large' | 'redirect' | 'unsafe';
      readonly detail: string;
      /** Where a redirect wanted to go. */
      readonly target: URL | null;
    };

/** What must be there for a write to be done. */
export type PutCondition =
  | { readonly kind: 'new' }
  | { readonly kind: 'etag'; readonly etag: string }
  | { readonly kind: 'any' };

interface Asking {
  readonly signal?: AbortSignal | undefined;
}
interface AskingXml extends Asking {
  readonly depth: 0 | 1;
  readonly body: string;
}

/**
 * One request a call: no retry, no cache. Redirects are followed for reading only, to the same site (isSameSite); for
 * a write a redirect is 'unusable'. Rejects only with the reason of an aborted signal.
 */
export interface CalDavClient {
  propfind(url: string, asking: AskingXml): Promise<DavResult>;
  report(url: string, asking: AskingXml): Promise<DavResult>;
  options(url: string, asking?: Asking): Promise<DavResult>;
  get(url: string, asking?: Asking): Promise<DavResult>;
  put(url: string, text: string, condition: PutCondition, asking?: Asking): Promise<DavResult>;
  /** Null: whatever version is there. */
  remove(url: string, etag: string | null, asking?: Asking): Promise<DavResult>;
}

export interface CalDavLogin {
  readonly user: string;
  readonly password: string;
  readonly fetch: typeof fetch;
  readonly timeouts?: Partial<ExchangeTimeouts> | undefined;
  readonly mostBytes?: number | undefined;
}

interface DavRequest {
  readonly method: 'PROPFIND' | 'REPORT' | 'OPTIONS' | 'GET' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal | undefined;
}

const XML_HEADERS = { 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml, text/xml' };

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

const unusable = (reason: 'too-large' | 'redirect' | 'unsafe', detail: string, target: URL | null = null) =>
  ({ kind: 'unusable', reason, detail, target }) satisfies DavResult;

export function openCalDavClient(login: CalDavLogin): CalDavClient {
  const timeouts = { ...TIMEOUTS, ...login.timeouts };
  const mostBytes = login.mostBytes ?? MOST_BYTES;
  const credentials = Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64');

  async function sendOnce(url: URL, request: DavRequest): Promise<DavResult> {
    const result = await exchange({
      fetch: login.fetch,
      url,
      method: request.method,
      headers: {
        authorization: `Basic ${credentials}`,
        'user-agent': 'golden-hour',
        ...request.headers,
      },
      body: request.body,
      signal: request.signal,
      timeouts,
      mostBytes,
    });
    return result.kind === 'too-large' ? unusable('too-large', result.detail) : result;
  }

  async function send(request: DavRequest): Promise<DavResult> {
    request.signal?.throwIfAborted();
    const first = URL.parse(request.url);
    if (first === null || !isSafe(first)) {
      return unusable('unsafe', 'A password travels over https only.', first);
    }
    let url = first;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const result = await sendOnce(url, request);
      if (result.kind !== 'answer' || !isRedirect(result.status)) return result;
      const target = URL.parse(result.headers.get('location') ?? '', url.href);
      const isReading = request.method !== 'PUT' && request.method !== 'DELETE';
      if (target === null || !isReading || !isSameSite(first, target)) {
        return unusable('redirect', `A redirect (${result.status}) that is not followed.`, target);
      }
      url = target;
    }
    return unusable('redirect', `More than ${MOST_REDIRECTS} redirects.`);
  }

  const askXml = (method: 'PROPFIND' | 'REPORT', url: string, { depth, body, signal }: AskingXml) =>
    send({ method, url, headers: { ...XML_HEADERS, depth: String(depth) }, body, signal });

  return {
    propfind: (url, asking) => askXml('PROPFIND', url, asking),
    report: (url, asking) => askXml('REPORT', url, asking),
    options: (url, { signal } = {}) => send({ method: 'OPTIONS', url, headers: {}, body: null, signal }),
    get: (url, { signal } = {}) =>
      send({ method: 'GET', url, headers: { accept: 'text/calendar' }, body: null, signal }),
    put: (url, text, condition, { signal } = {}) =>
      send({
        method: 'PUT',
        url,
        headers: { 'content-type': 'text/calendar; charset=utf-8', ...describeCondition(condition) },
        body: text,
        signal,
      }),
    remove: (url, etag, { signal } = {}) =>
      send({ method: 'DELETE', url, headers: etag === null ? {} : { 'if-match': etag }, body: null, signal }),
  };
}

function describeCondition(condition: PutCondition): Record<string, string> {
  switch (condition.kind) {
    case 'new':
      return { 'if-none-match': '*' };
    case 'etag':
      return { 'if-match': condition.etag };
    case 'any':
      return {};
  }
}
