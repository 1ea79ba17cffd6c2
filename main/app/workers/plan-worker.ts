import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '#main/store/open.ts';
import { createHeavyWork } from '../heavy/create-heavy-work.ts';
import type { WorkerAnswer, WorkerQuestion } from '../heavy/in-worker.ts';
import type { SyncControls } from '../heavy/sync-task.ts';
import { webFetch } from '../web-fetch.ts';

// The worker's side of heavy/in-worker.ts, which starts it with the path of the store.
const { path } = workerData as { readonly path: string };
const opened = openStore(path);
if (!opened.ok) throw new Error(opened.message);
const work = createHeavyWork(opened.value, webFetch);
const aborts = new Map<number, AbortController>();

const reply = (message: WorkerAnswer): void => parentPort?.postMessage(message);

async function answer({
  number,
  method,
  argument,
}: Exclude<WorkerQuestion, { readonly method: 'abort' }>): Promise<WorkerAnswer> {
  const abort = new AbortController();
  aborts.set(number, abort);
  const controls: SyncControls = {
    signal: abort.signal,
    onProgress: (progress) => reply({ number, progress }),
  };
  try {
    // The other side asks through the same interface, so method and argument belong together.
    const run = work[method] as (argument: unknown, controls: SyncControls) => Promise<unknown>;
    return { number, ok: true, value: await run(argument, controls) };
  } catch (error) {
    return { number, ok: false, error: error instanceof Error ? error : new Error('Not an error.') };
  } finally {
    aborts.delete(number);
  }
}

parentPort?.on('message', (question: WorkerQuestion) => {
  if (question.method === 'abort') aborts.get(question.number)?.abort();
  else void answer(question).then(reply);
});
