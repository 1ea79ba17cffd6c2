import { findCalendarFault } from '#main/calendars/whole-calendar.ts';
import { type FeedAnswer, failFeed, type FeedFailed, type FeedValidators } from './feed-answer.ts';
import { type Deadline, FEED_LIMITS, type FeedLimits, startDeadline } from './limits.ts';
import { explainNetworkError } from './network-error.ts';
import { type ResolveHost, resolveHost } from './private-host.ts';
import { readBody, toUtf8 } from './read-body.ts';
import { followRedirect, isPermanent, isRedirect } from './redirect.ts';
import { explainStatus } from './status.ts';

export interface FeedQuestion {
  /** As `parseFeedAddress` gave it. */
  readonly address: string;
  /** Of the version that is there already; null: everything is wanted. */
  readonly validators: FeedValidators | null;
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly limits?: Partial<FeedLimits>;
  /** How names become addresses, where a redirect has to be judged. */
  readonly resolve?: ResolveHost;
}

/** The last answer of a chain of redirects. */
interface Arrival {
  readonly kind: 'arrived';
  readonly response: Response;
  readonly movedTo: string | null;
}

/**
 * Asks a feed once, without cookies and without a retry. Whatever the server does is an answer; only an abort of the
 * caller's own signal throws. Content is a whole calendar in UTF-8: pages, errors and halves come as `unreadable`.
 */
export async function fetchFeed(question: FeedQuestion): Promise<FeedAnswer> {
  const limits: FeedLimits = { ...FEED_LIMITS, ...question.limits };
  question.signal.throwIfAborted();
  const deadline = startDeadline(limits.totalMs);
  try {
    const arrival = await arrive(question, limits, deadline);
    return arrival.kind === 'failed' ? arrival : await readAnswer(arrival, question, limits, deadline);
  } catch (error) {
    question.signal.throwIfAborted();
    const expired = deadline.expired();
    if (expired !== null) return failFeed('offline', expired);
    const explained = explainNetworkError(error);
    if (explained === null) throw error;
    return explained;
  } finally {
    deadline.clear();
  }
}

async function arrive(
  question: FeedQuestion,
  limits: FeedLimits,
  deadline: Deadline,
): Promise<Arrival | FeedFailed> {
  const { signal, resolve = resolveHost } = question;
  let url = new URL(question.address);
  const userinfo = { username: url.username, password: url.password };
  let authorization = basicAuthorization(url);
  let isPermanentSoFar = true;
  let movedTo: string | null = null;
  for (let redirects = 0; redirects <= limits.redirects; redirects++) {
    url.username = '';
    url.password = '';
    deadline.allow(limits.firstByteMs, `it did not answer within ${limits.firstByteMs / 1000} seconds`);
    const response = await question.fetch(url, {
      // At a new address everything is asked for, so that the move is told of also where nothing else has changed.
      headers: askingHeaders(movedTo === null ? question.validators : null, authorization),
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.any([signal, deadline.signal]),
    });
    if (!isRedirect(response.status)) return { kind: 'arrived', response, movedTo };
    await response.body?.cancel();
    const next = await followRedirect(url, response.headers.get('location'), resolve);
    if ('kind' in next) return next;
    // A password is for the server that it was given for.
    if (next.origin !== url.origin) authorization = null;
    isPermanentSoFar &&= isPermanent(response.status);
    if (isPermanentSoFar)
      movedTo = authorization === null ? next.href : Object.assign(new URL(next), userinfo).href;
    url = next;
  }
  return failFeed('unsafe', `it redirects more than ${limits.redirects} times`);
}

function askingHeaders(validators: FeedValidators | null, authorization: string | null): Headers {
  const headers = new Headers({
    accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
    'user-agent': 'golden-hour',
  });
  if (authorization !== null) headers.set('authorization', authorization);
  if (validators?.etag) headers.set('if-none-match', validators.etag);
  if (validators?.lastModified) headers.set('if-modified-since', validators.lastModified);
  return headers;
}

function basicAuthorization({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const credentials = `${decodePart(username)}:${decodePart(password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/** A per cent sign that escapes nothing stands for itself. */
const decodePart = (part: string): string =>
  part.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      // Bytes that are no UTF-8 were never escaped by a browser.
      return escaped;
    }
  });

async function readAnswer(
  { response, movedTo }: Arrival,
  question: FeedQuestion,
  limits: FeedLimits,
  deadline: Deadline,
): Promise<FeedAnswer> {
  const { status, headers } = response;
  if (status === 304 && question.validators !== null) {
    await response.body?.cancel();
    return { kind: 'unchanged' };
  }
  if (status !== 200 && status !== 203) {
    await response.body?.cancel();
    return explainStatus(status, headers);
  }
  const body = await readBody(response, limits, deadline);
  if (!(body instanceof Uint8Array)) return body;
  const bytes = await toUtf8(body, headers.get('content-type'));
  const fault = findCalendarFault(bytes);
  if (fault !== null) return failFeed('unreadable', fault);
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return {
    kind: 'content',
    bytes,
    validators: etag === null && lastModified === null ? null : { etag, lastModified },
    movedTo,
  };
}
