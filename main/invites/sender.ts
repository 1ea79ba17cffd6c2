import type { InviteId } from '#contract/ids.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import {
  askStillSend,
  beginSending,
  endRound,
  giveUpSlot,
  isDue,
  lateness,
  noteAttempt,
  noteResult,
  unsentGuests,
} from '#main/invites/delivering.ts';
import { currentDeliveries, hasLeft, type InviteGuest, type InviteRecord } from '#main/invites/invite.ts';
import { momentsOf, type PassPoint } from '#main/invites/kill-points.ts';
import { type MailTransport, type SendResult, writeMail } from '#main/invites/mail.ts';
import type { OutboxStore } from '#main/invites/outbox-store.ts';
import { dueAtMs } from '#main/invites/state.ts';
import type { Interval } from '#main/kernel/interval.ts';

export type SlotAnswer =
  | { readonly isFree: true }
  | { readonly isFree: false; readonly title: string | null };

/*
 * 'Look before sending again': with plain SMTP there is nothing to look at but what was written down before. So each
 * message has its own row, `attempting` is on disk before its first byte, and only what is not noted as delivered is
 * sent again. A message whose outcome is unknown is sent again as it was, to the byte: the same Message-ID (by which
 * most servers drop the second copy), and the same UID, SEQUENCE and DTSTAMP, which a calendar takes for the same
 * invitation (RFC 5546, 2.1.5). At worst a guest sees one mail twice, and never two events.
 */

export interface SenderParts {
  readonly store: OutboxStore;
  /** Names this sender in the lease; no two processes, and no two senders of one, may share it. */
  readonly owner: string;
  readonly clock: () => EpochMs;
  /** 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  /** Asked once a round; a failure (no account, no password) is shown on the card. */
  readonly openTransport: () => Promise<Outcome<MailTransport>>;
  /** Reads that day's calendars anew. `exceptUid`: the invite's own event, which may lie there already. */
  readonly isSlotFree: (interval: Interval, exceptUid: string) => Promise<SlotAnswer>;
  readonly onChanged: (id: InviteId) => void;
  /** Told of each point at which a dying process would leave something half done. */
  readonly at?: PassPoint;
}

/** Longer than one message can take (the transport's own limit), as it is renewed before each. */
export const LEASE_MS = 120_000;

export interface Sender {
  /**
   * Sends whatever is due, if no other process does. Gives when to call again; null: when something changes. Never runs
   * twice at once: a call during a round joins it.
   */
  tick(): Promise<EpochMs | null>;
}

export function createSender(parts: SenderParts): Sender {
  let running: Promise<EpochMs | null> | null = null;
  return {
    tick() {
      running ??= runRound(parts).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

async function runRound(parts: SenderParts): Promise<EpochMs | null> {
  const { store, owner, clock } = parts;
  const due = store.list().filter((record) => isDue(record, clock()));
  if (due.length === 0) return nextDueMs(store);
  const lease = store.acquireLease(owner, clock(), clock() + LEASE_MS);
  if (!lease.held) return lease.untilMs;
  const errors: unknown[] = [];
  try {
    const openOnce = once(parts.openTransport);
    for (const { id } of due) {
      try {
        await sendInvite({ ...parts, openTransport: openOnce }, id);
      } catch (error) {
        // One invite that trips over a bug does not hold up the others; the bug is thrown below.
        errors.push(error);
      }
    }
  } finally {
    store.releaseLease(owner);
  }
  if (errors.length > 0)
    throw new AggregateError(errors, `${errors.length} of ${due.length} due invites failed.`);
  return nextDueMs(store);
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}

/** When the earliest invite wants to leave; null: none does by itself. */
export function nextDueMs(store: OutboxStore): EpochMs | null {
  const dues = store.list().flatMap((record) => dueAtMs(record.state) ?? []);
  return dues.length === 0 ? null : Math.min(...dues);
}

async function sendInvite(parts: SenderParts, id: InviteId): Promise<void> {
  const seen = parts.store.read(id);
  if (seen === null || !isDue(seen, parts.clock())) return;
  const late = lateness(seen, parts.clock());
  if (late !== null) {
    write(parts, seen, (record) => askStillSend(record, late));
    return;
  }
  if (seen.step !== 'cancel' && seen.checksSlot && !hasLeft(seen)) {
    const slot = await parts.isSlotFree(seen.content.interval, seen.uid);
    if (!slot.isFree) {
      write(parts, seen, (record) => giveUpSlot(record, slot.title));
      return;
    }
  }
  const begun = write(parts, seen, beginSending);
  if (begun?.state.kind !== 'sending') return;
  const failure = await sendToGuests(parts, begun);
  if (failure === 'lease lost') return;
  write(parts, begun, (record) => endRound(record, failure, parts.clock(), parts.random()));
}

/** Changes the invite unless the user changed it since `seen`: an undo in between wins. */
function write(
  { store, onChanged }: SenderParts,
  seen: InviteRecord,
  change: (record: InviteRecord) => InviteRecord | null,
): InviteRecord | null {
  const isSeen = (record: InviteRecord): boolean =>
    record.sequence === seen.sequence && record.stampMs === seen.stampMs;
  const after = store.update(seen.id, (record) => (isSeen(record) ? change(record) : null), calendarEventOf);
  onChanged(seen.id);
  return after !== null && isSeen(after) ? after : null;
}

/** Gives the last result that was no delivery. */
async function sendToGuests(
  parts: SenderParts,
  record: InviteRecord,
): Promise<SendResult | null | 'lease lost'> {
  const opened = await parts.openTransport();
  if (!opened.ok) return { kind: 'misconfigured', detail: opened.message };
  let failure: SendResult | null = null;
  for (const guest of unsentGuests(record)) {
    const lease = parts.store.acquireLease(parts.owner, parts.clock(), parts.clock() + LEASE_MS);
    if (!lease.held) return 'lease lost';
    const result = await sendToGuest(parts, record, guest, opened.value);
    if (result === null) return 'lease lost';
    if (result.kind === 'delivered') continue;
    failure = result;
    // What is wrong with the account or the connection is wrong for the next guest too.
    if (result.kind !== 'refused' && result.kind !== 'temporary') break;
  }
  return failure;
}

/** Null: the invite is not ours to send any more. */
async function sendToGuest(
  parts: SenderParts,
  record: InviteRecord,
  guest: InviteGuest,
  transport: MailTransport,
): Promise<SendResult | null> {
  const before = currentDeliveries(record).find(({ email }) => email === guest.email);
  if (before === undefined) return null;
  const noted = write(parts, record, (stored) => noteAttempt(stored, guest.email));
  if (noted?.state.kind !== 'sending') return null;
  const pass = momentsOf(parts.at, record.step, 'mail');
  pass('commit');
  const result = await transport.send(writeMail(record, guest), pass);
  write(parts, record, (stored) => noteResult(stored, before, result));
  pass('commit');
  return result;
}
