import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { type GoogleEvent, readGoogleEvent } from '#main/calendars/google/series.ts';
import { toIcal } from '#main/calendars/google/to-ical.ts';
import { type Range, read } from '#tests/main/calendars/ical/reading.ts';

export function toEvent(value: object): GoogleEvent {
  const event = readGoogleEvent(value);
  if (event === null) throw new Error(`No event: ${JSON.stringify(value)}`);
  return event;
}

/** What the app makes of Google's objects: the first is the series or single event, null where it cannot be seen. */
export const readGoogle = (
  master: object | null,
  exceptions: readonly object[] = [],
  range: Partial<Range> = {},
): { readonly occurrences: readonly Occurrence[]; readonly skipped: readonly Skipped[] } =>
  read(
    toIcal({ master: master === null ? null : toEvent(master), exceptions: exceptions.map(toEvent) }),
    range,
  );

export function readOne(event: object, range: Partial<Range> = {}): Occurrence {
  const { occurrences, skipped } = readGoogle(event, [], range);
  const [one] = occurrences;
  if (one === undefined || occurrences.length !== 1)
    throw new Error(`Not one: ${JSON.stringify({ occurrences, skipped })}`);
  return one;
}
