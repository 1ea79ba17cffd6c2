import type { CalendarId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';

// What passes between read-calendar.ts and its thread.

export interface ReadingRequest {
  readonly text: string;
  readonly calendarId: CalendarId;
  /** For the user: the file's name, or a feed's host. */
  readonly name: string;
  /** Half-open. */
  readonly window: { readonly fromMs: EpochMs; readonly toMs: EpochMs };
  /** The reader's IANA zone. */
  readonly zone: string;
}

export interface ReadingTask extends ReadingRequest {
  readonly limitMs: number;
  /** Series by place in the file that the thread did not survive before. */
  readonly skip: readonly number[];
  /** One number: a stage below, or the place of the series at work, counted from 1. */
  readonly progress: SharedArrayBuffer;
}

export const NOT_STARTED = -2;
export const EXPANDED = -1;
export const PARSING = 0;

export type ReadingMessage =
  | { readonly kind: 'occurrences'; readonly occurrences: readonly Occurrence[] }
  | {
      readonly kind: 'end';
      readonly result: Outcome<{
        readonly name: string;
        readonly events: number;
        readonly skipped: readonly Skipped[];
      }>;
    };
