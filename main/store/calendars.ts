import type { CalendarId } from '#contract/ids.ts';
import { LOCAL_CALENDAR } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { epochDayOf } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { type Database, jsonOf, numberOf, numberOrNull, type Row, textOf, textOrNull } from './database.ts';

export interface StoredCalendar {
  readonly id: CalendarId;
  readonly name: string;
  readonly kind: 'file' | 'local' | 'sample';
  readonly asOfMs: EpochMs;
  /** Events in the source, before expansion. */
  readonly events: number;
  readonly occurrences: number;
  readonly skipped: readonly Skipped[];
  /** What its series were expanded for; null for Golden Hour's own calendar, which has none. */
  readonly window: Interval | null;
}

export interface CalendarReading extends Omit<StoredCalendar, 'occurrences'> {
  /** The text of the file, kept so that the window can roll on without it. */
  readonly source: string | null;
}

export interface CalendarTable {
  /** Golden Hour's own calendar first once it has an event, then by name. */
  list(): readonly StoredCalendar[];
  readSource(id: CalendarId): string | null;
  /** Replaces the calendar and all of its occurrences in one transaction; order of the occurrences is kept. */
  replace(reading: CalendarReading, occurrences: readonly Occurrence[]): void;
  /** False when there was none. */
  remove(id: CalendarId): boolean;
  /**
   * Whatever overlaps the half-open interval, by start. All-day events belong to no zone here: they are given when
   * their dates overlap it anywhere on Earth, so the caller decides with its own zone.
   */
  occurrencesIn(interval: Interval): readonly Occurrence[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where an occurrence may lie, in any zone: local midnight comes 14 hours before UTC's to 12 hours after it. */
function reachOf({ time }: Occurrence): Interval {
  if (time.kind === 'timed') return { startMs: time.startMs, endMs: time.endMs };
  return {
    startMs: epochDayOf(time.startDate) * DAY_MS - 14 * HOUR_MS,
    endMs: epochDayOf(time.endDate) * DAY_MS + 12 * HOUR_MS,
  };
}

export function createCalendarTable(database: Database): CalendarTable {
  return {
    list: () =>
      database
        .all(
          `SELECT c.*, (SELECT count(*) FROM occurrences o WHERE o.calendar_id = c.id) AS occurrences
           FROM calendars c ORDER BY c.kind = 'local' DESC, c.name, c.id`,
        )
        .map(mapCalendar),
    readSource(id) {
      const row = database.get('SELECT source FROM calendars WHERE id = ?', id);
      return row === null ? null : textOrNull(row, 'source');
    },
    replace(reading, occurrences) {
      database.transact(() => {
        writeCalendar(database, reading);
        database.run('DELETE FROM occurrences WHERE calendar_id = ?', reading.id);
        for (const [position, occurrence] of occurrences.entries()) {
          writeOccurrence(database, reading.id, position, occurrence);
        }
      });
    },
    remove: (id) => database.run('DELETE FROM calendars WHERE id = ?', id) > 0,
    occurrencesIn: ({ startMs, endMs }) =>
      database
        .all(
          `SELECT occurrence FROM occurrences WHERE end_ms > ? AND start_ms < ?
           ORDER BY start_ms, calendar_id, position`,
          startMs,
          endMs,
        )
        .map((row) => jsonOf(row, 'occurrence') as Occurrence),
  };
}

function writeCalendar(database: Database, reading: CalendarReading): void {
  database.run(
    `INSERT INTO calendars (id, name, kind, source, as_of_ms, events, skipped, window_start_ms, window_end_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, source = excluded.source,
       as_of_ms = excluded.as_of_ms, events = excluded.events, skipped = excluded.skipped,
       window_start_ms = excluded.window_start_ms, window_end_ms = excluded.window_end_ms`,
    reading.id,
    reading.name,
    reading.kind,
    reading.source,
    reading.asOfMs,
    reading.events,
    JSON.stringify(reading.skipped),
    reading.window?.startMs ?? null,
    reading.window?.endMs ?? null,
  );
}

function writeOccurrence(database: Database, id: CalendarId, position: number, occurrence: Occurrence): void {
  const reach = reachOf(occurrence);
  database.run(
    'INSERT INTO occurrences (calendar_id, position, uid, start_ms, end_ms, occurrence) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    position,
    occurrence.uid,
    reach.startMs,
    // An event of no length still lies somewhere.
    Math.max(reach.endMs, reach.startMs + 1),
    JSON.stringify(occurrence),
  );
}

/** Writes or, for null, removes the one event `uid` of Golden Hour's own calendar; inside the caller's transaction. */
export function writeLocalEvent(
  database: Database,
  uid: string,
  occurrence: Occurrence | null,
  asOfMs: EpochMs,
): void {
  const removed = database.run(
    'DELETE FROM occurrences WHERE calendar_id = ? AND uid = ?',
    LOCAL_CALENDAR,
    uid,
  );
  if (occurrence === null && removed === 0) return;
  const next = database.get(
    'SELECT count(*) AS events, coalesce(max(position) + 1, 0) AS position FROM occurrences WHERE calendar_id = ?',
    LOCAL_CALENDAR,
  );
  const events = next === null ? 0 : numberOf(next, 'events');
  writeCalendar(database, {
    id: LOCAL_CALENDAR,
    name: 'Golden Hour',
    kind: 'local',
    source: null,
    asOfMs,
    events: events + (occurrence === null ? 0 : 1),
    skipped: [],
    window: null,
  });
  if (occurrence === null || next === null) return;
  writeOccurrence(database, LOCAL_CALENDAR, numberOf(next, 'position'), occurrence);
}

function mapCalendar(row: Row): StoredCalendar {
  const startMs = numberOrNull(row, 'window_start_ms');
  const endMs = numberOrNull(row, 'window_end_ms');
  return {
    // The three identities and words below were written by `writeCalendar`, the table's only writer.
    id: textOf(row, 'id') as CalendarId,
    name: textOf(row, 'name'),
    kind: textOf(row, 'kind') as StoredCalendar['kind'],
    asOfMs: numberOf(row, 'as_of_ms'),
    events: numberOf(row, 'events'),
    occurrences: numberOf(row, 'occurrences'),
    skipped: jsonOf(row, 'skipped') as readonly Skipped[],
    window: startMs === null || endMs === null ? null : { startMs, endMs },
  };
}
