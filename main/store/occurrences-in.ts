import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { type Database, numberOf, type Row, textOf } from './database.ts';
import { createKnownPeople, LONG_MS, readOccurrence } from './occurrence-row.ts';

/** Whatever overlaps the half-open interval, by start; of equal starts by calendar, then as they were written. */
export function readOccurrences(database: Database, interval: Interval): readonly Occurrence[] {
  const known = createKnownPeople();
  const found: { readonly startMs: EpochMs; readonly occurrence: Occurrence }[] = [];
  for (const row of database.all('SELECT id, generation FROM calendars ORDER BY id')) {
    // An identity that the calendars' table holds.
    const id = textOf(row, 'id') as CalendarId;
    for (const occurrence of readRows(database, numberOf(row, 'generation'), interval)) {
      found.push({
        startMs: numberOf(occurrence, 'start_ms'),
        occurrence: readOccurrence(occurrence, id, known),
      });
    }
  }
  // The sort is stable.
  return found.toSorted((a, b) => a.startMs - b.startMs).map(({ occurrence }) => occurrence);
}

const WANTED = 'SELECT uid, start_ms, end_ms, occurrence FROM occurrences WHERE generation = ?';

/** By the index of starts: what is short starts within the interval or shortly before it, and long ones are few. */
function* readRows(
  database: Database,
  generation: number,
  { startMs, endMs }: Interval,
): Generator<Row, void, void> {
  yield* database.each(
    `${WANTED} AND is_long = 1 AND start_ms < ? AND end_ms > ? ORDER BY start_ms, id`,
    generation,
    endMs,
    startMs,
  );
  yield* database.each(
    `${WANTED} AND is_long = 0 AND start_ms > ? AND start_ms < ? AND end_ms > ? ORDER BY start_ms, id`,
    generation,
    startMs - LONG_MS,
    endMs,
    startMs,
  );
}
