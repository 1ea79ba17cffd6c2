import type { EpochMs } from '#contract/time.ts';
import type { LeaseAnswer } from '#main/invites/outbox-store.ts';
import { type Database, numberOf, textOf } from './database.ts';

/** Takes or renews the lease `name`; refused while another owner's has not expired. One durable transaction. */
export function acquireLease(
  database: Database,
  name: string,
  owner: string,
  nowMs: EpochMs,
  untilMs: EpochMs,
): LeaseAnswer {
  return database.commitDurably(() => {
    const row = database.get('SELECT owner, expires_at_ms FROM leases WHERE name = ?', name);
    if (row !== null && textOf(row, 'owner') !== owner && numberOf(row, 'expires_at_ms') > nowMs) {
      return { held: false, untilMs: numberOf(row, 'expires_at_ms') };
    }
    database.run(
      `INSERT INTO leases (name, owner, expires_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at_ms = excluded.expires_at_ms`,
      name,
      owner,
      untilMs,
    );
    return { held: true };
  });
}

export function releaseLease(database: Database, name: string, owner: string): void {
  database.transact(() => database.run('DELETE FROM leases WHERE name = ? AND owner = ?', name, owner));
}
