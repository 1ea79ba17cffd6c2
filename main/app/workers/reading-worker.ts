import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import {
  type NewReadingTask,
  NOT_STARTED,
  OPENING,
  type ReadingBatch,
  type ReadingEnd,
  type ReadingMessage,
  type ReadingTask,
  WAITING,
} from '#main/app/workers/reading-task.ts';

/** With the file itself, of at most 50 MB, the thread stays below 250 MB. */
export const THREAD_LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 32 };
/** A busy machine may take this long to start a thread. */
const STARTING_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** How an attempt ended that gave no answer, and at which unit; null: while opening the file. */
export interface Casualty {
  readonly kind: 'casualty';
  readonly reason: 'time' | 'memory';
  readonly unit: number | null;
}

export interface Patience {
  readonly openingMs: number;
  /** How long one unit may take without a sign of life. */
  readonly unitMs: number;
}

export interface ReadingWorker {
  /** One task at a time. The thread makes no more than two batches that `take` is not done with. */
  run(
    task: NewReadingTask,
    patience: Patience,
    take: (batch: ReadingBatch) => void | Promise<void>,
  ): Promise<ReadingEnd | Casualty>;
  /** Gives the thread back. */
  release(): void;
}

/** The last thread that ended well, kept so that the next file need not wait for one. It never keeps a process alive. */
let idle: Worker | null = null;

/** A thread for reading, which is replaced whenever it does not survive a task. */
export function takeReadingWorker(): ReadingWorker {
  let worker: Worker | null = null;
  return {
    async run(task, patience, take) {
      worker ??= startWorker();
      const used = worker;
      const answer = await runTask(used, task, patience, take).catch((error: unknown) => {
        worker = null;
        void used.terminate();
        throw error;
      });
      if (answer.kind === 'casualty') worker = null;
      return answer;
    },
    release() {
      if (worker !== null) keepWorker(worker);
      worker = null;
    },
  };
}

function runTask(
  worker: Worker,
  task: NewReadingTask,
  patience: Patience,
  take: (batch: ReadingBatch) => void | Promise<void>,
): Promise<ReadingEnd | Casualty> {
  const progress = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const shared = new Int32Array(progress).fill(NOT_STARTED);
  const place = (): number => Atomics.load(shared, 0);
  /** Batches are taken one after the other, whatever becomes of the thread meanwhile. */
  let taken = Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearInterval(watch);
      forget(worker);
    };
    const giveUp = (reason: Casualty['reason']): void => {
      const at = place();
      end();
      void worker.terminate();
      const casualty: Casualty = { kind: 'casualty', reason, unit: at > OPENING ? at - 1 : null };
      taken.then(() => resolve(casualty), reject);
    };
    const watch = watchProgress(place, patience, () => giveUp('time'));
    const onFailure = (error: Error): void => {
      end();
      reject(error);
    };
    worker.on('message', (message: ReadingMessage) => {
      if (message.kind === 'end') {
        end();
        taken.then(() => resolve(message), reject);
        return;
      }
      taken = taken.then(() => take(message));
      // Not at once: whatever else waits in this thread comes first.
      taken.then(() => setImmediate(() => worker.postMessage('more')), onFailure);
    });
    worker.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp('memory');
      else onFailure(error);
    });
    worker.on('exit', (code) => onFailure(new Error(`The reading thread ended with code ${code}.`)));
    worker.postMessage({ ...task, progress } satisfies ReadingTask);
  });
}

/** Calls `onStuck` once the place has not changed for as long as is allowed at it. */
function watchProgress(place: () => number, patience: Patience, onStuck: () => void): NodeJS.Timeout {
  const allowedMs = (at: number): number => {
    if (at === NOT_STARTED) return STARTING_MS;
    if (at === WAITING) return Infinity;
    return at === OPENING ? patience.openingMs : patience.unitMs;
  };
  let lastPlace = place();
  let sinceMs = performance.now();
  return setInterval(() => {
    const now = performance.now();
    const current = place();
    if (current !== lastPlace) {
      lastPlace = current;
      sinceMs = now;
    } else if (now - sinceMs > allowedMs(current)) {
      onStuck();
    }
  }, LOOK_EVERY_MS);
}

function startWorker(): Worker {
  const worker = idle;
  idle = null;
  if (worker === null) {
    return new Worker(new URL('./reading-thread.ts', import.meta.url), { resourceLimits: THREAD_LIMITS });
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
  forget(worker);
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
