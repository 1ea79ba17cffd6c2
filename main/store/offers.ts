import { type Database, textOf } from './database.ts';

/** Addresses that are not to be offered as people again. */
export interface OfferTable {
  dismiss(emails: readonly string[]): void;
  dismissed(): ReadonlySet<string>;
}

export function createOfferTable(database: Database): OfferTable {
  return {
    dismiss(emails) {
      database.transact(() => {
        for (const email of emails) {
          database.run('INSERT OR IGNORE INTO dismissed_offers (email) VALUES (?)', email.toLowerCase());
        }
      });
    },
    dismissed: () =>
      new Set(database.all('SELECT email FROM dismissed_offers').map((row) => textOf(row, 'email'))),
  };
}
