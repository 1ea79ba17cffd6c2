import { parentPort } from 'node:worker_threads';
import { WAITING, type ReadingMessage, type ReadingTask } from '#main/app/workers/reading-task.ts';
import { readUnits } from '#main/app/workers/read-units.ts';

// The thread's side of reading-worker.ts.

/** So many messages may be under way: while one is taken over, the next is made. */
const AHEAD = 2;

let messages: Iterator<ReadingMessage> | null = null;
let progress: Int32Array = new Int32Array(1);
/** Where the work was before the other side was waited for. */
let place = WAITING;

function sendNext(): void {
  if (messages === null) return;
  if (place !== WAITING) Atomics.store(progress, 0, place);
  const next = messages.next();
  if (next.done === true) {
    messages = null;
    return;
  }
  place = Atomics.exchange(progress, 0, WAITING);
  parentPort?.postMessage(next.value);
}

parentPort?.on('message', (message: ReadingTask | 'more') => {
  if (message === 'more') {
    sendNext();
    return;
  }
  progress = new Int32Array(message.progress);
  place = WAITING;
  messages = readUnits(message);
  for (let ahead = 0; ahead < AHEAD; ahead++) sendNext();
});
