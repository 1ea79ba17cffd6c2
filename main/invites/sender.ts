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
  type RoundTrouble,
  unsentGuests,
} from '#main/invites/delivering.ts';
import { currentDeliveries, hasLeft, type InviteGuest, type InviteRecord } from '#main/invites/invite.ts';
import { type CopyOutcome, settleCopy } from '#main/invites/copy-sender.ts';
import { calendarTrouble, noteCopied } from '#main/invites/copying.ts';
import type { OpenInviteCalendar } from '#main/invites/invite-calendar.ts';
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
  /** Asked for each invite that lies in a calendar on a server. */
  readonly openCalendar: OpenInviteCalendar;
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
  const sent = await sendStep(parts, begun);
  if (sent === null) return;
  write(parts, sent.record, (record) => endRound(record, sent.trouble, parts.clock(), parts.random()));
}

interface SentStep {
  readonly record: InviteRecord;
  readonly trouble: RoundTrouble;
}

/**
 * The calendar first, so that nobody hears of an event that the user does not have; for a cancellation the guests
 * first, as what is gone from the calendar is easily forgotten. Null: not ours to send any more.
 */
async function sendStep(parts: SenderParts, begun: InviteRecord): Promise<SentStep | null> {
  const guestsFirst = begun.step === 'cancel' && begun.calendar?.teller === 'smtp';
  if (guestsFirst) {
    const mail = await sendToGuests(parts, begun);
    if (mail === 'lease lost') return null;
    const told = parts.store.read(begun.id);
    // Who may still have to hear of it keeps the event in the calendar, too.
    if (told === null || unsentGuests(told).length > 0)
      return { record: begun, trouble: { mail, copy: null } };
    const copied = await sendCopy(parts, begun);
    if (copied.kind === 'left') return null;
    return {
      record: copied.record,
      trouble: { mail, copy: copied.kind === 'failed' ? copied.failure : null },
    };
  }
  const copied = await sendCopy(parts, begun);
  if (copied.kind === 'left') return null;
  if (copied.kind === 'failed')
    return { record: copied.record, trouble: { mail: null, copy: copied.failure } };
  const mail = await sendToGuests(parts, copied.record);
  return mail === 'lease lost' ? null : { record: copied.record, trouble: { mail, copy: null } };
}

async function sendCopy(parts: SenderParts, record: InviteRecord): Promise<CopyOutcome> {
  const place = record.calendar;
  if (place === null || place.copy.state === 'written') return { kind: 'done', record };
  const opened = await parts.openCalendar(place.calendarId);
  if (!opened.ok) {
    // A calendar that is not connected any more cannot be cleared; the guests of a server that told them must still be.
    if (opened.code === 'not-found' && record.step === 'cancel' && place.teller !== 'server') {
      const freed = write(parts, record, (stored) => noteCopied(stored, null));
      return freed === null ? { kind: 'left' } : { kind: 'done', record: freed };
    }
    const failure = opened.code === 'unauthorized' ? 'unauthorized' : 'misconfigured';
    return { kind: 'failed', record, failure: calendarTrouble(failure, opened.message) };
  }
  if (place.teller === 'server' && !opened.value.mailsGuests) {
    return { kind: 'failed', record, failure: calendarTrouble('silent', '') };
  }
  return settleCopy(
    {
      calendar: opened.value,
      pass: momentsOf(parts.at, record.step, 'calendar'),
      renewLease: () => renewLease(parts),
      write: (seen, change) => write(parts, seen, change),
    },
    record,
  );
}

const renewLease = ({ store, owner, clock }: SenderParts): boolean =>
  store.acquireLease(owner, clock(), clock() + LEASE_MS).held;

/** Changes the invite unless the user changed it since `seen`: an undo in between wins. Gives it as it is then. */
function write(
  { store, onChanged }: SenderParts,
  seen: InviteRecord,
  change: (record: InviteRecord) => InviteRecord | null,
): InviteRecord | null {
  const isSeen = (record: InviteRecord): boolean =>
    record.sequence === seen.sequence && record.stampMs === seen.stampMs;
  let wasSeen = false;
  const after = store.update(
    seen.id,
    (record) => {
      wasSeen = isSeen(record);
      return wasSeen ? change(record) : null;
    },
    calendarEventOf,
  );
  onChanged(seen.id);
  return wasSeen ? after : null;
}

/** Gives the last result that was no delivery. */
async function sendToGuests(
  parts: SenderParts,
  record: InviteRecord,
): Promise<SendResult | null | 'lease lost'> {
  const guests = unsentGuests(record);
  if (guests.length === 0) return null;
  const opened = await parts.openTransport();
  if (!opened.ok) return { kind: 'misconfigured', detail: opened.message };
  let failure: SendResult | null = null;
  for (const guest of guests) {
    if (!renewLease(parts)) return 'lease lost';
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
