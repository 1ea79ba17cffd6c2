import type { CalendarKind, CalendarRole } from '#contract/calendars.ts';
import type { AccountId, CalendarId } from '#contract/ids.ts';
import { LOCAL_CALENDAR } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import type { Interval } from '#main/kernel/interval.ts';
import {
  bytesOf,
  type Database,
  jsonOf,
  numberOf,
  numberOrNull,
  type Row,
  textOf,
  textOrNull,
} from './database.ts';
import { beginGeneration, endGeneration } from './generations.ts';
import { readOccurrences } from './occurrences-in.ts';
import { insertOccurrence } from './occurrence-row.ts';
import { unpackSource } from './packed-text.ts';
import { NEVER_SYNCED, readSyncState, type SyncState } from './sync-state.ts';

/** What a calendar is, apart from what it holds. */
export interface CalendarIdentity {
  readonly id: CalendarId;
  readonly name: string;
  readonly kind: CalendarKind;
  readonly role: CalendarRole;
  /** Of a calendar on a server. */
  readonly accountId: AccountId | null;
  /** What the server calls it. */
  readonly remoteRef: string | null;
  /** Host of a feed or server, path of a watched file: never an address, which is a secret. */
  readonly origin: string | null;
  /** Invites may be written to it. */
  readonly isWritable: boolean;
}

/** What the last reading found, apart from the occurrences. */
export interface CalendarContent {
  readonly asOfMs: EpochMs;
  /** Events in the source, before expansion. */
  readonly events: number;
  readonly skipped: readonly Skipped[];
  /** What its series were expanded for; null for Golden Hour's own calendar, which has none. */
  readonly window: Interval | null;
}

export interface StoredCalendar extends CalendarIdentity, CalendarContent {
  readonly occurrences: number;
  /** Invites go out from it: at most one is. */
  readonly isHome: boolean;
  readonly sync: SyncState;
}

export interface CalendarTable {
  /** Golden Hour's own calendar first once it has an event, then by name. */
  list(): readonly StoredCalendar[];
  read(id: CalendarId): StoredCalendar | null;
  /** A calendar that holds nothing yet. Throws when the id is taken. */
  add(calendar: CalendarIdentity, nowMs: EpochMs): void;
  /** False when there is none. */
  change(id: CalendarId, changes: Partial<Omit<CalendarIdentity, 'id' | 'kind'>>): boolean;
  /** Null: invites go out from none. */
  setHome(id: CalendarId | null): void;
  saveSync(id: CalendarId, sync: SyncState): void;
  /** The text that it was read from, as UTF-8; null where none is kept. */
  readSource(id: CalendarId): Uint8Array | null;
  /** False when there was none. What it held goes with the next sweeps. */
  remove(id: CalendarId): boolean;
  /**
   * Whatever overlaps the half-open interval, by start. All-day events belong to no zone here: they are given when
   * their dates overlap it anywhere on Earth, so the caller decides with its own zone.
   */
  occurrencesIn(interval: Interval): readonly Occurrence[];
}

export function createCalendarTable(database: Database): CalendarTable {
  return {
    list: () =>
      database.all(`SELECT * FROM calendars ORDER BY kind = 'local' DESC, name, id`).map(mapCalendar),
    read(id) {
      const row = database.get('SELECT * FROM calendars WHERE id = ?', id);
      return row === null ? null : mapCalendar(row);
    },
    add(calendar, nowMs) {
      database.transact(() => addCalendar(database, calendar, nowMs));
    },
    change(id, changes) {
      return database.transact(() => {
        const row = database.get('SELECT * FROM calendars WHERE id = ?', id);
        if (row === null) return false;
        const { name, role, accountId, remoteRef, origin, isWritable } = { ...mapCalendar(row), ...changes };
        database.run(
          `UPDATE calendars SET name = ?, role = ?, account_id = ?, remote_ref = ?, origin = ?, is_writable = ?
           WHERE id = ?`,
          name,
          role,
          accountId,
          remoteRef,
          origin,
          isWritable ? 1 : 0,
          id,
        );
        return true;
      });
    },
    setHome(id) {
      database.transact(() => {
        database.run('UPDATE calendars SET is_home = 0 WHERE is_home = 1');
        if (id !== null) database.run('UPDATE calendars SET is_home = 1 WHERE id = ?', id);
      });
    },
    saveSync(id, { cursor, lastGoodMs, lastTriedMs, nextDueMs, failures, trouble }) {
      database.transact(() =>
        database.run(
          `UPDATE calendars SET cursor = ?, last_good_ms = ?, last_tried_ms = ?, next_due_ms = ?, failures = ?,
           trouble = ?, as_of_ms = coalesce(?, as_of_ms)
         WHERE id = ?`,
          cursor,
          lastGoodMs,
          lastTriedMs,
          nextDueMs,
          failures,
          trouble === null ? null : JSON.stringify(trouble),
          lastGoodMs,
          id,
        ),
      );
    },
    readSource(id) {
      const parts = database.all(
        `SELECT s.bytes FROM sources s JOIN calendars c ON c.generation = s.generation
         WHERE c.id = ? ORDER BY s.part`,
        id,
      );
      return parts.length === 0 ? null : unpackSource(parts.map((row) => bytesOf(row, 'bytes')));
    },
    remove: (id) => database.run('DELETE FROM calendars WHERE id = ?', id) > 0,
    occurrencesIn: (interval) => readOccurrences(database, interval),
  };
}

