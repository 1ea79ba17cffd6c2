import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#main/store/database.ts';
import { migrate } from '#main/store/migrate.ts';
import { first } from '#main/store/migrations/0001-first.ts';
import { keptInStep } from '#main/store/migrations/0002-kept-in-step.ts';
import { calendarRoute } from '#main/store/migrations/0003-calendar-route.ts';
import { createOutboxTable } from '#main/store/outbox.ts';
import { temporaryFolder } from '../temporary.ts';

function withOldInvite(): Database {
  const path = join(temporaryFolder(), 'store.db');
  const database = openDatabase(path);
  migrate(database, path, [first, keptInStep]);
  database.run(
    `INSERT INTO invites VALUES ('a', 'a@golden-hour', 'p', 'smtp', 1, 1, 'move', 2, 3, 1, ?, '{}', ?)`,
    JSON.stringify({ kind: 'undo-window', sendsAtMs: 9 }),
    JSON.stringify({
      content: {},
      sequence: 0,
      step: 'create',
      stampMs: 1,
      dueMs: 1,
      state: { kind: 'sent', atMs: 1 },
    }),
  );
  database.run(
    `INSERT INTO deliveries VALUES ('a', 0, 0, 'a@b', 'delivered', 1, '250'), ('a', 1, 1, 'a@b', 'pending', 0, NULL)`,
  );
  database.run(`INSERT INTO answers VALUES ('a', 'a@b', 'person', 'accepted', NULL, 0, 5, 6, 'reply')`);
  migrate(database, path, [first, keptInStep, calendarRoute]);
  return database;
}

describe('0003-calendar-route', () => {
  it('keeps invites with their deliveries and answers, in no calendar', () => {
    const database = withOldInvite();
    expect(createOutboxTable(database).list()).toMatchObject([
      {
        id: 'a',
        route: 'smtp',
        calendar: null,
        settled: { sequence: 0, state: { kind: 'sent' }, copy: null },
        deliveries: [{ state: 'delivered' }, { state: 'pending' }],
        answers: [{ answer: 'accepted', via: 'reply' }],
      },
    ]);
    database.close();
  });

  it('keeps the ties between them, and STRICT', () => {
    const database = withOldInvite();
    expect(database.all('PRAGMA foreign_key_check')).toEqual([]);
    const strict = database.all(
      "SELECT name FROM pragma_table_list WHERE name IN ('invites', 'deliveries', 'answers') AND strict = 1",
    );
    expect(strict).toHaveLength(3);
    database.run("DELETE FROM invites WHERE id = 'a'");
    expect(database.all('SELECT * FROM deliveries')).toEqual([]);
    expect(database.all('SELECT * FROM answers')).toEqual([]);
    expect(database.all("SELECT name FROM sqlite_schema WHERE name LIKE '%\\_3' ESCAPE '\\'")).toEqual([]);
    database.close();
  });

  it('knows only the words that the program knows, and no half a place', () => {
    const database = withOldInvite();
    expect(() => database.run("UPDATE invites SET route = 'telepathy'")).toThrow('CHECK');
    expect(() => database.run("UPDATE invites SET route = 'calendar'")).toThrow('CHECK');
    expect(() => database.run("UPDATE invites SET calendar_id = 'home'")).toThrow('CHECK');
    expect(() => database.run("UPDATE answers SET via = 'owl'")).toThrow('CHECK');
    expect(database.run("UPDATE answers SET via = 'calendar'")).toBe(1);
    database.close();
  });
});
