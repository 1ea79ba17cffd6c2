import type { Migration } from '../migrate.ts';

export const first: Migration = {
  version: 1,
  name: '0001-first',
  up(database) {
    database.exec(`
      CREATE TABLE calendars (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('file', 'local', 'sample')),
        source TEXT,
        as_of_ms INTEGER NOT NULL,
        events INTEGER NOT NULL,
        skipped TEXT NOT NULL,
        window_start_ms INTEGER,
        window_end_ms INTEGER
      ) STRICT;

      CREATE TABLE occurrences (
        calendar_id TEXT NOT NULL REFERENCES calendars (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        uid TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        occurrence TEXT NOT NULL,
        PRIMARY KEY (calendar_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX occurrences_by_time ON occurrences (end_ms, start_ms);

      CREATE TABLE people (
        id TEXT PRIMARY KEY,
        sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
        backoff_cleared_at_ms INTEGER,
        person TEXT NOT NULL
      ) STRICT;
      CREATE TABLE person_emails (
        email TEXT NOT NULL,
        person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        PRIMARY KEY (email, person_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX person_emails_by_person ON person_emails (person_id);

      CREATE TABLE never_ask (hash TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

      CREATE TABLE logged_touches (
        person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        date TEXT NOT NULL,
        PRIMARY KEY (person_id, date)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE dismissed_offers (email TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

      CREATE TABLE activity_changes (
        id TEXT PRIMARY KEY,
        enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
        activity TEXT
      ) STRICT;

      CREATE TABLE holds (
        hold TEXT PRIMARY KEY,
        until_date TEXT NOT NULL
      ) STRICT;

      CREATE TABLE forecasts (
        place TEXT PRIMARY KEY,
        payload TEXT,
        fetched_at_ms INTEGER,
        attempted_at_ms INTEGER,
        problem TEXT
      ) STRICT;

      CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;

      CREATE TABLE invites (
        id TEXT PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        proposal_id TEXT,
        route TEXT NOT NULL CHECK (route IN ('smtp', 'handed-over')),
        created_at_ms INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('create', 'move', 'cancel')),
        due_ms INTEGER NOT NULL,
        stamp_ms INTEGER NOT NULL,
        checks_slot INTEGER NOT NULL CHECK (checks_slot IN (0, 1)),
        state TEXT NOT NULL,
        content TEXT NOT NULL,
        settled TEXT
      ) STRICT;

      CREATE TABLE deliveries (
        invite_id TEXT NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL,
        position INTEGER NOT NULL,
        email TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'attempting', 'delivered', 'refused')),
        attempts INTEGER NOT NULL,
        detail TEXT,
        PRIMARY KEY (invite_id, sequence, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE answers (
        invite_id TEXT NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        person_id TEXT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'tentative', 'needs-action')),
        comment TEXT,
        sequence INTEGER NOT NULL,
        stamp_ms INTEGER NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        via TEXT NOT NULL CHECK (via IN ('reply', 'tap')),
        PRIMARY KEY (invite_id, email)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX answers_by_person ON answers (person_id, recorded_at_ms);

      CREATE TABLE leases (
        name TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        expires_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
