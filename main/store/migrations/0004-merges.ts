import type { Migration } from '../migrate.ts';

export const merges: Migration = {
  version: 4,
  name: '0004-merges',
  up(database) {
    database.exec(`
      CREATE TABLE kept_apart (
        a TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        b TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        PRIMARY KEY (a, b),
        CHECK (a < b)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX kept_apart_by_second ON kept_apart (b);

      CREATE TABLE person_names (
        person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (person_id, name)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
