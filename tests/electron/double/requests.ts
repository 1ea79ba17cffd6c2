import type { OnBeforeRequestListenerDetails, OnHeadersReceivedListenerDetails } from 'electron';
import type { Send } from './chromium.ts';
import { fromWire, handlerOf } from './protocol.ts';
import { hooks } from './session.ts';

export interface PausedRequest {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
}

/** All that any page asked for, in order. */
export const requestedUrls: string[] = [];

type Stop = 'Aborted' | 'BlockedByClient' | 'InternetDisconnected' | 'Failed';

/** No page under test reaches further than this machine. */
const isHere = (url: string): boolean =>
  /^(?:data|blob|about|devtools):/.test(url) || /^https?:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(url);

function askHook<Response>(ask: (answer: (response: Response) => void) => void): Promise<Response> {
  return new Promise(ask);
}

/**
 * Answers from the app's protocol handler, lets loopback through, and fails the rest as offline. `maySend` is the last
 * word of the navigation events.
 */
export async function answerRequest(
  paused: PausedRequest,
  send: Send,
  webContentsId: number,
  mayGo: (url: string) => boolean,
): Promise<void> {
  const { requestId, request } = paused;
  const url = fromWire(request.url);
  const stop = (errorReason: Stop) => send('Fetch.failRequest', { requestId, errorReason });
  requestedUrls.push(url);
  if (!mayGo(url)) return void (await stop('Aborted'));
  const details = {
    id: requestedUrls.length,
    url,
    method: request.method,
    webContentsId,
    resourceType: paused.resourceType === 'Document' ? 'mainFrame' : 'other',
    referrer: '',
    timestamp: Date.now(),
    uploadData: [],
  } satisfies OnBeforeRequestListenerDetails;
  const { beforeRequest } = hooks;
  if (beforeRequest !== null) {
    const { cancel } = await askHook<{ cancel?: boolean }>((answer) => beforeRequest(details, answer));
    if (cancel === true) return void (await stop('BlockedByClient'));
  }
  const handler = handlerOf(url);
  if (handler === undefined) {
    // A listener for headers would have to see this answer too, which nothing here does.
    if (hooks.headersReceived !== null && isHere(url)) throw new Error(`electron-double: headers of ${url}`);
    return void (await (isHere(url)
      ? send('Fetch.continueRequest', { requestId })
      : stop('InternetDisconnected')));
  }
  const { method, headers, postData } = request;
  const body = postData === undefined ? {} : { body: postData };
  let response: Response;
  try {
    response = await handler(new Request(url, { method, headers: { ...headers }, ...body }));
  } catch (error) {
    console.error('[electron-double] the protocol handler threw', error);
    return void (await stop('Failed'));
  }
  const responseHeaders = await readHeaders(details, response);
  if (responseHeaders === null) return void (await stop('BlockedByClient'));
  await send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders,
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}

type Header = { readonly name: string; readonly value: string };

/** electron.d.ts, WebRequest.onHeadersReceived: null where the listener cancels. */
async function readHeaders(
  details: OnBeforeRequestListenerDetails,
  response: Response,
): Promise<Header[] | null> {
  const { headersReceived } = hooks;
  const own: Record<string, string[]> = {};
  for (const [name, value] of response.headers) own[name] = [value];
  if (headersReceived === null) return flatten(own);
  const seen: OnHeadersReceivedListenerDetails = {
    ...details,
    statusCode: response.status,
    statusLine: `HTTP/1.1 ${response.status}`,
    responseHeaders: own,
  };
  const given = await askHook<{ cancel?: boolean; responseHeaders?: Record<string, string | string[]> }>(
    (answer) => headersReceived(seen, answer),
  );
  return given.cancel === true ? null : flatten(given.responseHeaders ?? own);
}

const flatten = (headers: Readonly<Record<string, string | readonly string[]>>): Header[] =>
  Object.entries(headers).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })));
