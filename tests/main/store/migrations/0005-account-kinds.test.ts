import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { copyPath, migrate } from '#main/store/migrate.ts';
import { first } from '#main/store/migrations/0001-first.ts';
import { keptInStep } from '#main/store/migrations/0002-kept-in-step.ts';
import { calendarRoute } from '#main/store/migrations/0003-calendar-route.ts';
import { merges } from '#main/store/migrations/0004-merges.ts';
import { accountKinds } from '#main/store/migrations/0005-account-kinds.ts';
import { temporaryFolder } from '../temporary.ts';

const BEFORE = [first, keptInStep, calendarRoute, merges];

const CALENDARS = `
  INSERT INTO accounts VALUES ('a1', 'caldav', 'dav.example', 'alex', 1, '{"principal":null}', '[{"ref":"/x/"}]', NULL);
  INSERT INTO calendars (id, name, kind, role, account_id, remote_ref, origin, is_writable, is_home, generation, as_of_ms,
      events, occurrences, skipped, cursor, last_good_ms, failures, trouble)
    VALUES ('c1', 'Work', 'caldav', 'own', 'a1', '/x/', 'dav.example', 1, 1, 7, 100, 3, 5, '[]', 'token', 90, 2,
      '{"kind":"offline"}'),
    ('c2', 'Feed', 'feed', 'household', NULL, NULL, 'feeds.example', 0, 0, 8, 101, 0, 0, '[]', NULL, NULL, 0, NULL);
`;

it('0005-account-kinds: accounts and calendars stay as they are, and Google may come', () => {
  const path = join(temporaryFolder(), 'store.db');
  const before = openDatabase(path);
  migrate(before, path, BEFORE);
  before.exec(CALENDARS);
  const accounts = before.all('SELECT * FROM accounts');
  const calendars = before.all('SELECT * FROM calendars ORDER BY id');
  migrate(before, path, [...BEFORE, accountKinds]);
  expect(before.all('SELECT * FROM accounts')).toEqual(accounts);
  expect(before.all('SELECT * FROM calendars ORDER BY id')).toEqual(calendars);
  expect(existsSync(copyPath(path, 5))).toBe(true);
  before.close();

  const raw = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  raw.exec(
    "INSERT INTO accounts VALUES ('g1', 'google', 'google.com', 'alex@example.com', 1, '{}', '[]', NULL)",
  );
  raw.exec("UPDATE calendars SET account_id = 'g1', kind = 'google' WHERE id = 'c2'");
  expect(() => raw.exec('UPDATE calendars SET is_home = 1')).toThrow('UNIQUE');
  expect(() => raw.exec("UPDATE calendars SET account_id = 'nobody'")).toThrow('FOREIGN KEY');
  expect(() => raw.exec("UPDATE calendars SET role = 'enemy'")).toThrow('CHECK');
  raw.exec("DELETE FROM accounts WHERE id = 'a1'");
  expect(raw.prepare('SELECT id FROM calendars').all()).toEqual([{ id: 'c2' }]);
  expect(raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  raw.close();
});
