import type { EpochMs } from '#contract/time.ts';
import type { LeaseAnswer } from '#main/invites/outbox-store.ts';
import { type Database, numberOf, textOf } from './database.ts';
import { isDead, withProcess } from './liveness.ts';

/** One process at a time does what has this name, until it lets go or its time is up. */
export interface LeaseTable {
  acquire(name: string, owner: string, nowMs: EpochMs, untilMs: EpochMs): LeaseAnswer;
  release(name: string, owner: string): void;
}

export const createLeaseTable = (database: Database): LeaseTable => ({
  acquire: (name, owner, nowMs, untilMs) =>
    database.transact(() => takeLease(database, name, owner, nowMs, untilMs)),
  release: (name, owner) => releaseLease(database, name, owner),
});

/**
 * Takes or renews the lease `name`; refused while another owner's has not expired, unless its process is certain to be
 * dead. One durable transaction.
 */
export function acquireLease(
  database: Database,
  name: string,
  owner: string,
  nowMs: EpochMs,
  untilMs: EpochMs,
): LeaseAnswer {
  return database.commitDurably(() => takeLease(database, name, owner, nowMs, untilMs));
}

function takeLease(
  database: Database,
  name: string,
  owner: string,
  nowMs: EpochMs,
  untilMs: EpochMs,
): LeaseAnswer {
  const holder = withProcess(owner);
  const row = database.get('SELECT owner, expires_at_ms FROM leases WHERE name = ?', name);
  if (row !== null && numberOf(row, 'expires_at_ms') > nowMs) {
    const other = textOf(row, 'owner');
    if (other !== holder && !isDead(other)) return { held: false, untilMs: numberOf(row, 'expires_at_ms') };
  }
  database.run(
    `INSERT INTO leases (name, owner, expires_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at_ms = excluded.expires_at_ms`,
    name,
    holder,
    untilMs,
  );
  return { held: true };
}

export function releaseLease(database: Database, name: string, owner: string): void {
  const holder = withProcess(owner);
  database.transact(() => database.run('DELETE FROM leases WHERE name = ? AND owner = ?', name, holder));
}
