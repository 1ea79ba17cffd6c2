import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { migrate } from '#main/store/migrate.ts';
import { MIGRATIONS } from '#main/store/migrations/all.ts';
import { happened } from '#main/store/migrations/0007-happened.ts';
import { temporaryFolder } from '../temporary.ts';

it('0007-happened: invites of before have no word on them, and a word is one of three and goes with its invite', () => {
  const path = join(temporaryFolder(), 'store.db');
  const upTo = (version: number) => MIGRATIONS.filter((migration) => migration.version <= version);
  const before = openDatabase(path);
  migrate(before, path, upTo(happened.version - 1));
  before.exec(`
    INSERT INTO invites (id, uid, proposal_id, route, created_at_ms, sequence, step, due_ms, stamp_ms, checks_slot,
      state, content, settled)
    VALUES ('i1', 'i1@golden-hour', NULL, 'smtp', 1, 0, 'create', 1, 1, 1, '{}', '{}', NULL);
  `);
  before.close();
  const database = openDatabase(path);
  migrate(database, path, upTo(happened.version));
  database.close();
  const raw = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  expect(raw.prepare('SELECT * FROM happened').all()).toEqual([]);
  expect(() => raw.exec("INSERT INTO happened VALUES ('i1', 5, 'perhaps', 9)")).toThrow('CHECK');
  expect(() => raw.exec("INSERT INTO happened VALUES ('i2', 5, 'yes', 9)")).toThrow('FOREIGN KEY');
  raw.exec("INSERT INTO happened VALUES ('i1', 5, 'moved', 9)");
  raw.exec("DELETE FROM invites WHERE id = 'i1'");
  expect(raw.prepare('SELECT count(*) AS count FROM happened').get()).toEqual({ count: 0 });
  raw.close();
});
