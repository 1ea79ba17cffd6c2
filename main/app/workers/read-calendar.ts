import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import {
  EXPANDED,
  NOT_STARTED,
  PARSING,
  type ReadingMessage,
  type ReadingRequest,
  type ReadingTask,
} from '#main/app/workers/reading-task.ts';

export interface ReadCalendar {
  /** As the calendar names itself, else as it was given. */
  readonly name: string;
  /** Events in the file. */
  readonly events: number;
  /** Ascending by start. */
  readonly occurrences: readonly Occurrence[];
  readonly skipped: readonly Skipped[];
}

const LIMIT_MS = 2_000;
const MEMORY_MB = 256;
/** A thread that was stopped once gets less patience from then on. */
const LATER_LIMIT_MS = 500;
const MAXIMUM_ATTEMPTS = 6;
/** A busy machine may take this long to start a thread. */
const STARTING_MS = 20_000;
/** Parsing an honest file takes some 100 ms a megabyte; this allows for a slow machine. */
const PARSING_MS_PER_MEGABYTE = 1_000;
const LOOK_EVERY_MS = 50;

/** How an attempt ended that gave no answer, and at which series; null: while parsing. */
interface Casualty {
  readonly reason: 'time' | 'memory';
  readonly index: number | null;
}

/** The last thread that ended well, kept so that the next file need not wait for one. It never keeps a process alive. */
let idle: Worker | null = null;

/**
 * Reads a calendar and expands it inside the window, in a thread with limits of time and memory. A series that breaks
 * them ends as a named skip: the thread sees most of them itself; one that it cannot get out of is stopped after
 * `limitMs` without progress and left out of the next attempt. Large files get the time that they need for parsing.
 */
export async function readCalendarInWorker(
  request: ReadingRequest,
  { limitMs = LIMIT_MS }: { readonly limitMs?: number } = {},
): Promise<Outcome<ReadCalendar>> {
  const skip: number[] = [];
  for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt++) {
    const patienceMs = attempt === 0 ? limitMs : Math.min(limitMs, LATER_LIMIT_MS);
    const answer = await attemptReading(request, limitMs, patienceMs, skip);
    if ('ok' in answer) return answer;
    if (answer.index === null) {
      return fail(
        'unreadable',
        `${request.name} is too large to read. Export a shorter time, or fewer calendars.`,
      );
    }
    skip.push(answer.index);
  }
  return fail(
    'unreadable',
    `${request.name} holds too many events that recur without end. Export it again without them.`,
  );
}

function attemptReading(
  request: ReadingRequest,
  limitMs: number,
  patienceMs: number,
  skip: readonly number[],
): Promise<Outcome<ReadCalendar> | Casualty> {
  const progress = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const shared = new Int32Array(progress).fill(NOT_STARTED);
  const place = (): number => Atomics.load(shared, 0);
  const worker = takeWorker();
  const occurrences: Occurrence[] = [];
  return new Promise((resolve, reject) => {
    const end = (isHealthy: boolean): void => {
      clearInterval(watch);
      forget(worker);
      if (isHealthy) keepWorker(worker);
      else void worker.terminate();
    };
    const giveUp = (reason: Casualty['reason']): void => {
      const at = place();
      end(false);
      resolve({ reason, index: at > PARSING ? at - 1 : null });
    };
    const patience = (at: number): number => {
      if (at === NOT_STARTED) return STARTING_MS;
      // What is left is to hand over what is there.
      if (at === EXPANDED) return Infinity;
      return at === PARSING ? parsingMs(request, limitMs) : patienceMs;
    };
    const watch = watchProgress(place, patience, () => giveUp('time'));
    worker.on('message', (message: ReadingMessage) => {
      if (message.kind === 'occurrences') {
        for (const occurrence of message.occurrences) occurrences.push(occurrence);
        // Not at once: whatever else waits in this thread comes first.
        setImmediate(() => worker.postMessage('more'));
        return;
      }
      end(true);
      resolve(message.result.ok ? succeed({ ...message.result.value, occurrences }) : message.result);
    });
    worker.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return giveUp('memory');
      end(false);
      reject(error);
    });
    worker.on('exit', (code) => {
      end(false);
      reject(new Error(`The reading thread ended with code ${code}.`));
    });
    worker.postMessage({ ...request, limitMs, skip, progress } satisfies ReadingTask);
  });
}

const parsingMs = (request: ReadingRequest, limitMs: number): number =>
  limitMs + (request.text.length / 1e6) * PARSING_MS_PER_MEGABYTE;

/** Calls `onStuck` once the place has not changed for as long as `patience` allows at it. */
function watchProgress(
  place: () => number,
  patience: (place: number) => number,
  onStuck: () => void,
): NodeJS.Timeout {
  let lastPlace = place();
  let sinceMs = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const current = place();
    if (current !== lastPlace) {
      lastPlace = current;
      sinceMs = now;
    } else if (now - sinceMs > patience(current)) {
      onStuck();
    }
  }, LOOK_EVERY_MS);
}

function takeWorker(): Worker {
  const worker = idle;
  idle = null;
  if (worker === null) {
    return new Worker(new URL('./reading-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
  }
  forget(worker);
  worker.ref();
  return worker;
}

/** By name: a worker that loses all its listeners loses those by which Node delivers its messages. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

function keepWorker(worker: Worker): void {
  if (idle !== null) {
    void worker.terminate();
    return;
  }
  idle = worker;
  worker.unref();
  worker.on('exit', () => {
    if (idle === worker) idle = null;
  });
}
