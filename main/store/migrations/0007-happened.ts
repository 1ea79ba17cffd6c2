import type { Migration } from '../migrate.ts';

/** Whether past invites happened: the user's word on one time of each. */
export const happened: Migration = {
  version: 7,
  name: '0007-happened',
  up(database) {
    database.exec(`
      CREATE TABLE happened (
        invite_id TEXT PRIMARY KEY REFERENCES invites (id) ON DELETE CASCADE,
        start_ms INTEGER NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('yes', 'no', 'moved')),
        said_at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
