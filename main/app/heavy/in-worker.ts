import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { SyncProgress } from '#contract/calendars.ts';
import type { HeavyWork } from './heavy-work.ts';
import type { SyncControls } from './sync-task.ts';

type Method = keyof HeavyWork;

/** What goes to the worker and what comes back, by a number that ties them. */
export type WorkerQuestion =
  | { readonly number: number; readonly method: Method; readonly argument: unknown }
  /** The signal of that question has come. */
  | { readonly number: number; readonly method: 'abort' };

export type WorkerAnswer =
  | { readonly number: number; readonly progress: SyncProgress }
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly error: Error };

interface Waiting {
  readonly controls: SyncControls | undefined;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export interface HeavyWorker extends HeavyWork {
  /** Answers what was asked before, if it does not take too long; then ends the worker. */
  close(): Promise<void>;
}

const CLOSING_MS = 5_000;

/**
 * Far more than is ever needed. The young generation is kept small because V8 otherwise leaves hundreds of megabytes of
 * what a hundred thousand events have left behind until it takes the trouble.
 */
const RESOURCES = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 768 };

const METHODS = {
  planWeek: true,
  readTouches: true,
  findOffers: true,
  findMerges: true,
  importCalendar: true,
  syncCalendar: true,
  tidyCalendars: true,
  askFreeBusy: true,
  discoverCaldav: true,
  importPeople: true,
  importContacts: true,
  loadSample: true,
  refreshForecast: true,
} satisfies Record<Method, true>;

/**
 * The heavy work in a worker with its own connection to the store at `path`. A worker that ends by itself costs the
 * questions that it was at; the next question starts another one.
 */
export function startHeavyWorker(path: string): HeavyWorker {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;
  let isClosed = false;

  const fail = (error: Error): void => {
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
    worker = null;
  };

  function start(): Worker {
    const started = new Worker(new URL('../workers/plan-worker.ts', import.meta.url), {
      workerData: { path },
      resourceLimits: RESOURCES,
    });
    started.on('message', (answer: WorkerAnswer) => {
      const asked = waiting.get(answer.number);
      if ('progress' in answer) {
        asked?.controls?.onProgress(answer.progress);
        return;
      }
      waiting.delete(answer.number);
      if (answer.ok) asked?.resolve(answer.value);
      else asked?.reject(answer.error);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', (error) => {
      if (worker === started) fail(error instanceof Error ? error : new Error('The worker failed.'));
    });
    started.on('exit', (code) => {
      if (worker === started) fail(new Error(`The worker ended with code ${code}.`));
    });
    return started;
  }

  const ask = (method: Method, argument: unknown, controls?: SyncControls): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (isClosed) throw new Error('The worker is closed.');
      worker ??= start();
      worker.ref();
      last += 1;
      const number = last;
      waiting.set(number, { resolve, reject, controls });
      worker.postMessage({ number, method, argument } satisfies WorkerQuestion);
      // A signal cannot cross, so its news does.
      const abort = (): void => worker?.postMessage({ number, method: 'abort' } satisfies WorkerQuestion);
      if (controls?.signal.aborted === true) abort();
      else controls?.signal.addEventListener('abort', abort, { once: true });
    });

  // One function a method, all the same; the worker's side is typed by HeavyWork, so the answers are what it gives.
  const methods = Object.fromEntries(
    Object.keys(METHODS).map((method) => [
      method,
      (argument: unknown, controls?: SyncControls) => ask(method as Method, argument, controls),
    ]),
  ) as unknown as HeavyWork;

  return {
    ...methods,
    async close() {
      isClosed = true;
      const untilMs = performance.now() + CLOSING_MS;
      while (waiting.size > 0 && performance.now() < untilMs) await pause(10);
      const ending = worker;
      fail(new Error('The worker was closed before it could answer.'));
      await ending?.terminate();
    },
  };
}
