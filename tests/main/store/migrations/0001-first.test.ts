import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { migrate } from '#main/store/migrate.ts';
import { first } from '#main/store/migrations/0001-first.ts';
import { temporaryFolder } from '../temporary.ts';

function migrated(): DatabaseSync {
  const path = join(temporaryFolder(), 'store.db');
  const database = openDatabase(path);
  migrate(database, path, [first]);
  database.close();
  return new DatabaseSync(path);
}

describe('0001-first', () => {
  it('makes STRICT tables only', () => {
    const database = migrated();
    const tables = database
      .prepare(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
    database.close();
  });

  it('asks the index for what lies in a range of days', () => {
    const database = migrated();
    const plan = database
      .prepare('EXPLAIN QUERY PLAN SELECT occurrence FROM occurrences WHERE end_ms > 1 AND start_ms < 2')
      .all();
    expect(plan.map(({ detail }) => detail).join()).toContain('occurrences_by_time');
    database.close();
  });

  it('knows only the words that the program knows', () => {
    const database = migrated();
    const insert = database.prepare(
      "INSERT INTO calendars (id, name, kind, as_of_ms, events, skipped) VALUES ('a', 'A', ?, 0, 0, '[]')",
    );
    expect(() => insert.run('telepathy')).toThrow('CHECK');
    expect(insert.run('file').changes).toBe(1);
    database.close();
  });
});
