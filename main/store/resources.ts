import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { bytesOf, type Database, jsonOf, numberOf, type Row, textOf, textOrNull } from './database.ts';
import { currentGeneration } from './generations.ts';
import { insertOccurrence } from './occurrence-row.ts';
import { packText, unpackText } from './packed-text.ts';

/** One object of a calendar on a server, as it was fetched. */
export interface StoredResource {
  readonly ref: string;
  readonly etag: string | null;
  readonly text: string;
}

/** A resource and what was found in it. */
export interface ReadResource extends StoredResource {
  readonly uid: string | null;
  readonly events: number;
  readonly skipped: readonly Skipped[];
  readonly occurrences: readonly Occurrence[];
}

export interface ResourceTable {
  /** The version of each resource that the calendar has, by ref. */
  versions(id: CalendarId): ReadonlyMap<string, string | null>;
  readByUid(id: CalendarId, uid: string): StoredResource | null;
  readByRef(id: CalendarId, ref: string): StoredResource | null;
  /** At most `limit`, by ref, from the one after `after`; null: from the first. */
  listAfter(id: CalendarId, after: string | null, limit: number): readonly StoredResource[];
  /** Adds or replaces them with all that they hold, in one transaction, so keep it short. False: no such calendar. */
  save(id: CalendarId, resources: readonly ReadResource[]): boolean;
  /**
   * What was found in them when they were expanded for another window; those that have changed meanwhile are left as
   * they are. One transaction. False: no such calendar.
   */
  replaceReading(id: CalendarId, resources: readonly ReadResource[]): boolean;
  remove(id: CalendarId, refs: readonly string[]): boolean;
  /** What all resources together hold, counted anew. `window` is what they are expanded for. */
  settle(id: CalendarId, window: Interval, asOfMs: EpochMs | null): void;
}

/** As many skipped events as anybody reads. */
const MOST_SKIPPED = 500;

export function createResourceTable(database: Database): ResourceTable {
  const generationOf = (id: CalendarId): number | null => currentGeneration(database, id);
  return {
    versions(id) {
      const rows = database.all(
        'SELECT ref, etag FROM resources WHERE generation = (SELECT generation FROM calendars WHERE id = ?)',
        id,
      );
      return new Map(rows.map((row) => [textOf(row, 'ref'), textOrNull(row, 'etag')]));
    },
    readByUid(id, uid) {
      const row = database.get(
        `SELECT ref, etag, text FROM resources
         WHERE uid = ? AND generation = (SELECT generation FROM calendars WHERE id = ?) ORDER BY ref LIMIT 1`,
        uid,
        id,
      );
      return row === null ? null : mapResource(row);
    },
    readByRef(id, ref) {
      const row = database.get(
        `SELECT ref, etag, text FROM resources
         WHERE ref = ? AND generation = (SELECT generation FROM calendars WHERE id = ?)`,
        ref,
        id,
      );
      return row === null ? null : mapResource(row);
    },
    listAfter: (id, after, limit) =>
      database
        .all(
          `SELECT ref, etag, text FROM resources
           WHERE generation = (SELECT generation FROM calendars WHERE id = ?) AND ref > ? ORDER BY ref LIMIT ?`,
          id,
          after ?? '',
          limit,
        )
        .map(mapResource),
    save(id, resources) {
      const packed = packAll(resources);
      return database.transact(() => {
        const generation = generationOf(id);
        if (generation === null) return false;
        for (const resource of packed) saveResource(database, generation, resource);
        return true;
      });
    },
    replaceReading(id, resources) {
      const packed = packAll(resources);
      return database.transact(() => {
        const generation = generationOf(id);
        if (generation === null) return false;
        for (const resource of packed) {
          if (isStored(database, generation, resource)) saveResource(database, generation, resource);
        }
        return true;
      });
    },
    remove: (id, refs) =>
      database.transact(() => {
        const generation = generationOf(id);
        if (generation === null) return false;
        for (const ref of refs) removeResource(database, generation, ref);
        return true;
      }),
    settle(id, window, asOfMs) {
      const generation = generationOf(id);
      if (generation !== null) settle(database, generation, window, asOfMs);
    },
  };
}

interface PackedResource extends Omit<ReadResource, 'text'> {
  readonly packed: Uint8Array;
}

/** Before the transaction: packing takes longer than all the rest, and others wait for a transaction. */
const packAll = (resources: readonly ReadResource[]): readonly PackedResource[] =>
  resources.map((resource) => ({ ...resource, packed: packText(resource.text) }));

function saveResource(database: Database, generation: number, resource: PackedResource): void {
  const { ref, etag, uid, events, skipped, packed, occurrences } = resource;
  const row = database.get(
    `INSERT INTO resources (generation, ref, etag, uid, events, skipped, text) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (generation, ref) DO UPDATE SET etag = excluded.etag, uid = excluded.uid,
       events = excluded.events, skipped = excluded.skipped, text = excluded.text
     RETURNING id`,
    generation,
    ref,
    etag,
    uid,
    events,
    skipped.length === 0 ? null : JSON.stringify(skipped),
    packed,
  );
  if (row === null) throw new Error('SQLite gave no number for a resource.');
  const id = numberOf(row, 'id');
  database.run('DELETE FROM occurrences WHERE resource = ?', id);
  for (const occurrence of occurrences) insertOccurrence(database, generation, id, occurrence);
}

/** The very same version. */
const isStored = (database: Database, generation: number, { ref, etag, packed }: PackedResource): boolean =>
  database.get(
    'SELECT id FROM resources WHERE generation = ? AND ref = ? AND etag IS ? AND text = ?',
    generation,
    ref,
    etag,
    packed,
  ) !== null;

function removeResource(database: Database, generation: number, ref: string): void {
  const row = database.get('SELECT id FROM resources WHERE generation = ? AND ref = ?', generation, ref);
  if (row === null) return;
  database.run('DELETE FROM occurrences WHERE resource = ?', numberOf(row, 'id'));
  database.run('DELETE FROM resources WHERE id = ?', numberOf(row, 'id'));
}

function settle(database: Database, generation: number, window: Interval, asOfMs: EpochMs | null): void {
  const totals = database.get(
    `SELECT (SELECT coalesce(sum(events), 0) FROM resources WHERE generation = ?1) AS events,
       (SELECT count(*) FROM occurrences WHERE generation = ?1) AS occurrences`,
    generation,
  );
  const skipped = database
    .all(
      'SELECT skipped FROM resources WHERE generation = ? AND skipped IS NOT NULL ORDER BY ref LIMIT ?',
      generation,
      MOST_SKIPPED,
    )
    // `saveResource` wrote it as it was given.
    .flatMap((row) => jsonOf(row, 'skipped') as readonly Skipped[])
    .slice(0, MOST_SKIPPED);
  database.run(
    `UPDATE calendars SET events = ?, occurrences = ?, skipped = ?, window_start_ms = ?, window_end_ms = ?,
       as_of_ms = coalesce(?, as_of_ms)
     WHERE generation = ?`,
    totals === null ? 0 : numberOf(totals, 'events'),
    totals === null ? 0 : numberOf(totals, 'occurrences'),
    JSON.stringify(skipped),
    window.startMs,
    window.endMs,
    asOfMs,
    generation,
  );
}

const mapResource = (row: Row): StoredResource => ({
  ref: textOf(row, 'ref'),
  etag: textOrNull(row, 'etag'),
  text: unpackText(bytesOf(row, 'text')),
});