/** Gives the number of its first generation, which holds nothing. Inside the caller's transaction. */
function addCalendar(database: Database, calendar: CalendarIdentity, nowMs: EpochMs): number {
  const generation = beginGeneration(database, calendar.id, nowMs);
  insertCalendar(database, calendar, generation, { asOfMs: nowMs, events: 0, skipped: [], window: null });
  endGeneration(database, generation);
  return generation;
}

export function insertCalendar(
  database: Database,
  calendar: CalendarIdentity,
  generation: number,
  content: CalendarContent,
): void {
  const { id, name, kind, role, accountId, remoteRef, origin, isWritable } = calendar;
  database.run(
    `INSERT INTO calendars (id, name, kind, role, account_id, remote_ref, origin, is_writable, is_home, generation,
       as_of_ms, events, occurrences, skipped, window_start_ms, window_end_ms, failures)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, 0, ?, ?, ?, ?)`,
    id,
    name,
    kind,
    role,
    accountId,
    remoteRef,
    origin,
    isWritable ? 1 : 0,
    generation,
    content.asOfMs,
    content.events,
    JSON.stringify(content.skipped),
    content.window?.startMs ?? null,
    content.window?.endMs ?? null,
    NEVER_SYNCED.failures,
  );
}

const OWN_CALENDAR: CalendarIdentity = {
  id: LOCAL_CALENDAR,
  name: 'Golden Hour',
  kind: 'local',
  role: 'own',
  accountId: null,
  remoteRef: null,
  origin: null,
  isWritable: false,
};

/** Writes or, for null, removes the one event `uid` of Golden Hour's own calendar; inside the caller's transaction. */
export function writeLocalEvent(
  database: Database,
  uid: string,
  occurrence: Occurrence | null,
  asOfMs: EpochMs,
): void {
  const row = database.get('SELECT generation FROM calendars WHERE id = ?', LOCAL_CALENDAR);
  if (row === null && occurrence === null) return;
  const generation = row === null ? addCalendar(database, OWN_CALENDAR, asOfMs) : numberOf(row, 'generation');
  const removed = database.run('DELETE FROM occurrences WHERE generation = ? AND uid = ?', generation, uid);
  if (occurrence === null && removed === 0) return;
  if (occurrence !== null) insertOccurrence(database, generation, null, occurrence);
  database.run(
    `UPDATE calendars SET as_of_ms = ?,
       events = (SELECT count(*) FROM occurrences WHERE generation = calendars.generation),
       occurrences = (SELECT count(*) FROM occurrences WHERE generation = calendars.generation)
     WHERE id = ?`,
    asOfMs,
    LOCAL_CALENDAR,
  );
}

function mapCalendar(row: Row): StoredCalendar {
  const startMs = numberOrNull(row, 'window_start_ms');
  const endMs = numberOrNull(row, 'window_end_ms');
  return {
    // The identities and words below were written by `insertCalendar` and `change` as they were given.
    id: textOf(row, 'id') as CalendarId,
    name: textOf(row, 'name'),
    kind: textOf(row, 'kind') as CalendarKind,
    role: textOf(row, 'role') as CalendarRole,
    accountId: textOrNull(row, 'account_id') as AccountId | null,
    remoteRef: textOrNull(row, 'remote_ref'),
    origin: textOrNull(row, 'origin'),
    isWritable: numberOf(row, 'is_writable') === 1,
    isHome: numberOf(row, 'is_home') === 1,
    asOfMs: numberOf(row, 'as_of_ms'),
    events: numberOf(row, 'events'),
    occurrences: numberOf(row, 'occurrences'),
    skipped: jsonOf(row, 'skipped') as readonly Skipped[],
    window: startMs === null || endMs === null ? null : { startMs, endMs },
    sync: readSyncState(row),
  };
}
