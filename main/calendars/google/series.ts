import { hash } from 'node:crypto';
import { isRecord, parseJson, textOf } from './json.ts';

/** An event as Google gives it. Only what is looked at has been checked; the rest is kept as it came. */
export interface GoogleEvent {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What is stored of one series or single event: Google's own objects, unchanged. */
export interface GoogleSeries {
  /** Null: the user sees some instances of a series and not the series. */
  readonly master: GoogleEvent | null;
  /** Instances that differ from their series, the deleted ones too, by id. */
  readonly exceptions: readonly GoogleEvent[];
}

const isGoogleEvent = (value: unknown): value is GoogleEvent =>
  isRecord(value) && typeof value['id'] === 'string' && value['id'] !== '';

/** Null: nothing that could be an event, for want of an id. */
export const readGoogleEvent = (value: unknown): GoogleEvent | null => (isGoogleEvent(value) ? value : null);

export const isCancelled = (event: GoogleEvent): boolean => event['status'] === 'cancelled';

/** The series that an instance belongs to; null: it is a series itself, or a single event. */
export const readParent = (event: GoogleEvent): string | null => textOf(event['recurringEventId']);

export const recurs = (event: GoogleEvent): boolean => {
  const { recurrence } = event;
  return Array.isArray(recurrence) && recurrence.length > 0;
};

/** Null: not what `writeSeries` wrote. */
export function readSeries(text: string): GoogleSeries | null {
  const value = parseJson(text);
  if (!isRecord(value)) return null;
  const { master, exceptions } = value;
  if (!Array.isArray(exceptions)) return null;
  return {
    master: readGoogleEvent(master),
    exceptions: exceptions.flatMap((exception) => readGoogleEvent(exception) ?? []),
  };
}

/** The text to store and its version, the same for the same content. */
export function writeSeries(series: GoogleSeries): { readonly text: string; readonly etag: string } {
  const exceptions = series.exceptions.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const text = JSON.stringify({ master: series.master, exceptions });
  return { text, etag: hash('sha256', text, 'base64url') };
}

/** What a synchronisation said of one series. */
export interface SeriesChange {
  /** Undefined: nothing about the series itself. */
  readonly master: GoogleEvent | undefined;
  /** By id, the newest word on each. */
  readonly exceptions: ReadonlyMap<string, GoogleEvent>;
  /** Instances that are said to be gone, without a word on which moment they were of. */
  readonly forgotten: ReadonlySet<string>;
}

/**
 * Puts what came into what was there. Deleted instances stay, however little is said of them, for as long as their
 * series lives: they are what keeps the series from showing them again. Null: nothing is left.
 */
export function mergeSeries(before: GoogleSeries | null, change: SeriesChange): GoogleSeries | null {
  const master = change.master ?? before?.master ?? null;
  if (master !== null && isCancelled(master)) return null;
  const exceptions = new Map(before?.exceptions.map((exception) => [exception.id, exception]));
  for (const id of change.forgotten) exceptions.delete(id);
  for (const [id, exception] of change.exceptions) exceptions.set(id, exception);
  // An event that stopped recurring has no instances that could be deleted.
  const kept = [...exceptions.values()].filter(
    (one) => master === null || recurs(master) || !isCancelled(one),
  );
  return master === null && kept.length === 0 ? null : { master, exceptions: kept };
}
