import { type Database, textOf } from './database.ts';

/** Small single values: the plan that was shown last, flags of the first run. */
export interface MetaTable {
  read(key: string): string | null;
  save(key: string, value: string): void;
  remove(key: string): void;
}

export function createMetaTable(database: Database): MetaTable {
  return {
    read(key) {
      const row = database.get('SELECT value FROM meta WHERE key = ?', key);
      return row === null ? null : textOf(row, 'value');
    },
    save(key, value) {
      database.transact(() =>
        database.run(
          'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          key,
          value,
        ),
      );
    },
    remove(key) {
      database.run('DELETE FROM meta WHERE key = ?', key);
    },
  };
}
