import { calendar, type calendar_v3 } from '@googleapis/calendar';
import { people, type people_v1 } from '@googleapis/people';
import { exchange, type Exchange, type ExchangeTimeouts } from '#main/calendars/http/exchange.ts';
import { isSafe } from '#main/calendars/http/loopback.ts';
import { readRetryAfter } from '#main/calendars/http/retry-after.ts';
import { listOf, parseJson, recordOf, textOf } from './json.ts';

const MOST_BYTES = 50_000_000;
const TIMEOUTS: ExchangeTimeouts = { answerMs: 60_000, totalMs: 120_000 };

export interface GoogleAnswer<T> {
  readonly kind: 'answer';
  /** Null keys, missing keys and unknown keys are all possible: the types say what is documented. */
  readonly data: T;
  readonly status: number;
  /** The version that the answer itself carries; null: none. */
  readonly etag: string | null;
}

/** Why there is no answer. `detail` is for the log's reader: no address, no secret, nothing of what the events say. */
export type GoogleFailure =
  | Extract<Exchange, { readonly kind: 'offline' | 'unknown' }>
  /** The server said no. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** `quotaExceeded`, `fullSyncRequired` and so on; null: it says none. */
      readonly reason: string | null;
      readonly retryAfterMs: number | null;
      readonly detail: string;
    }
  /** An answer that may not or cannot be used. `unreadable` and `too-large`: what was asked may have been done. */
  | {
      readonly kind: 'unusable';
      readonly reason: 'too-large' | 'redirect' | 'unsafe' | 'unreadable';
      readonly detail: string;
    };

export type GoogleResult<T> = GoogleAnswer<T> | GoogleFailure;

/** What the generated clients take with each call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface GoogleApi {
  readonly calendar: calendar_v3.Calendar;
  readonly people: people_v1.People;
  /**
   * One request, never repeated: `ask((options) => api.calendar.events.get({ … }, options), signal)`. Headers such as
   * If-Match go into the call's options too. Rejects only with the reason of an aborted signal.
   */
  ask<T>(
    call: (options: CallOptions) => Promise<{ readonly data: T }>,
    signal?: AbortSignal,
  ): Promise<GoogleResult<T>>;
}

export interface GoogleAccess {
  /** Takes the place of https://www.googleapis.com and https://people.googleapis.com; null: those. */
  readonly root: string | null;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly timeouts?: Partial<ExchangeTimeouts> | undefined;
  /** After each request that may have reached the server, for those who count them. */
  readonly onRequest?: (() => void) | undefined;
}

/** A root may have been given with the path of the calendar API behind it. */
const trimRoot = (root: string): string => `${root.replace(/\/+$/, '').replace(/\/calendar\/v3$/, '')}/`;

/** `{ error: { errors: [{ reason }], status } }`, or OAuth's `{ error: 'invalid_token' }`. */
function readReason(text: string): string | null {
  const { error } = recordOf(parseJson(text));
  if (typeof error === 'string') return textOf(error);
  const { errors, status } = recordOf(error);
  return textOf(recordOf(listOf(errors)[0])['reason']) ?? textOf(status);
}

const unusable = (reason: 'too-large' | 'redirect' | 'unsafe' | 'unreadable', detail: string) =>
  ({ kind: 'unusable', reason, detail }) satisfies GoogleFailure;

function readSuccess(status: number, headers: Headers, text: string): GoogleResult<unknown> {
  // What was deleted is answered with nothing at all.
  const data = text.trim() === '' ? {} : parseJson(text);
  if (typeof data !== 'object' || data === null) {
    return unusable('unreadable', `The server answered ${status} with something that is no JSON object.`);
  }
  return {
    kind: 'answer',
    data,
    status,
    etag: textOf(recordOf(data)['etag']) ?? headers.get('etag'),
  };
}

function readExchange(result: Exchange): GoogleResult<unknown> {
  switch (result.kind) {
    case 'offline':
    case 'unknown':
      return result;
    case 'too-large':
      return unusable('too-large', result.detail);
    case 'answer': {
      const { status, headers, text } = result;
      if (status >= 200 && status < 300) return readSuccess(status, headers, text);
      if (status >= 300 && status < 400 && status !== 304) {
        return unusable('redirect', `A redirect (${status}) that is not followed.`);
      }
      const reason = readReason(text);
      const detail = `The server answered ${status}${reason === null ? '' : ` (${reason})`}.`;
      return { kind: 'refused', status, reason, retryAfterMs: readRetryAfter(headers), detail };
    }
  }
}

/** The calendar and people clients of one account. Their own retries and error texts play no part. */
export function openGoogleApi(access: GoogleAccess): GoogleApi {
  const timeouts = { ...TIMEOUTS, ...access.timeouts };

  const root = access.root === null ? null : trimRoot(access.root);
  /** Both of Google's own hosts become the one root, whose own path stays in front. */
  const address = (url: URL): URL =>
    root === null ? url : new URL(`${root}${url.pathname.slice(1)}${url.search}`);

  async function send(url: URL, method: string, headers: Headers, body: unknown, signal: unknown) {
    if (!isSafe(url)) return unusable('unsafe', 'A token travels over https only.');
    headers.set('authorization', `Bearer ${access.token}`);
    headers.set('accept', 'application/json');
    let mayHaveLeft = true;
    try {
      const result = await exchange({
        fetch: access.fetch,
        url,
        method,
        headers: Object.fromEntries(headers),
        body: typeof body === 'string' ? body : null,
        signal: signal instanceof AbortSignal ? signal : undefined,
        timeouts,
        mostBytes: MOST_BYTES,
      });
      mayHaveLeft = result.kind !== 'offline';
      return readExchange(result);
    } finally {
      if (mayHaveLeft) access.onRequest?.();
    }
  }

  const adapter: NonNullable<calendar_v3.Options['adapter']> = async (config) => {
    const { url, method = 'GET', headers, body, signal } = config;
    const data = await send(address(url), method.toUpperCase(), headers, body, signal);
    // What comes of a request takes the place of the answer's body, whatever it is, and `ask` takes it out again: so
    // nothing is thrown that could hold a token.
    return Object.assign(new Response(null), { config, data: data as never });
  };

  const options = {
    // Not from the environment, as the clients would have it.
    universeDomain: 'googleapis.com',
    retry: false,
    validateStatus: () => true,
    adapter,
  };

  return {
    calendar: calendar({ version: 'v3', ...options }),
    people: people({ version: 'v1', ...options }),
    async ask(call, signal) {
      signal?.throwIfAborted();
      try {
        const { data } = await call(signal === undefined ? {} : { signal });
        // Put there by the adapter above.
        return data as unknown as GoogleResult<typeof data>;
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
