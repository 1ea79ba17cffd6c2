import { fail, type Failure, type Outcome, succeed } from '#contract/outcome.ts';

const TIMEOUT_MS = 15_000;
// Sixteen days of 51 members are about 2 MB.
const MOST_BYTES = 20_000_000;

export interface RequestContext {
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

function readReason(body: unknown): string | null {
  const reason = body !== null && typeof body === 'object' && 'reason' in body ? body.reason : null;
  return typeof reason === 'string' ? reason : null;
}

/** Only the host is ever named: the rest of the address may hold a key and a place. */
function explainStatus(host: string, response: Response, body: unknown): Failure {
  const { status } = response;
  const reason = readReason(body);
  const because = reason === null ? '' : ` It says: ${reason}`;
  if (status === 401 || status === 403) {
    return fail(
      'unauthorized',
      `${host} did not accept the weather key.${because} Check it in the settings.`,
    );
  }
  if (status === 429) {
    const wait = response.headers.get('retry-after');
    const when = wait !== null && /^\d+$/.test(wait) ? `in ${wait} seconds` : 'later';
    return fail('busy', `${host} was asked too often and wants to be asked again ${when}.${because}`);
  }
  if (status >= 500) return fail('busy', `${host} has trouble of its own (${status}). Try again later.`);
  return fail('refused', `${host} refused the question (${status}).${because}`);
}

async function readText(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // `body` is null for an answer without one; its type does not say what a chunk is, fetch does.
  const chunks: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of chunks ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: an error page of a proxy or a hotel. The caller tells by undefined, which JSON does not know.
    return undefined;
  }
}

/**
 * One GET, gzip unpacked by fetch, with a deadline for the whole of it. 'offline' when nobody answers in time, 'busy'
 * for 429 and 5xx, 'unauthorized' for 401 and 403, 'refused' with the service's own reason for the rest.
 */
export async function requestJson(url: URL, context: RequestContext): Promise<Outcome<unknown>> {
  const { signal, timeoutMs = TIMEOUT_MS } = context;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await context.fetch(url, {
      headers: { accept: 'application/json', 'user-agent': 'golden-hour' },
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const text = await readText(response);
    if (text === null)
      return fail('unreadable', `The answer of ${url.host} is larger than ${MOST_BYTES} bytes.`);
    const body = parseJson(text);
    if (!response.ok) return explainStatus(url.host, response, body);
    if (body === undefined) {
      return fail(
        'unreadable',
        `${url.host} did not answer with JSON. Is there a sign-in page in the network?`,
      );
    }
    return succeed(body);
  } catch (error) {
    // fetch throws a TypeError for every failure of the network, and the signal's reason when that ends it.
    if (deadline.aborted)
      return fail('offline', `${url.host} did not answer within ${timeoutMs / 1000} seconds.`);
    if (signal?.aborted === true) return fail('offline', `The question to ${url.host} was called off.`);
    if (error instanceof TypeError) {
      return fail(
        'offline',
        `${url.host} cannot be reached. Check the connection and the address in the settings.`,
      );
    }
    throw error;
  }
}

/**
 * The address of one of Open-Meteo's services under a base address of the settings. With a key the public hosts become
 * the customers' ones, which the free service names `customer-` and the same.
 */
export function createServiceUrl(base: string, path: string, apiKey: string | null): URL {
  const url = new URL(base.replace(/\/+$/, '') + path);
  if (apiKey === null) return url;
  if (url.hostname.endsWith('.open-meteo.com') && !url.hostname.startsWith('customer-')) {
    url.hostname = `customer-${url.hostname}`;
  }
  url.searchParams.set('apikey', apiKey);
  return url;
}
