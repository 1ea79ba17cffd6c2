import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { migrate } from '#main/store/migrate.ts';
import { first } from '#main/store/migrations/0001-first.ts';
import { keptInStep } from '#main/store/migrations/0002-kept-in-step.ts';
import { calendarRoute } from '#main/store/migrations/0003-calendar-route.ts';
import { merges } from '#main/store/migrations/0004-merges.ts';
import { accountKinds } from '#main/store/migrations/0005-account-kinds.ts';
import { guestsBusy } from '#main/store/migrations/0006-guests-busy.ts';
import { temporaryFolder } from '../temporary.ts';

it('0006-guests-busy: what an account was told goes with the account', () => {
  const path = join(temporaryFolder(), 'store.db');
  const database = openDatabase(path);
  migrate(database, path, [first, keptInStep, calendarRoute, merges, accountKinds, guestsBusy]);
  database.close();
  const raw = new DatabaseSync(path, { enableForeignKeyConstraints: true });
  raw.exec(`
    INSERT INTO accounts VALUES ('g1', 'google', 'google.com', 'a@example.com', 1, '{}', '[]', NULL),
      ('g2', 'google', 'google.com', 'b@example.com', 1, '{}', '[]', NULL);
    INSERT INTO guests_busy VALUES ('g1', 'p@example.com', 1, '[]'), ('g2', 'p@example.com', 2, NULL);
  `);
  expect(() => raw.exec("INSERT INTO guests_busy VALUES ('g1', 'p@example.com', 3, NULL)")).toThrow('UNIQUE');
  expect(() => raw.exec("INSERT INTO guests_busy VALUES ('g3', 'p@example.com', 3, NULL)")).toThrow(
    'FOREIGN KEY',
  );
  raw.exec("DELETE FROM accounts WHERE id = 'g1'");
  expect(raw.prepare('SELECT account_id FROM guests_busy').all()).toEqual([{ account_id: 'g2' }]);
  raw.close();
});
