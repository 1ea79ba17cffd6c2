import { parentPort, workerData } from 'node:worker_threads';
import { readUnits } from '#main/app/workers/read-units.ts';
import type { CalendarTask } from '#main/app/workers/reading-task.ts';

// Reads as reading-thread.ts does, and looks at its memory after each batch.
const task = workerData as CalendarTask;
let most = 0;
for (const _ of readUnits(task)) {
  const { heapTotal, external } = process.memoryUsage();
  most = Math.max(most, heapTotal + external + task.bytes.length);
}
parentPort?.postMessage(most);
