import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { migrate } from '#main/store/migrate.ts';
import { first } from '#main/store/migrations/0001-first.ts';
import { merges } from '#main/store/migrations/0004-merges.ts';
import { temporaryFolder } from '../temporary.ts';

it('0004-merges: a pair is stored once, whoever comes first, and goes with either of the two', () => {
  const path = join(temporaryFolder(), 'store.db');
  const database = openDatabase(path);
  migrate(database, path, [first, merges]);
  database.close();
  const raw = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  const person = raw.prepare("INSERT INTO people (id, sample, person) VALUES (?, 0, '{}')");
  for (const id of ['a', 'b', 'c']) person.run(id);
  const pair = raw.prepare('INSERT INTO kept_apart (a, b) VALUES (?, ?)');
  pair.run('a', 'b');
  pair.run('b', 'c');
  expect(() => pair.run('b', 'a')).toThrow('CHECK');
  expect(() => pair.run('a', 'nobody')).toThrow('FOREIGN KEY');
  raw.prepare("INSERT INTO person_names VALUES ('b', 'Bee')").run();
  raw.exec("DELETE FROM people WHERE id = 'b'");
  expect(raw.prepare('SELECT * FROM kept_apart').all()).toEqual([]);
  expect(raw.prepare('SELECT * FROM person_names').all()).toEqual([]);
  raw.close();
});
