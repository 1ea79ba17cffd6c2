import type { EventName, Events } from '#contract/events.ts';

export interface EventStreamOptions {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  readonly onEvent: <Name extends EventName>(name: Name, payload: Events[Name]) => void;
  readonly onConnection: (connected: boolean) => void;
  readonly onUnauthorized: () => void;
  /** Milliseconds; tests make them short. */
  readonly firstRetryMs?: number;
  readonly silenceMs?: number;
}

const LONGEST_RETRY_MS = 15_000;
const eventNames: readonly string[] = [
  'changed',
  'invite.changed',
  'calendar.progress',
  'progress',
] satisfies readonly EventName[];

interface EventLine {
  readonly name: EventName;
  readonly payload: Events[EventName];
}

/** @returns null for a heartbeat, and for an event that this page does not know (a newer host) */
function parseLine(line: string): EventLine | null {
  if (line.trim() === '') return null;
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || !('name' in parsed) || !('payload' in parsed)) {
    return null;
  }
  if (typeof parsed.name !== 'string' || !eventNames.includes(parsed.name)) return null;
  // Name and payload come from the host's own typed push.
  return parsed as EventLine;
}

/** Reads lines until the stream ends; throws when it breaks or stays silent for longer than `silenceMs`. */
async function readLines(
  body: ReadableStream<Uint8Array>,
  onLine: (line: string) => void,
  watchdog: () => void,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    watchdog();
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  }
}

/**
 * Keeps one event stream open: newline-delimited `{"name", "payload"}`, blank lines as heartbeats (every 15 s). A
 * stream that ends, breaks or is silent for 40 s is opened again, after 0.5 s at first and 15 s at most.
 *
 * @returns its disposer
 */
export function followEvents(options: EventStreamOptions): () => void {
  const { open, onEvent, onConnection, onUnauthorized } = options;
  const firstRetryMs = options.firstRetryMs ?? 500;
  const silenceMs = options.silenceMs ?? 40_000;
  const stopped = new AbortController();
  let retryMs = firstRetryMs;

  const follow = async (): Promise<'lost' | 'unauthorized'> => {
    const attempt = new AbortController();
    const abort = (): void => attempt.abort();
    stopped.signal.addEventListener('abort', abort);
    let silence = setTimeout(abort, silenceMs);
    const watchdog = (): void => {
      clearTimeout(silence);
      silence = setTimeout(abort, silenceMs);
    };
    try {
      const response = await open(attempt.signal);
      if (response.status === 401) return 'unauthorized';
      if (!response.ok || response.body === null) return 'lost';
      onConnection(true);
      retryMs = firstRetryMs;
      const deliver = (line: string): void => {
        const event = parseLine(line);
        if (event !== null) onEvent(event.name, event.payload);
      };
      await readLines(response.body, deliver, watchdog);
      return 'lost';
    } catch {
      // Refused, broken, silent or half a line: all are mended by opening the stream again.
      return 'lost';
    } finally {
      clearTimeout(silence);
      stopped.signal.removeEventListener('abort', abort);
      attempt.abort();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const ended = await follow();
      if (stopped.signal.aborted) return;
      onConnection(false);
      if (ended === 'unauthorized') {
        onUnauthorized();
        return;
      }
      const waitMs = retryMs;
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        stopped.signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve(undefined);
        });
      });
    }
  };

  void run();
  return () => stopped.abort();
}
