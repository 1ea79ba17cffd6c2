import type { InviteId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { InviteRecord } from '#main/invites/invite.ts';

export type LeaseAnswer = { readonly held: true } | { readonly held: false; readonly untilMs: EpochMs };

/** What the user's own calendar shows of an invite; null: nothing. */
type EventOf = (record: InviteRecord) => Occurrence | null;

/**
 * What the outbox needs of a store. Several processes may hold one on the same file; every method is one transaction
 * of its own, and those that write survive a power failure once they return.
 */
export interface OutboxStore {
  /** Oldest first. */
  list(): readonly InviteRecord[];
  read(id: InviteId): InviteRecord | null;
  findByUid(uid: string): InviteRecord | null;
  /**
   * Writes the record and its event, all or nothing, unless `isSame` holds for a stored one, which is then given back:
   * a double click is one invite.
   */
  insert(record: InviteRecord, eventOf: EventOf, isSame: (stored: InviteRecord) => boolean): InviteRecord;
  /**
   * Reads, lets `change` decide, and writes the record with its deliveries, answers and the event in the user's own
   * calendar, all or nothing. Null from `change` writes nothing. Gives what is stored afterwards; null without `id`.
   */
  update(
    id: InviteId,
    change: (record: InviteRecord) => InviteRecord | null,
    eventOf: EventOf,
  ): InviteRecord | null;
  /** Takes or renews the right to send; false while another owner's lease has not expired. */
  acquireLease(owner: string, nowMs: EpochMs, untilMs: EpochMs): LeaseAnswer;
  /** Nothing happens when another owner holds it. */
  releaseLease(owner: string): void;
}
