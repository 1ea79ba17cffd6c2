import { deflateRawSync } from 'node:zlib';
import { numberOf, textOf } from '../database.ts';
import type { Migration } from '../migrate.ts';

/** As much of a source as one part of it holds, before it is packed. */
const PART_BYTES = 2_000_000;

/** Occurrences that reach further than this are asked for apart from the others. */
const LONG_MS = 4 * 24 * 3_600_000;

/**
 * Calendars are kept in step with feeds, files and servers. What a calendar holds belongs to a generation and not to
 * the calendar, so that a new one is written beside the old one and takes its place in an instant.
 */
export const keptInStep: Migration = {
  version: 2,
  name: '0002-kept-in-step',
  up(database) {
    database.exec(TABLES);
    database.exec(`
      INSERT INTO generations (calendar_id) SELECT id FROM calendars ORDER BY id;

      INSERT INTO new_calendars (id, name, kind, role, is_writable, is_home, generation, as_of_ms, events,
          occurrences, skipped, window_start_ms, window_end_ms, failures)
        SELECT c.id, c.name, c.kind, 'own', 0, 0, g.id, c.as_of_ms, c.events,
          (SELECT count(*) FROM occurrences o WHERE o.calendar_id = c.id), c.skipped, c.window_start_ms,
          c.window_end_ms, 0
        FROM calendars c JOIN generations g ON g.calendar_id = c.id;

      INSERT INTO new_occurrences (generation, uid, start_ms, end_ms, is_long, occurrence)
        SELECT g.id, o.uid, o.start_ms, o.end_ms, o.end_ms - o.start_ms > ${LONG_MS}, o.occurrence
        FROM occurrences o JOIN generations g ON g.calendar_id = o.calendar_id
        ORDER BY g.id, o.position;
    `);
    const sources = database.all(
      'SELECT g.id, c.source FROM calendars c JOIN generations g ON g.calendar_id = c.id WHERE c.source IS NOT NULL',
    );
    for (const row of sources) {
      const bytes = Buffer.from(textOf(row, 'source'));
      for (let from = 0, part = 0; from < bytes.length; from += PART_BYTES, part++) {
        database.run(
          'INSERT INTO sources (generation, part, bytes) VALUES (?, ?, ?)',
          numberOf(row, 'id'),
          part,
          deflateRawSync(bytes.subarray(from, from + PART_BYTES)),
        );
      }
    }
    // The old occurrences first: they would go with their calendars, one by one.
    database.exec(`
      DROP TABLE occurrences;
      DROP TABLE calendars;
      ALTER TABLE new_calendars RENAME TO calendars;
      ALTER TABLE new_occurrences RENAME TO occurrences;
      CREATE UNIQUE INDEX one_home ON calendars (is_home) WHERE is_home = 1;
      CREATE INDEX calendars_by_account ON calendars (account_id);
      CREATE INDEX occurrences_by_time ON occurrences (generation, is_long, start_ms);
      CREATE INDEX occurrences_by_resource ON occurrences (resource) WHERE resource IS NOT NULL;
    `);
  },
};

// The number of a generation is never used again: what is left of one that is gone can never become another's.
const TABLES = `
  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('caldav')),
    host TEXT NOT NULL,
    user TEXT NOT NULL,
    mails_guests INTEGER NOT NULL CHECK (mails_guests IN (0, 1)),
    connection TEXT NOT NULL,
    calendars TEXT NOT NULL,
    trouble TEXT
  ) STRICT;

  CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    calendar_id TEXT NOT NULL,
    busy_until_ms INTEGER,
    is_doomed INTEGER NOT NULL DEFAULT 0 CHECK (is_doomed IN (0, 1))
  ) STRICT;

  CREATE TABLE new_calendars (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'watched', 'feed', 'caldav', 'local', 'sample')),
    role TEXT NOT NULL CHECK (role IN ('own', 'household', 'holidays')),
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,
    remote_ref TEXT,
    origin TEXT,
    is_writable INTEGER NOT NULL CHECK (is_writable IN (0, 1)),
    is_home INTEGER NOT NULL CHECK (is_home IN (0, 1)),
    generation INTEGER NOT NULL UNIQUE,
    as_of_ms INTEGER NOT NULL,
    events INTEGER NOT NULL,
    occurrences INTEGER NOT NULL,
    skipped TEXT NOT NULL,
    window_start_ms INTEGER,
    window_end_ms INTEGER,
    cursor TEXT,
    last_good_ms INTEGER,
    last_tried_ms INTEGER,
    next_due_ms INTEGER,
    failures INTEGER NOT NULL,
    trouble TEXT
  ) STRICT;

  CREATE TABLE sources (
    generation INTEGER NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (generation, part)
  ) STRICT;

  CREATE TABLE resources (
    id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    ref TEXT NOT NULL,
    etag TEXT,
    uid TEXT,
    events INTEGER NOT NULL,
    skipped TEXT,
    text BLOB NOT NULL,
    UNIQUE (generation, ref)
  ) STRICT;
  CREATE INDEX resources_by_uid ON resources (uid, generation);

  CREATE TABLE new_occurrences (
    id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    resource INTEGER,
    uid TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    is_long INTEGER NOT NULL CHECK (is_long IN (0, 1)),
    occurrence TEXT NOT NULL
  ) STRICT;
`;
