import { type Json, parseJson, recordOf, textOf } from '#main/calendars/google/json.ts';

/** An event as Google gives it: keys may be missing, null or unknown, so nothing is taken for granted. */
export type GoogleEvent = Json;

/** Null: it has none that counts, so it counts from 0. */
export const readSequence = ({ sequence }: GoogleEvent): number | null =>
  typeof sequence === 'number' && Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : null;

export const isDeleted = ({ status }: GoogleEvent): boolean => status === 'cancelled';

/** What Golden Hour wrote into the event for itself; each null where it is not there. */
export interface Marks {
  readonly uid: string | null;
  readonly mark: string | null;
}

export function readMarks({ extendedProperties }: GoogleEvent): Marks {
  const own = recordOf(recordOf(extendedProperties)['private']);
  return { uid: textOf(own['goldenHourUid']), mark: textOf(own['goldenHourMark']) };
}

/** Null: no JSON object. */
export function parseEvent(text: string): GoogleEvent | null {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null ? recordOf(value) : null;
}

/** Whether the event is still what it was, apart from what a server counts by itself. */
export function isSameEvent(one: GoogleEvent, other: GoogleEvent): boolean {
  return writeSorted({ ...one, etag: null }) === writeSorted({ ...other, etag: null });
}

const writeSorted = (event: GoogleEvent): string =>
  JSON.stringify(event, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
