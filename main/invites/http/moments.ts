import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { readRequest } from '#main/calendars/http/departure.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';

const passing = new AsyncLocalStorage<PassMoment>();
const passes = new WeakMap<object, PassMoment>();

let isListening = false;

/** Node's fetch tells how far a request got on named channels, and only there. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  subscribe('undici:request:create', (message) => {
    const pass = passing.getStore();
    const request = readRequest(message);
    if (pass !== undefined && request !== null) passes.set(request, pass);
  });
  subscribe('undici:client:sendHeaders', (message) => {
    const request = readRequest(message);
    if (request !== null) passes.get(request)?.('first-byte');
  });
  subscribe('undici:request:bodySent', (message) => {
    const request = readRequest(message);
    const pass = request === null ? undefined : passes.get(request);
    // Written in this turn of the event loop; the answer comes in a later one at the earliest.
    if (pass !== undefined) setImmediate(() => pass('last-byte'));
  });
}

/** Runs one request of fetch and tells `pass` when its first byte leaves and its last one has left. */
export function watchMoments<T>(pass: PassMoment | undefined, request: () => Promise<T>): Promise<T> {
  if (pass === undefined) return request();
  listen();
  return passing.run(pass, request);
}
