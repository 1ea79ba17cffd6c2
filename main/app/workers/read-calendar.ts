import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { sortOccurrences } from '#main/calendars/ical/expand-occurrences.ts';
import type { ReadingBatch, ReadingRequest } from '#main/app/workers/reading-task.ts';
import { type Patience, takeReadingWorker } from '#main/app/workers/reading-worker.ts';

export interface CalendarCounts {
  /** As the calendar names itself, else as it was given. */
  readonly name: string;
  /** Events in the file. */
  readonly events: number;
  readonly skipped: readonly Skipped[];
}

export interface ReadCalendar extends CalendarCounts {
  /** Ascending by start. */
  readonly occurrences: readonly Occurrence[];
}

/** Takes some occurrences over, in no order between the calls; the next come when it is done. */
export type TakeOccurrences = (occurrences: readonly Occurrence[]) => void | Promise<void>;

interface ReadingLimits {
  readonly limitMs?: number;
}

const LIMIT_MS = 2_000;
/** A thread that was stopped once gets less patience from then on. */
const LATER_LIMIT_MS = 500;
const MAXIMUM_ATTEMPTS = 12;
/** Finding the events takes some 10 ms a megabyte; this allows for a slow machine. */
const OPENING_MS_PER_MEGABYTE = 200;
/** More are no help to anybody. */
const MAXIMUM_SKIPPED = 1_000;

/**
 * Reads a calendar and expands it inside the window, in a thread with limits of time and memory. A series that breaks
 * them ends as a named skip: the thread sees most of them itself; one that it cannot get out of is stopped after
 * `limitMs` without progress, and another thread goes on behind it. With `onBatch` the occurrences stream out and are
 * not in the result; when it throws, so does this.
 */
export function readCalendarInWorker(
  request: ReadingRequest & { readonly onBatch: TakeOccurrences },
  limits?: ReadingLimits,
): Promise<Outcome<CalendarCounts>>;
export function readCalendarInWorker(
  request: ReadingRequest,
  limits?: ReadingLimits,
): Promise<Outcome<ReadCalendar>>;
export async function readCalendarInWorker(
  request: ReadingRequest & { readonly onBatch?: TakeOccurrences },
  { limitMs = LIMIT_MS }: ReadingLimits = {},
): Promise<Outcome<CalendarCounts>> {
  const { onBatch } = request;
  if (onBatch) return streamCalendar(request, limitMs, onBatch);
  const occurrences: Occurrence[] = [];
  const read = await streamCalendar(request, limitMs, (batch) => {
    for (const occurrence of batch) occurrences.push(occurrence);
  });
  return read.ok ? succeed({ ...read.value, occurrences: sortOccurrences(occurrences, request.zone) }) : read;
}

async function streamCalendar(
  { source, calendarId, name, window, zone }: ReadingRequest,
  limitMs: number,
  take: TakeOccurrences,
): Promise<Outcome<CalendarCounts>> {
  const bytes = shareBytes(source);
  const skip: number[] = [];
  const skipped = createSkips();
  let start = 0;
  let partial = 0;
  let placed = 0;
  const worker = takeReadingWorker();
  const takeBatch = async (batch: ReadingBatch): Promise<void> => {
    if (batch.kind !== 'occurrences') return;
    start = batch.through;
    partial = batch.partial;
    placed += batch.occurrences.length;
    for (const one of batch.skipped) skipped.add(one);
    if (batch.occurrences.length > 0) await take(batch.occurrences);
  };
  try {
    for (let attempt = 0; attempt < MAXIMUM_ATTEMPTS; attempt++) {
      const task = {
        kind: 'calendar' as const,
        bytes,
        calendarId,
        name,
        window,
        zone,
        limitMs,
        start,
        partial,
        skip,
        placed,
      };
      const answer = await worker.run(task, patienceFor(bytes, limitMs, attempt), takeBatch);
      if (answer.kind === 'end') {
        return answer.result.ok
          ? succeed({ ...answer.result.value, skipped: skipped.list() })
          : answer.result;
      }
      if (answer.unit === null) {
        return fail('unreadable', `${name} is too large to read. Export a shorter time, or fewer calendars.`);
      }
      skip.push(answer.unit);
    }
  } finally {
    worker.release();
  }
  return fail(
    'unreadable',
    `${name} holds too many events that recur without end. Export it again without them.`,
  );
}

const patienceFor = (bytes: Uint8Array, limitMs: number, attempt: number): Patience => ({
  openingMs: limitMs + (bytes.length / 1e6) * OPENING_MS_PER_MEGABYTE,
  unitMs: attempt === 0 ? limitMs : Math.min(limitMs, LATER_LIMIT_MS),
});

/** A copy in memory that both threads see: the thread may be lost and the file must not be lost with it. */
function shareBytes(source: string | Uint8Array): Uint8Array {
  if (typeof source === 'string') {
    const size = Buffer.byteLength(source);
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    new TextEncoder().encodeInto(source, bytes);
    return bytes;
  }
  if (source.buffer instanceof SharedArrayBuffer) return source;
  const bytes = new Uint8Array(new SharedArrayBuffer(source.length));
  bytes.set(source);
  return bytes;
}

/** Each skip once: a second thread finds again what the first had found. */
function createSkips(): { add(skip: Skipped): void; list(): readonly Skipped[] } {
  const skips = new Map<string, Skipped>();
  let others = 0;
  return {
    add(skip) {
      const key = JSON.stringify([skip.uid, skip.reason]);
      if (skips.has(key)) return;
      if (skips.size < MAXIMUM_SKIPPED) skips.set(key, skip);
      else others += 1;
    },
    list: () =>
      others === 0
        ? [...skips.values()]
        : [
            ...skips.values(),
            { uid: null, reason: `Event list cut here: ${others} more could not be used, or only in part.` },
          ],
  };
}
