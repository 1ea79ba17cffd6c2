import { chmodSync, closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { type Database, numberOf, openDatabase } from './database.ts';

export interface Migration {
  /** 1, 2, 3 and so on; the file's `user_version` afterwards. */
  readonly version: number;
  /** The migration's file name without its ending. */
  readonly name: string;
  up(database: Database): void;
}

/** Marks a file as a store of this program: 'GHou'. */
export const APPLICATION_ID = 0x47_48_6f_75;

export function readVersion(database: Database): number {
  const row = database.get('PRAGMA user_version');
  return row === null ? 0 : numberOf(row, 'user_version');
}

export const copyPath = (path: string, version: number): string => `${path}.before-${version}`;

/**
 * Brings the file to the newest version in one transaction; all or nothing. Before it changes a file that holds
 * something, it keeps a copy beside it (`copyPath`), made from what was committed.
 */
export function migrate(database: Database, path: string, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (readVersion(database) >= newest) return;
  database.commitDurably(() => {
    // Asked again inside the transaction: another process may have migrated while this one waited.
    const from = readVersion(database);
    if (from > 0 && from < newest) keepCopy(path, newest);
    for (const migration of migrations) {
      if (migration.version <= from) continue;
      migration.up(database);
      database.exec(`PRAGMA user_version = ${migration.version}`);
    }
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  });
}

/** A second connection reads what is committed, while the first one's lock keeps every writer away. */
function keepCopy(path: string, newest: number): void {
  const copy = copyPath(path, newest);
  if (existsSync(copy)) rmSync(copy);
  // VACUUM INTO writes into an empty file with the permissions that it has.
  closeSync(openSync(copy, 'wx', 0o600));
  chmodSync(copy, 0o600);
  const reader = openDatabase(path);
  try {
    reader.run('VACUUM INTO ?', copy);
  } finally {
    reader.close();
  }
}
