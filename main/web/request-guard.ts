import type { IncomingMessage } from 'node:http';

/** What of a request decides whether it may be answered at all. */
export type GuardedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headersDistinct'>;

export type Verdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly status: 400 | 403 | 405 | 415 | 421; readonly reason: string };

const refuse = (status: 400 | 403 | 405 | 415 | 421, reason: string): Verdict => ({
  allowed: false,
  status,
  reason,
});

/** The value of a header that is there exactly once; null where it is absent, undefined where it is there twice. */
function readOnce(request: GuardedRequest, name: string): string | null | undefined {
  const values = request.headersDistinct[name];
  if (values === undefined) return null;
  return values.length === 1 ? values[0] : undefined;
}

/**
 * Only pages of this very host may talk to it (facts.md, 'Loopback host'): other sites, other ports, names that were
 * rebound to 127.0.0.1 and forms are refused before a token is even looked at.
 */
export function judgeRequest(request: GuardedRequest, authority: string): Verdict {
  if (readOnce(request, 'host') !== authority) {
    return refuse(421, `Golden Hour answers at ${authority} only. Open that address.`);
  }
  // An absolute target names a host of its own; a path is all that a browser sends.
  if (request.url?.startsWith('/') !== true) return refuse(400, 'Ask for a path.');
  const origin = readOnce(request, 'origin');
  if (origin !== null && origin !== `http://${authority}`) {
    return refuse(403, 'Requests from other pages are not answered.');
  }
  if (request.method === 'GET' || request.method === 'HEAD') return judgeRead(request);
  if (request.method === 'POST') return judgeWrite(request, origin !== null);
  return refuse(405, 'Only GET, HEAD and POST are answered.');
}

function judgeRead(request: GuardedRequest): Verdict {
  const site = readOnce(request, 'sec-fetch-site');
  if (site === null || site === 'none' || site === 'same-origin') return { allowed: true };
  // A click in a mail or the file that opens the browser: the page itself may come, nothing else may be taken from it.
  const isPage =
    readOnce(request, 'sec-fetch-mode') === 'navigate' && readOnce(request, 'sec-fetch-dest') === 'document';
  return isPage && request.url === '/'
    ? { allowed: true }
    : refuse(403, 'Requests from other pages are not answered.');
}

function judgeWrite(request: GuardedRequest, hasOwnOrigin: boolean): Verdict {
  const site = readOnce(request, 'sec-fetch-site');
  if (site !== null && site !== 'same-origin')
    return refuse(403, 'Requests from other pages are not answered.');
  if (site === null && !hasOwnOrigin) {
    return refuse(403, 'A write needs the header Origin or Sec-Fetch-Site, which every browser sends.');
  }
  // What a form can send without asking first is never JSON.
  const type = readOnce(request, 'content-type');
  return typeof type === 'string' && /^application\/json\s*(?:;|$)/i.test(type)
    ? { allowed: true }
    : refuse(415, 'Send application/json.');
}
