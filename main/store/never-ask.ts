import { createHash, randomBytes } from 'node:crypto';
import { type Database, textOf } from './database.ts';

/**
 * 'Please don't' is for ever, also after the person is deleted: what stays is a hash of each address with a salt of
 * this store, which tells that an address is among them and not which addresses there are.
 */
export interface NeverAskTable {
  add(emails: readonly string[]): void;
  has(email: string): boolean;
  /** Only when the user says so of this very person. */
  remove(emails: readonly string[]): void;
}

const SALT_KEY = 'never-ask-salt';

export function createNeverAskTable(database: Database): NeverAskTable {
  function readSalt(): string {
    return database.transact(() => {
      const row = database.get('SELECT value FROM meta WHERE key = ?', SALT_KEY);
      if (row !== null) return textOf(row, 'value');
      const salt = randomBytes(32).toString('hex');
      database.run('INSERT INTO meta (key, value) VALUES (?, ?)', SALT_KEY, salt);
      return salt;
    });
  }
  const hash = (email: string): string =>
    createHash('sha256').update(`${readSalt()}\n${email.trim().toLowerCase()}`).digest('hex');

  return {
    add(emails) {
      database.transact(() => {
        for (const email of emails) {
          database.run('INSERT OR IGNORE INTO never_ask (hash) VALUES (?)', hash(email));
        }
      });
    },
    has: (email) => database.get('SELECT 1 AS found FROM never_ask WHERE hash = ?', hash(email)) !== null,
    remove(emails) {
      database.transact(() => {
        for (const email of emails) database.run('DELETE FROM never_ask WHERE hash = ?', hash(email));
      });
    },
  };
}
