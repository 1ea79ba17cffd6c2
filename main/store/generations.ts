import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { type Database, numberOf } from './database.ts';

// A generation is what a calendar holds. A new one is written beside the old one, slice by slice, takes its place in
// one small transaction, and what is nobody's any more is swept away, slice by slice again.
//
//   begun (busy until) -> current (its calendar names it) -> nobody's -> doomed -> gone
//         \______________ given up, or its time ran out ______/

/** A writer that was not heard of for this long is dead. */
const BUSY_MS = 10 * 60_000;

export function beginGeneration(database: Database, calendarId: CalendarId, nowMs: EpochMs): number {
  const row = database.get(
    'INSERT INTO generations (calendar_id, busy_until_ms) VALUES (?, ?) RETURNING id',
    calendarId,
    nowMs + BUSY_MS,
  );
  if (row === null) throw new Error('SQLite gave no number for a generation.');
  return numberOf(row, 'id');
}

/** False: its time ran out, and what was written of it is being swept away. */
export const keepBusy = (database: Database, generation: number, nowMs: EpochMs): boolean =>
  database.run(
    'UPDATE generations SET busy_until_ms = ? WHERE id = ? AND is_doomed = 0',
    nowMs + BUSY_MS,
    generation,
  ) > 0;

/** Nobody writes it any more: it is its calendar's, or it goes with the next sweep. */
export function endGeneration(database: Database, generation: number): void {
  database.run('UPDATE generations SET busy_until_ms = NULL WHERE id = ?', generation);
}

/** Of what the calendar holds now; null: no such calendar. */
export function currentGeneration(database: Database, calendarId: CalendarId): number | null {
  const row = database.get('SELECT generation FROM calendars WHERE id = ?', calendarId);
  return row === null ? null : numberOf(row, 'generation');
}

const NOBODYS = `(busy_until_ms IS NULL OR busy_until_ms < ?)
  AND id NOT IN (SELECT generation FROM calendars)`;
const SLICE = 250;

/** Takes away one slice of what is nobody's; false when nothing is left. One short transaction. */
export function sweepSlice(database: Database, nowMs: EpochMs): boolean {
  const found = database.get(`SELECT id FROM generations WHERE ${NOBODYS} LIMIT 1`, nowMs);
  if (found === null) return false;
  const id = numberOf(found, 'id');
  database.transact(() => {
    // Asked again inside: what was found may have become somebody's.
    const isDoomed =
      database.run(`UPDATE generations SET is_doomed = 1 WHERE id = ? AND ${NOBODYS}`, id, nowMs) > 0;
    if (isDoomed && deleteSlice(database, id) === 0) {
      database.run('DELETE FROM generations WHERE id = ?', id);
    }
  });
  return true;
}

function deleteSlice(database: Database, generation: number): number {
  const occurrences = database.run(
    'DELETE FROM occurrences WHERE id IN (SELECT id FROM occurrences WHERE generation = ? LIMIT ?)',
    generation,
    SLICE,
  );
  if (occurrences > 0) return occurrences;
  const resources = database.run(
    'DELETE FROM resources WHERE id IN (SELECT id FROM resources WHERE generation = ? LIMIT ?)',
    generation,
    SLICE,
  );
  if (resources > 0) return resources;
  return database.run(
    'DELETE FROM sources WHERE rowid IN (SELECT rowid FROM sources WHERE generation = ? LIMIT 2)',
    generation,
  );
}
