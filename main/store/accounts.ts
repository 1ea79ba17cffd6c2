import type { AccountKind } from '#contract/calendars.ts';
import type { AccountId } from '#contract/ids.ts';
import type { RemoteCalendar } from '#main/calendars/provider.ts';
import { type Database, jsonOf, numberOf, type Row, textOf } from './database.ts';
import { readTrouble, type StoredTrouble } from './sync-state.ts';

/** Somebody's place on a server; its password or tokens are in the secret store. */
export interface StoredAccount {
  readonly id: AccountId;
  readonly kind: AccountKind;
  readonly host: string;
  readonly user: string;
  /** The server itself mails the guests (RFC 6638, or a provider's own way). */
  readonly mailsGuests: boolean;
  /** JSON that only the provider understands. */
  readonly connection: unknown;
  /** As the server listed them last, chosen or not. */
  readonly calendars: readonly RemoteCalendar[];
  readonly trouble: StoredTrouble | null;
}

export interface AccountTable {
  /** By host, then user. */
  list(): readonly StoredAccount[];
  read(id: AccountId): StoredAccount | null;
  /** Adds it, or takes the place of what was there under its id. */
  save(account: StoredAccount): void;
  /** With its calendars. False when there was none. */
  remove(id: AccountId): boolean;
}

export function createAccountTable(database: Database): AccountTable {
  return {
    list: () => database.all('SELECT * FROM accounts ORDER BY host, user, id').map(mapAccount),
    read(id) {
      const row = database.get('SELECT * FROM accounts WHERE id = ?', id);
      return row === null ? null : mapAccount(row);
    },
    save({ id, kind, host, user, mailsGuests, connection, calendars, trouble }) {
      database.run(
        `INSERT INTO accounts (id, kind, host, user, mails_guests, connection, calendars, trouble)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET host = excluded.host, user = excluded.user,
           mails_guests = excluded.mails_guests, connection = excluded.connection,
           calendars = excluded.calendars, trouble = excluded.trouble`,
        id,
        kind,
        host,
        user,
        mailsGuests ? 1 : 0,
        JSON.stringify(connection),
        JSON.stringify(calendars),
        trouble === null ? null : JSON.stringify(trouble),
      );
    },
    remove: (id) => database.run('DELETE FROM accounts WHERE id = ?', id) > 0,
  };
}

const mapAccount = (row: Row): StoredAccount => ({
  // `save`, the table's only writer, wrote what it was given.
  id: textOf(row, 'id') as AccountId,
  kind: textOf(row, 'kind') as StoredAccount['kind'],
  host: textOf(row, 'host'),
  user: textOf(row, 'user'),
  mailsGuests: numberOf(row, 'mails_guests') === 1,
  connection: jsonOf(row, 'connection'),
  calendars: jsonOf(row, 'calendars') as readonly RemoteCalendar[],
  trouble: readTrouble(row),
});
