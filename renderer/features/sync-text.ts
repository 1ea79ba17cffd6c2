import type { CalendarSourceView, SyncProgress } from '#contract/calendars.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

/** '1,840 events, 37 in view' */
export function describeContents(
  { events, occurrences }: Pick<CalendarSourceView, 'events' | 'occurrences'>,
  { words, format }: Text,
): string {
  const { contents, eventCount } = words.calendars;
  return contents(eventCount(format.number(events), events === 1), format.number(occurrences));
}

/** '4,200 of 10,000' */
export function describeProgress({ done, total }: SyncProgress, { words, format }: Text): string {
  const { progress } = words.calendars;
  return total === null
    ? progress.uncounted(format.number(done))
    : progress.counted(format.number(done), format.number(total));
}

const MANY_EVENTS = 200;

/** A reading that takes long enough to be told of: the first one, or one with many events. */
export function isLongReading({ events, sync }: Pick<CalendarSourceView, 'events' | 'sync'>): boolean {
  return sync !== null && (events === 0 || (sync.total ?? sync.done) >= MANY_EVENTS);
}
