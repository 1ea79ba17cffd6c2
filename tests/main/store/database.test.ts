import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#main/store/database.ts';
import { temporaryFolder } from './temporary.ts';

function open() {
  const database = openDatabase(join(temporaryFolder(), 'a.db'));
  database.exec('CREATE TABLE t (x INTEGER) STRICT; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  const synchronous = (): unknown => database.get('PRAGMA synchronous')?.['synchronous'];
  const rows = (): number => database.all('SELECT x FROM t').length;
  return { database, synchronous, rows };
}

const FULL = 2;
const NORMAL = 1;

describe('openDatabase', () => {
  it('commits durably where it is asked to, and only there', () => {
    const { database, synchronous, rows } = open();
    const during = database.commitDurably(() => {
      database.run('INSERT INTO t VALUES (1)');
      return synchronous();
    });
    expect([during, synchronous(), rows()]).toEqual([FULL, NORMAL, 1]);
    expect(database.transact(synchronous)).toBe(NORMAL);
  });

  it('takes everything back when the work throws, and goes on', () => {
    const { database, synchronous, rows } = open();
    const broken = (): never => {
      database.run('INSERT INTO t VALUES (1)');
      throw new Error('stop');
    };
    expect(() => database.transact(broken)).toThrow('stop');
    expect(() => database.commitDurably(broken)).toThrow('stop');
    expect([rows(), synchronous()]).toEqual([0, NORMAL]);
    database.transact(() => database.transact(() => database.run('INSERT INTO t VALUES (2)')));
    expect(rows()).toBe(1);
  });

  it('does not promise what an outer transaction may take back', () => {
    const { database } = open();
    expect(() => database.transact(() => database.commitDurably(() => 1))).toThrow('would not be durable');
  });
});
