import type { AccountId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { type Database, jsonOf, numberOf, type Row, textOf, textOrNull } from './database.ts';

/** What an account was told of somebody's calendar. */
export interface GuestBusy {
  readonly accountId: AccountId;
  /** Lower case. */
  readonly email: string;
  readonly askedMs: EpochMs;
  /** Ascending, disjoint; null: this account may not see it, or there is none. */
  readonly busy: readonly Interval[] | null;
}

export interface GuestBusyTable {
  /** By address, then account. */
  list(): readonly GuestBusy[];
  /**
   * Adds them, or takes the place of what was known of the same address over the same account. Nothing of an account
   * that was removed while it was asked.
   */
  save(answers: readonly GuestBusy[]): void;
  /** Of nobody else anything is kept. */
  keepOnly(emails: ReadonlySet<string>): void;
}

export function createGuestBusyTable(database: Database): GuestBusyTable {
  const list = (): readonly GuestBusy[] =>
    database.all('SELECT * FROM guests_busy ORDER BY email, account_id').map(mapGuestBusy);
  return {
    list,
    save(answers) {
      database.transact(() => {
        for (const { accountId, email, askedMs, busy } of answers) {
          database.run(
            `INSERT INTO guests_busy (account_id, email, asked_ms, busy)
             SELECT id, ?, ?, ? FROM accounts WHERE id = ?
             ON CONFLICT (account_id, email) DO UPDATE SET asked_ms = excluded.asked_ms, busy = excluded.busy`,
            email,
            askedMs,
            busy === null ? null : JSON.stringify(busy.map(({ startMs, endMs }) => [startMs, endMs])),
            accountId,
          );
        }
      });
    },
    keepOnly(emails) {
      const strangers = new Set(list().flatMap(({ email }) => (emails.has(email) ? [] : [email])));
      if (strangers.size === 0) return;
      database.transact(() => {
        for (const email of strangers) database.run('DELETE FROM guests_busy WHERE email = ?', email);
      });
    },
  };
}

const mapGuestBusy = (row: Row): GuestBusy => ({
  // `save`, the table's only writer, wrote what it was given.
  accountId: textOf(row, 'account_id') as AccountId,
  email: textOf(row, 'email'),
  askedMs: numberOf(row, 'asked_ms'),
  busy:
    textOrNull(row, 'busy') === null
      ? null
      : (jsonOf(row, 'busy') as readonly (readonly [EpochMs, EpochMs])[]).map(([startMs, endMs]) => ({
          startMs,
          endMs,
        })),
});
