import type { Migration } from '../migrate.ts';

/**
 * Accounts and calendars of more providers than CalDAV. SQLite cannot change a CHECK, so both tables are made anew, and
 * without one on their kinds: those the program's types name, and the next provider needs no new tables. The calendars
 * refer to the accounts, so they leave first and come back last.
 */
export const accountKinds: Migration = {
  version: 5,
  name: '0005-account-kinds',
  up(database) {
    database.exec(`
      CREATE TABLE accounts_5 (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        host TEXT NOT NULL,
        user TEXT NOT NULL,
        mails_guests INTEGER NOT NULL CHECK (mails_guests IN (0, 1)),
        connection TEXT NOT NULL,
        calendars TEXT NOT NULL,
        trouble TEXT
      ) STRICT;
      INSERT INTO accounts_5 (id, kind, host, user, mails_guests, connection, calendars, trouble)
        SELECT id, kind, host, user, mails_guests, connection, calendars, trouble FROM accounts;

      CREATE TABLE calendars_5 (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('own', 'household', 'holidays')),
        account_id TEXT REFERENCES accounts_5 (id) ON DELETE CASCADE,
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
      INSERT INTO calendars_5 (id, name, kind, role, account_id, remote_ref, origin, is_writable, is_home, generation,
          as_of_ms, events, occurrences, skipped, window_start_ms, window_end_ms, cursor, last_good_ms, last_tried_ms,
          next_due_ms, failures, trouble)
        SELECT id, name, kind, role, account_id, remote_ref, origin, is_writable, is_home, generation,
          as_of_ms, events, occurrences, skipped, window_start_ms, window_end_ms, cursor, last_good_ms, last_tried_ms,
          next_due_ms, failures, trouble
        FROM calendars;

      DROP TABLE calendars;
      DROP TABLE accounts;
      ALTER TABLE accounts_5 RENAME TO accounts;
      ALTER TABLE calendars_5 RENAME TO calendars;
      CREATE UNIQUE INDEX one_home ON calendars (is_home) WHERE is_home = 1;
      CREATE INDEX calendars_by_account ON calendars (account_id);
    `);
  },
};
