import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/**
 * How far a request got. `unseen`: nobody told, because the fetch is not Node's own or failed before it began.
 * `waiting`: taken on, nothing of it written to the server. `left`: its first byte was handed to the connection.
 */
export interface Departure {
  state: 'unseen' | 'waiting' | 'left';
}

const departing = new AsyncLocalStorage<Departure>();
const departures = new WeakMap<object, Departure>();

/** The request that a message on one of undici's channels is about: the same object on each of them. */
export const readRequest = (message: unknown): object | null =>
  typeof message === 'object' &&
  message !== null &&
  'request' in message &&
  typeof message.request === 'object'
    ? message.request
    : null;

// Node's fetch tells both moments on named channels, and only there: its errors do not say whether anything left.
subscribe('undici:request:create', (message) => {
  const departure = departing.getStore();
  const request = readRequest(message);
  if (departure === undefined || request === null) return;
  departures.set(request, departure);
  departure.state = 'waiting';
});
subscribe('undici:client:sendHeaders', (message) => {
  const request = readRequest(message);
  const departure = request === null ? undefined : departures.get(request);
  if (departure !== undefined) departure.state = 'left';
});

/** Runs one request and keeps `departure` true to how far it got. */
export function watchDeparture<T>(departure: Departure, request: () => Promise<T>): Promise<T> {
  return departing.run(departure, request);
}
