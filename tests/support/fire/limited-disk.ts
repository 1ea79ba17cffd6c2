import type { Database } from '#main/store/database.ts';
import type { Migration } from '#main/store/migrate.ts';
import { MIGRATIONS } from '#main/store/migrations/all.ts';

/** A disk that the test fills and empties, by SQLite's own limits on one connection. */
export interface LimitedDisk {
  /** For openStore: the last one changes nothing, and takes hold of the connection. */
  readonly migrations: readonly Migration[];
  /** From now on nothing that needs another page fits (SQLITE_FULL); what is free inside the file is used up first. */
  fill(): void;
  /** Nothing may be written any more (SQLITE_READONLY). */
  protect(): void;
  /** There is room again. */
  free(): void;
}

const MOST_PAGES = 1_000_000;

export function createLimitedDisk(): LimitedDisk {
  let held: Database | null = null;
  const connection = (): Database => {
    if (held === null) throw new Error('Open the store with these migrations first.');
    return held;
  };
  const version = (MIGRATIONS.at(-1)?.version ?? 0) + 1;
  return {
    migrations: [
      ...MIGRATIONS,
      {
        version,
        name: 'limited-disk',
        up(database) {
          database.exec('CREATE TABLE ballast (bytes BLOB) STRICT');
          held = database;
        },
      },
    ],
    fill() {
      // It cannot become smaller than it is: this is 'no page more'.
      connection().exec('PRAGMA max_page_count = 1');
      for (let bytes = 4_096; bytes >= 1; bytes = Math.floor(bytes / 2)) {
        while (fits(connection(), bytes)) continue;
      }
    },
    protect: () => connection().exec('PRAGMA query_only = ON'),
    free() {
      connection().exec(`PRAGMA query_only = OFF; PRAGMA max_page_count = ${MOST_PAGES}`);
      connection().exec('DELETE FROM ballast');
    },
  };
}

function fits(database: Database, bytes: number): boolean {
  try {
    return database.run('INSERT INTO ballast VALUES (zeroblob(?))', bytes) === 1;
  } catch {
    // Full: that is what was asked for.
    return false;
  }
}
