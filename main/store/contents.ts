import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { type CalendarContent, type CalendarIdentity, insertCalendar } from './calendars.ts';
import { type Database, numberOf } from './database.ts';
import { beginGeneration, currentGeneration, endGeneration, keepBusy, sweepSlice } from './generations.ts';
import { insertOccurrence } from './occurrence-row.ts';

/** What a calendar holds, written beside what it held before; readers see the one or the other, whole. */
export interface ContentTable {
  /** Its number. Who does not go on within ten minutes has lost it. */
  begin(id: CalendarId, nowMs: EpochMs): number;
  /** In one transaction, so keep it short; in order. False: the generation is lost, begin again. */
  append(generation: number, occurrences: readonly Occurrence[], nowMs: EpochMs): boolean;
  /** The parts of the text, from 0, packed by `packSource`. */
  appendSource(generation: number, part: number, bytes: Uint8Array, nowMs: EpochMs): boolean;
  /**
   * Puts the generation in the place of what the calendar held. `who` by its whole identity is added if it is not
   * there, and takes the new name if it is; by its id alone it must be there. False: it is not, or the generation is
   * lost, or the calendar holds another one than `replaced` by now.
   */
  finish(
    generation: number,
    who: CalendarIdentity | CalendarId,
    content: CalendarContent,
    replaced?: number,
  ): boolean;
  giveUp(generation: number): void;
  /** The number of what the calendar holds now; null: no such calendar. */
  current(id: CalendarId): number | null;
  /** The calendar holds nothing from now on. False: no such calendar. */
  empty(id: CalendarId, nowMs: EpochMs): boolean;
  /** Takes away a little of what is nobody's any more; false when nothing is left. */
  sweepSlice(nowMs: EpochMs): boolean;
  /** Moves the journal, which has grown with all that was written and swept, into the file, and gives its room back. */
  shrinkJournal(): void;
}

export function createContentTable(database: Database): ContentTable {
  return {
    begin: (id, nowMs) => beginGeneration(database, id, nowMs),
    append: (generation, occurrences, nowMs) =>
      database.transact(() => {
        if (!keepBusy(database, generation, nowMs)) return false;
        for (const occurrence of occurrences) insertOccurrence(database, generation, null, occurrence);
        return true;
      }),
    appendSource: (generation, part, bytes, nowMs) =>
      database.transact(() => {
        if (!keepBusy(database, generation, nowMs)) return false;
        database.run(
          'INSERT INTO sources (generation, part, bytes) VALUES (?, ?, ?)',
          generation,
          part,
          bytes,
        );
        return true;
      }),
    finish(generation, who, content, replaced) {
      const occurrences = countOccurrences(database, generation);
      return database.transact(() => {
        if (!keepBusy(database, generation, content.asOfMs)) return false;
        const id = typeof who === 'string' ? who : who.id;
        if (replaced !== undefined && currentGeneration(database, id) !== replaced) return false;
        const isThere = updateCalendar(database, generation, who, content);
        if (!isThere && typeof who === 'string') return false;
        if (!isThere && typeof who !== 'string') insertCalendar(database, who, generation, content);
        database.run('UPDATE calendars SET occurrences = ? WHERE generation = ?', occurrences, generation);
        endGeneration(database, generation);
        return true;
      });
    },
    giveUp: (generation) => endGeneration(database, generation),
    current: (id) => currentGeneration(database, id),
    empty: (id, nowMs) =>
      database.transact(() => {
        const generation = beginGeneration(database, id, nowMs);
        endGeneration(database, generation);
        return (
          database.run(
            `UPDATE calendars SET generation = ?, as_of_ms = ?, events = 0, occurrences = 0, skipped = '[]'
             WHERE id = ?`,
            generation,
            nowMs,
            id,
          ) > 0
        );
      }),
    sweepSlice: (nowMs) => sweepSlice(database, nowMs),
    shrinkJournal() {
      // Nearly all of it while others may write, the little that is left at once.
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}

function countOccurrences(database: Database, generation: number): number {
  const row = database.get('SELECT count(*) AS count FROM occurrences WHERE generation = ?', generation);
  return row === null ? 0 : numberOf(row, 'count');
}

function updateCalendar(
  database: Database,
  generation: number,
  who: CalendarIdentity | CalendarId,
  { asOfMs, events, skipped, window }: CalendarContent,
): boolean {
  const [id, name] = typeof who === 'string' ? [who, null] : [who.id, who.name];
  return (
    database.run(
      `UPDATE calendars SET generation = ?, name = coalesce(?, name), as_of_ms = ?, events = ?, skipped = ?,
         window_start_ms = ?, window_end_ms = ?
       WHERE id = ?`,
      generation,
      name,
      asOfMs,
      events,
      JSON.stringify(skipped),
      window?.startMs ?? null,
      window?.endMs ?? null,
      id,
    ) > 0
  );
}
