import type { CalendarId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';

// What passes between reading-worker.ts and its thread.

export interface ReadingRequest {
  /** UTF-8, or text; read where it lies and never changed. */
  readonly source: string | Uint8Array;
  readonly calendarId: CalendarId;
  /** For the user: the file's name, or a feed's host. */
  readonly name: string;
  /** Half-open. */
  readonly window: ReadingWindow;
  /** The reader's IANA zone. */
  readonly zone: string;
}

/** Half-open. */
export interface ReadingWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** What one resource of a calendar holds. */
export interface ReadResource {
  readonly ref: string;
  /** Null: nothing in it could be read, and it does not even say which event it is. */
  readonly uid: string | null;
  readonly occurrences: readonly Occurrence[];
  readonly events: number;
  readonly skipped: readonly Skipped[];
}

interface Task {
  readonly calendarId: CalendarId;
  readonly name: string;
  readonly window: ReadingWindow;
  readonly zone: string;
  /** What slow series may take, all together. */
  readonly limitMs: number;
  /** The unit to begin with: a group of events with one UID, or a resource. Those before it have been read. */
  readonly start: number;
  /** Units that the thread did not survive before. */
  readonly skip: readonly number[];
  /** Occurrences handed over before `start`. */
  readonly placed: number;
  /** One number: a stage below, or the unit at work, counted from 1. */
  readonly progress: SharedArrayBuffer;
}

export interface CalendarTask extends Task {
  readonly kind: 'calendar';
  /** Occurrences of the unit `start` that have been handed over. */
  readonly partial: number;
  /** Over shared memory, so that a second attempt needs no second copy. */
  readonly bytes: Uint8Array;
}

/** How the resources of a calendar are written: as iCalendar text, or as main/calendars/google keeps a series. */
export type ResourceFormat = 'ical' | 'google';

export interface ResourcesTask extends Task {
  readonly kind: 'resources';
  readonly format: ResourceFormat;
  readonly resources: readonly { readonly ref: string; readonly text: string }[];
}

export type ReadingTask = CalendarTask | ResourcesTask;
/** Before it has a thread to report its progress. */
export type NewReadingTask = Omit<CalendarTask, 'progress'> | Omit<ResourcesTask, 'progress'>;

export const NOT_STARTED = -2;
/** The thread waits for the other side to take what it has. */
export const WAITING = -1;
export const OPENING = 0;

interface Batch {
  /** Every unit before this one has been handed over completely. */
  readonly through: number;
}

export interface CalendarBatch extends Batch {
  readonly kind: 'occurrences';
  /** Occurrences of the unit `through` that have been handed over, with this batch. */
  readonly partial: number;
  readonly occurrences: readonly Occurrence[];
  readonly skipped: readonly Skipped[];
}

export interface ResourcesBatch extends Batch {
  readonly kind: 'resources';
  readonly resources: readonly ReadResource[];
}

export interface ReadingEnd {
  readonly kind: 'end';
  /** Of a calendar; resources have each their own. */
  readonly result: Outcome<{ readonly name: string; readonly events: number }>;
}

export type ReadingBatch = CalendarBatch | ResourcesBatch;
export type ReadingMessage = ReadingBatch | ReadingEnd;
