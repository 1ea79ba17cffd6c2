import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { copyPath, type Migration } from '#main/store/migrate.ts';
import { MIGRATIONS } from '#main/store/migrations/all.ts';
import { openStore } from '#main/store/open.ts';
import { openOrThrow, temporaryFolder } from './temporary.ts';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

const NEXT = MIGRATIONS.length + 1;

const next: Migration = {
  version: NEXT,
  name: 'next',
  up: (database) => database.exec('CREATE TABLE next (id TEXT PRIMARY KEY) STRICT'),
};

const failing: Migration = {
  version: NEXT,
  name: 'failing',
  up(database) {
    database.exec('CREATE TABLE half (id TEXT) STRICT');
    throw new Error('The disk is full');
  },
};

describe('openStore', () => {
  it('makes the file for its owner alone, in a folder for its owner alone', () => {
    const path = join(temporaryFolder(), 'data', 'store.db');
    const store = openOrThrow(path);
    store.meta.save('a', 'b');
    expect(mode(join(path, '..'))).toBe('700');
    for (const name of readdirSync(join(path, '..'))) expect(mode(join(path, '..', name))).toBe('600');
    expect(readdirSync(join(path, '..'))).toContain('store.db-wal');
  });

  it('finds what another process wrote, and tells that somebody wrote', () => {
    const path = join(temporaryFolder(), 'store.db');
    const [one, other] = [openOrThrow(path), openOrThrow(path)];
    const before = other.foreignChanges();
    one.meta.save('key', 'value');
    expect(other.meta.read('key')).toBe('value');
    expect(other.foreignChanges()).not.toBe(before);
    const own = other.foreignChanges();
    other.meta.save('key', 'mine');
    expect(other.foreignChanges()).toBe(own);
  });

  it('is made once when several processes make it at the same time', async () => {
    const path = join(temporaryFolder(), 'data', 'store.db');
    const script = join(import.meta.dirname, 'open-process.ts');
    const exits = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, [script, path, '25'], { stdio: ['ignore', 'ignore', 'inherit'] });
      return new Promise((resolve) => child.once('exit', resolve));
    });
    expect(await Promise.all(exits)).toEqual([0, 0, 0, 0]);
    const database = new DatabaseSync(path);
    expect(database.prepare("SELECT count(*) AS n FROM meta WHERE value = 'written'").get()).toEqual({
      n: 100,
    });
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });

  it('refuses a file of a newer program and leaves it as it is', () => {
    const path = join(temporaryFolder(), 'store.db');
    const newer = openStore(path, [...MIGRATIONS, next]);
    expect(newer.ok).toBe(true);
    if (newer.ok) newer.value.close();
    const bytes = readFileSync(path);
    const outcome = openStore(path);
    expect(outcome).toEqual({
      ok: false,
      code: 'conflict',
      message:
        `${path} was written by a newer Golden Hour (format ${NEXT}; this one knows ${NEXT - 1}). ` +
        'Update Golden Hour; the file was left as it is.',
    });
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(join(path, '..'))).toEqual(['store.db']);
  });

  it('refuses a newer file also when that is only in its log', () => {
    const path = join(temporaryFolder(), 'store.db');
    openOrThrow(path).close = () => undefined;
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 9');
    expect(openStore(path)).toMatchObject({ ok: false, code: 'conflict' });
    newer.close();
  });

  it.each([
    ['text', Buffer.from('Dear diary, this is not a database at all, it is only a text of some length.')],
    ['something short', Buffer.from('x')],
  ])('refuses %s and leaves it as it is', (_name, bytes) => {
    const path = join(temporaryFolder(), 'store.db');
    writeFileSync(path, bytes);
    expect(openStore(path)).toMatchObject({ ok: false, code: 'unreadable' });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('refuses another program’s database', () => {
    const path = join(temporaryFolder(), 'store.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE songs (name TEXT)');
    other.close();
    const bytes = readFileSync(path);
    expect(openStore(path)).toMatchObject({ ok: false, code: 'unreadable' });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('says where it cannot write', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(openStore(join(folder, 'file', 'store.db'))).toMatchObject({ ok: false, code: 'refused' });
    mkdirSync(join(folder, 'store.db'));
    expect(openStore(join(folder, 'store.db'))).toMatchObject({ ok: false, code: 'refused' });
  });

  it('says when the file is damaged', () => {
    const path = join(temporaryFolder(), 'store.db');
    const first = openStore(path);
    if (first.ok) first.value.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 100);
    writeFileSync(path, bytes);
    expect(openStore(path)).toMatchObject({ ok: false, code: 'unreadable' });
  });
});

describe('a migration', () => {
  it('keeps a copy of what was committed before it runs', () => {
    const path = join(temporaryFolder(), 'store.db');
    const before = openStore(path);
    if (before.ok) {
      before.value.meta.save('kept', 'yes');
      before.value.close();
    }
    const after = openStore(path, [...MIGRATIONS, next]);
    expect(after.ok && after.value.meta.read('kept')).toBe('yes');
    if (after.ok) after.value.close();
    const copy = copyPath(path, NEXT);
    expect(mode(copy)).toBe('600');
    expect(openOrThrow(copy).meta.read('kept')).toBe('yes');
  });

  it('that fails changes nothing', () => {
    const path = join(temporaryFolder(), 'store.db');
    const before = openStore(path);
    if (before.ok) {
      before.value.meta.save('kept', 'yes');
      before.value.close();
    }
    expect(() => openStore(path, [...MIGRATIONS, failing])).toThrow('The disk is full');
    const store = openOrThrow(path);
    expect(store.meta.read('kept')).toBe('yes');
    const database = new DatabaseSync(path);
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    database.close();
  });

  it('runs once when two processes come at the same time', () => {
    const path = join(temporaryFolder(), 'store.db');
    const stores = Array.from({ length: 3 }, () => openStore(path, [...MIGRATIONS, next]));
    expect(stores.every(({ ok }) => ok)).toBe(true);
    for (const store of stores) if (store.ok) store.value.close();
  });

  it('has a number of its own, without a hole', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
    for (const { version, name } of MIGRATIONS)
      expect(name.slice(0, 5)).toBe(`${String(version).padStart(4, '0')}-`);
  });
});
