import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '#main/store/open.ts';
import { createHeavyWork } from '../heavy/create-heavy-work.ts';
import type { WorkerAnswer, WorkerQuestion } from '../heavy/in-worker.ts';

// The worker's side of heavy/in-worker.ts, which starts it with the path of the store.
const { path } = workerData as { readonly path: string };
const opened = openStore(path);
if (!opened.ok) throw new Error(opened.message);
const work = createHeavyWork(opened.value, globalThis.fetch);

async function answer({ number, method, argument }: WorkerQuestion): Promise<WorkerAnswer> {
  try {
    // The other side asks through the same interface, so method and argument belong together.
    const run = work[method] as (argument: unknown) => Promise<unknown>;
    return { number, ok: true, value: await run(argument) };
  } catch (error) {
    return { number, ok: false, error: error instanceof Error ? error : new Error('Not an error.') };
  }
}

parentPort?.on('message', (question: WorkerQuestion) => {
  void answer(question).then((reply) => parentPort?.postMessage(reply));
});
