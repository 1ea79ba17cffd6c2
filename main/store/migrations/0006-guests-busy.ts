import type { Migration } from '../migrate.ts';

/** When others are busy, by their own free/busy: times and nothing else. */
export const guestsBusy: Migration = {
  version: 6,
  name: '0006-guests-busy',
  up(database) {
    database.exec(`
      CREATE TABLE guests_busy (
        account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        asked_ms INTEGER NOT NULL,
        busy TEXT,
        PRIMARY KEY (account_id, email)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
