import type { Bridge } from '#contract/bridge.ts';
import type { EventName, Events } from '#contract/events.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import { fail, type Failure, type Outcome } from '#contract/outcome.ts';
import { followEvents } from './event-stream.ts';

export interface HttpBridgeOptions {
  /** Where the host listens, without a trailing slash; empty for the page's own origin. */
  readonly origin: string;
  readonly session: string;
  readonly fetch: typeof globalThis.fetch;
  /** The host no longer knows this session: it was started anew. */
  readonly onUnauthorized: () => void;
}

type Listeners = { [Name in EventName]: Set<(payload: Events[Name]) => void> };

/** What the renderer says itself when no host answers; screens show their own words for it. */
export const hostGone: Failure = fail('offline', 'Golden Hour does not answer. Is it still running?');

const failureCodes: readonly string[] = [
  'invalid-input',
  'not-found',
  'conflict',
  'offline',
  'unreadable',
  'refused',
  'unauthorized',
  'busy',
  'bug',
] satisfies readonly Failure['code'][];

function isOutcome(body: unknown): body is Outcome<unknown> {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return false;
  if (body.ok === true) return 'value' in body;
  return 'code' in body && typeof body.code === 'string' && failureCodes.includes(body.code);
}

/**
 * The bridge of the browser host: `POST /rpc/<method>` answered with an Outcome, and `POST /events` answered with
 * lines of JSON for as long as the page is open. Nothing is sent until the first call or listener.
 */
export function createHttpBridge(options: HttpBridgeOptions): Bridge {
  const { origin, session, fetch, onUnauthorized } = options;
  const headers = { authorization: `Bearer ${session}`, 'content-type': 'application/json' };
  const listeners: Listeners = {
    changed: new Set(),
    'invite.changed': new Set(),
    'calendar.progress': new Set(),
    progress: new Set(),
  };
  const connectionListeners = new Set<(connected: boolean) => void>();
  let isConnected = true;
  let stopFollowing: (() => void) | null = null;

  const setConnected = (connected: boolean): void => {
    if (connected === isConnected) return;
    isConnected = connected;
    for (const listener of connectionListeners) listener(connected);
  };

  const deliver = <Name extends EventName>(name: Name, payload: Events[Name]): void => {
    for (const listener of listeners[name]) listener(payload);
  };

  const ensureFollowing = (): void => {
    stopFollowing ??= followEvents({
      open: (signal) => fetch(`${origin}/events`, { method: 'POST', headers, body: '{}', signal }),
      onEvent: deliver,
      onConnection: setConnected,
      onUnauthorized,
    });
  };

  const stopWhenUnused = (): void => {
    const isUsed = connectionListeners.size > 0 || Object.values(listeners).some(({ size }) => size > 0);
    if (isUsed) return;
    stopFollowing?.();
    stopFollowing = null;
  };

  const call = async <Name extends MethodName>(
    name: Name,
    input: MethodInput<Name>,
  ): Promise<Outcome<MethodOutput<Name>>> => {
    let response: Response;
    try {
      response = await fetch(`${origin}/rpc/${name}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(input),
      });
    } catch {
      // fetch rejects only where nothing answered; the stream notices when it comes back.
      return hostGone;
    }
    if (response.status === 401) {
      onUnauthorized();
      return fail('unauthorized', 'This page was opened without its key. Start Golden Hour again.');
    }
    const body: unknown = await response.json().catch(() => null);
    if (!isOutcome(body)) {
      return fail('bug', `The answer to ${name} (status ${response.status}) is not one of Golden Hour's.`);
    }
    // The contract ties the output to the name; the host validated it on its side.
    return body as Outcome<MethodOutput<Name>>;
  };

  return {
    call,
    on: (name, listener) => {
      listeners[name].add(listener);
      ensureFollowing();
      return () => {
        listeners[name].delete(listener);
        stopWhenUnused();
      };
    },
    onConnection: (listener) => {
      connectionListeners.add(listener);
      listener(isConnected);
      ensureFollowing();
      return () => {
        connectionListeners.delete(listener);
        stopWhenUnused();
      };
    },
  };
}
