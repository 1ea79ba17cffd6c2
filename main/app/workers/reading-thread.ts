import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { succeed } from '#contract/outcome.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { expandOccurrences, type LimitsFor } from '#main/calendars/ical/expand-occurrences.ts';
import { USUAL_LIMITS } from '#main/calendars/ical/limits.ts';
import { EXPANDED, PARSING, type ReadingMessage, type ReadingTask } from '#main/app/workers/reading-task.ts';
import { parseCalendar } from '#main/calendars/ical/parse-calendar.ts';

// The thread's side of read-calendar.ts.

/** Small enough to be taken over in a few milliseconds. */
const BATCH = 500;
/** A series that takes longer counts against the time for the whole file. */
const SLOW_MS = 50;
/** What every series gets, however much time others have used up. */
const LEAST_MS = 50;
/** More occurrences than this of one file do not fit in the memory of the thread. */
const MAXIMUM_OCCURRENCES = 200_000;
const CANDIDATES_WHEN_LATE = 5_000;

function readCalendar(task: ReadingTask): {
  readonly occurrences: readonly Occurrence[];
  readonly end: ReadingMessage;
} {
  const progress = new Int32Array(task.progress);
  Atomics.store(progress, 0, PARSING);
  const parsed = parseCalendar(task.text, task);
  if (!parsed.ok) return { occurrences: [], end: { kind: 'end', result: parsed } };
  const { name, events, series, skipped } = parsed.value;
  const window = { startMs: task.window.fromMs, endMs: task.window.toMs };
  const expanded = expandOccurrences(series, window, {
    zone: task.zone,
    limitsFor: keepWithin(task, progress),
  });
  Atomics.store(progress, 0, EXPANDED);
  return {
    occurrences: expanded.occurrences,
    end: {
      kind: 'end',
      result: succeed({ name, events, skipped: [...skipped, ...expanded.skipped] }),
    },
  };
}

/** Half of the limit may go to slow series, all together; what is left is for the others and for taking it back. */
function keepWithin(task: ReadingTask, progress: Int32Array): LimitsFor {
  const skip = new Set(task.skip);
  let slowMs = 0;
  let startedMs = performance.now();
  return (index, placed) => {
    const tookMs = performance.now() - startedMs;
    if (tookMs > SLOW_MS) slowMs += tookMs;
    if (skip.has(index)) return 'skip';
    Atomics.store(progress, 0, index + 1);
    startedMs = performance.now();
    const allowedMs = Math.max(LEAST_MS, task.limitMs / 2 - slowMs);
    return {
      maximumInstances: Math.min(USUAL_LIMITS.maximumInstances, MAXIMUM_OCCURRENCES - placed),
      maximumCandidates: allowedMs > LEAST_MS ? USUAL_LIMITS.maximumCandidates : CANDIDATES_WHEN_LATE,
      isOverdue: () => performance.now() - startedMs > allowedMs,
    };
  };
}

let waiting: {
  readonly occurrences: readonly Occurrence[];
  readonly end: ReadingMessage;
  sent: number;
} | null = null;

/** One batch for each time the other side asks, so that it is never busy with more than one. */
function sendNext(): void {
  if (waiting === null) return;
  const { occurrences, end, sent } = waiting;
  if (sent < occurrences.length) {
    waiting.sent = sent + BATCH;
    const batch = occurrences.slice(sent, waiting.sent);
    parentPort?.postMessage({ kind: 'occurrences', occurrences: batch } satisfies ReadingMessage);
  } else {
    waiting = null;
    parentPort?.postMessage(end);
  }
}

parentPort?.on('message', (message: ReadingTask | 'more') => {
  if (message !== 'more') waiting = { ...readCalendar(message), sent: 0 };
  sendNext();
});
