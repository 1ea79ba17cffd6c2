import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { calendarId } from '#contract/ids.ts';
import { readCalendarInWorker } from '#main/app/workers/read-calendar.ts';
import type { CalendarTask } from '#main/app/workers/reading-task.ts';
import { THREAD_LIMITS } from '#main/app/workers/reading-worker.ts';
import type { Figure } from '#tests/bench/figures.ts';
import { LARGE_CALENDAR_WINDOW, writeLargeCalendar } from '#tests/support/planner/large-calendar.ts';

const COPIES = 10;
const NAME = 'large.ics';
const ZONE = 'Europe/Amsterdam';

/** 100,000 events in some 47 MB: the large calendar over and over, each time with UIDs of its own. */
function writeHugeCalendar(): Uint8Array {
  const calendar = writeLargeCalendar(1);
  const first = calendar.indexOf('BEGIN:VEVENT');
  const events = calendar.slice(first, calendar.lastIndexOf('END:VCALENDAR'));
  const copies = Array.from({ length: COPIES }, (_, copy) => events.replaceAll('\nUID:', `\nUID:${copy}-`));
  return new TextEncoder().encode(`${calendar.slice(0, first)}${copies.join('')}END:VCALENDAR\r\n`);
}

/** The most that the thread held at any time: its heap and its share of what lies outside, the file among it. */
async function measureMemory(bytes: Uint8Array): Promise<number> {
  const { startMs, endMs } = LARGE_CALENDAR_WINDOW;
  const task: CalendarTask = {
    kind: 'calendar',
    bytes,
    calendarId: calendarId('bench'),
    name: NAME,
    window: { fromMs: startMs, toMs: endMs },
    zone: ZONE,
    limitMs: 2_000,
    start: 0,
    partial: 0,
    skip: [],
    placed: 0,
    progress: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  };
  const worker = new Worker(new URL('./reading-memory.ts', import.meta.url), {
    resourceLimits: THREAD_LIMITS,
    workerData: task,
  });
  const [most] = await once(worker, 'message');
  return Number(most) / 1e6;
}

/** A file of 100,000 events: how long it takes until the last occurrence is handed over, and the memory for it. */
export async function measureReading(): Promise<Figure[]> {
  const source = writeHugeCalendar();
  const bytes = new Uint8Array(new SharedArrayBuffer(source.length));
  bytes.set(source);
  const { startMs, endMs } = LARGE_CALENDAR_WINDOW;
  let occurrences = 0;
  const from = performance.now();
  const read = await readCalendarInWorker({
    source: bytes,
    calendarId: calendarId('bench'),
    name: NAME,
    window: { fromMs: startMs, toMs: endMs },
    zone: ZONE,
    onBatch(batch) {
      occurrences += batch.length;
    },
  });
  const ms = performance.now() - from;
  if (!read.ok) throw new Error(read.message);
  const note = `${(bytes.length / 1e6).toFixed(0)} MB, ${read.value.events} events, ${occurrences} occurrences`;
  return [
    { name: 'reading a large file', value: ms, unit: 'ms', target: null, note },
    {
      name: 'memory of the reading thread',
      value: await measureMemory(bytes),
      unit: 'MB',
      target: 250,
      note: 'its heap, and the file',
    },
  ];
}
