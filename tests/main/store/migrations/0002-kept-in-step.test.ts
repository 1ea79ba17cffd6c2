import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { openDatabase } from '#main/store/database.ts';
import { copyPath, migrate } from '#main/store/migrate.ts';
import { MIGRATIONS } from '#main/store/migrations/all.ts';
import { openOrThrow, temporaryFolder } from '../temporary.ts';

const NOW = Date.parse('2026-06-01T09:00:00Z');
const DAY_MS = 86_400_000;
const SOURCE = `BEGIN:VCALENDAR\r\nX-WR-CALNAME:Café ☕\r\n${'X-FILL:0123456789\r\n'.repeat(150_000)}END:VCALENDAR\r\n`;

const occurrence = (uid: string, time: object): object => ({
  uid,
  recurrenceId: null,
  calendarId: 'work',
  summary: `Event ${uid}`,
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [{ email: 'a@example.org', name: null, rsvp: 'accepted', kind: 'individual' }],
  time,
  activity: null,
});

const timed = (startMs: number, endMs: number): object => ({ kind: 'timed', startMs, endMs, zone: null });

/** As the first format left it: calendars, events, an invite with its own event, a person. */
function writeFirstFormat(path: string): void {
  const database = openDatabase(path);
  migrate(database, path, MIGRATIONS.slice(0, 1));
  const calendar = `INSERT INTO calendars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const event = 'INSERT INTO occurrences VALUES (?, ?, ?, ?, ?, ?)';
  database.transact(() => {
    database.run(
      calendar,
      'work',
      'Work',
      'file',
      SOURCE,
      NOW,
      3,
      '[{"uid":"x","reason":"no DTSTART"}]',
      NOW,
      NOW + 9,
    );
    database.run(calendar, 'golden-hour', 'Golden Hour', 'local', null, NOW + 1, 1, '[]', null, null);
    const rows: readonly [string, number, number][] = [
      ['b', NOW, NOW + 60_000],
      ['a', NOW, NOW + 60_000],
      ['long', NOW - 30 * DAY_MS, NOW + DAY_MS],
    ];
    for (const [position, [uid, from, to]] of rows.entries()) {
      database.run(event, 'work', position, uid, from, to, JSON.stringify(occurrence(uid, timed(from, to))));
    }
    const own = { ...occurrence('own', timed(NOW, NOW + 1)), calendarId: 'golden-hour', activity: 'walk' };
    database.run(event, 'golden-hour', 0, 'own', NOW, NOW + 1, JSON.stringify(own));
    database.run("INSERT INTO meta VALUES ('kept', 'yes')");
  });
  database.close();
}

describe('0002-kept-in-step', () => {
  it('keeps everything that a store of the first format has, and a copy of it', () => {
    const path = join(temporaryFolder(), 'store.db');
    writeFirstFormat(path);
    const store = openOrThrow(path);
    expect(store.meta.read('kept')).toBe('yes');
    expect(store.calendars.list()).toMatchObject([
      {
        id: 'golden-hour',
        kind: 'local',
        role: 'own',
        events: 1,
        occurrences: 1,
        window: null,
        asOfMs: NOW + 1,
      },
      {
        id: 'work',
        name: 'Work',
        kind: 'file',
        role: 'own',
        accountId: null,
        isHome: false,
        events: 3,
        occurrences: 3,
        skipped: [{ uid: 'x', reason: 'no DTSTART' }],
        window: { startMs: NOW, endMs: NOW + 9 },
        sync: { cursor: null, failures: 0, trouble: null },
      },
    ]);
    const found = store.calendars.occurrencesIn({ startMs: NOW, endMs: NOW + 1 });
    expect(found.map(({ uid }) => uid)).toEqual(['long', 'own', 'b', 'a']);
    expect(found[2]).toEqual(occurrence('b', timed(NOW, NOW + 60_000)));
    expect(found[1]).toMatchObject({ calendarId: 'golden-hour', activity: 'walk' });
    expect(Buffer.from(store.calendars.readSource(calendarId('work')) ?? '').toString()).toBe(SOURCE);
    const newest = MIGRATIONS.length;
    expect(existsSync(copyPath(path, newest))).toBe(true);
    const copy = new DatabaseSync(copyPath(path, newest));
    expect(copy.prepare('SELECT count(*) AS n FROM occurrences').get()).toEqual({ n: 4 });
    expect(copy.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    copy.close();
  });

  it('leaves a sound file: STRICT tables, nothing that refers to what is not there', () => {
    const path = join(temporaryFolder(), 'store.db');
    writeFirstFormat(path);
    openOrThrow(path);
    const database = new DatabaseSync(path);
    const loose = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    expect(loose).toEqual([]);
    expect(database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    const leftOver = database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'new_%'").all();
    expect(leftOver).toEqual([]);
    database.close();
  });

  it('allows one home at most', () => {
    const path = join(temporaryFolder(), 'store.db');
    writeFirstFormat(path);
    openOrThrow(path);
    const database = new DatabaseSync(path);
    database.exec("UPDATE calendars SET is_home = 1 WHERE id = 'work'");
    expect(() => database.exec('UPDATE calendars SET is_home = 1')).toThrow('UNIQUE');
    database.close();
  });
});
