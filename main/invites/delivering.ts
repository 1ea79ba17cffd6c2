import type { EpochMs } from '#contract/time.ts';
import {
  currentDeliveries,
  type Delivery,
  type InviteGuest,
  type InviteRecord,
} from '#main/invites/invite.ts';
import { type CopyFailure, copyRetryMs } from '#main/invites/copying.ts';
import type { SendResult } from '#main/invites/mail.ts';
import type { Problem } from '#main/invites/problem.ts';
import {
  dueAtMs,
  isPaused,
  LONGEST_PAUSE_MS,
  LONGEST_WAIT_MS,
  type OutboxEvent,
  transition,
} from '#main/invites/state.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { isPast } from '#main/invites/changes.ts';

// What the sender does with an invite, as changes of its record. Null: it is not possible any more, so leave it alone.

/** Sent if less than this late, otherwise the user is asked. */
const LATE_AFTER_MS = 3_600_000;

/** A message whose outcome stays unknown this often is not sent again by itself. */
const MOST_UNKNOWN_ATTEMPTS = 3;

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 600_000;

const CLOCK_TOLERANCE_MS = 60_000;

/** What lies further ahead than any deadline is set counts as reached: the clock has been put back since. */
export const isDue = (record: InviteRecord, nowMs: EpochMs): boolean => {
  const dueMs = dueAtMs(record.state);
  const longestMs = isPaused(record.state) ? LONGEST_PAUSE_MS : LONGEST_WAIT_MS;
  return dueMs !== null && (dueMs <= nowMs || dueMs > nowMs + longestMs + CLOCK_TOLERANCE_MS);
};

function apply(record: InviteRecord, event: OutboxEvent): InviteRecord | null {
  const next = transition(record.state, event);
  return next.ok ? { ...record, state: next.value } : null;
}

/** Why it may not leave without asking the user; null when it may. */
export function lateness(record: InviteRecord, nowMs: EpochMs): Problem | null {
  if (isPast(record, nowMs)) return { kind: 'past' };
  return nowMs - record.dueMs >= LATE_AFTER_MS ? { kind: 'late' } : null;
}

export const askStillSend = (record: InviteRecord, problem: Problem): InviteRecord | null =>
  apply(record, { kind: 'late', problem });

export const giveUpSlot = (record: InviteRecord, title: string | null): InviteRecord | null =>
  apply(record, { kind: 'slotTaken', problem: { kind: 'taken', title } });

export const beginSending = (record: InviteRecord): InviteRecord | null => apply(record, { kind: 'start' });

/** Guests whose message is still to leave, or left with an unknown outcome; in the order in which they are named. */
export function unsentGuests(record: InviteRecord): readonly InviteGuest[] {
  const unsent = new Set(
    currentDeliveries(record)
      .filter(({ state }) => state === 'pending' || state === 'attempting')
      .map(({ email }) => email),
  );
  return record.content.guests.filter(({ email }) => unsent.has(email));
}

/** On disk before the first byte. */
export function noteAttempt(record: InviteRecord, email: string): InviteRecord | null {
  if (record.state.kind !== 'sending') return null;
  return changeDelivery(record, email, (delivery) => ({
    ...delivery,
    state: 'attempting',
    attempts: delivery.attempts + 1,
  }));
}

/**
 * What the server said. True whoever holds the lease by now, so it is noted in any state. A failure before the message
 * began to leave says nothing about an earlier attempt whose outcome is unknown.
 */
export function noteResult(record: InviteRecord, before: Delivery, result: SendResult): InviteRecord {
  const state = stateAfter(before, result);
  // Nothing left this time, so there is no more doubt than before: hours without a network are not held against it.
  const isNoDoubtMore = before.state === 'attempting' && state === 'attempting' && result.kind !== 'unknown';
  return changeDelivery(record, before.email, (delivery) => ({
    ...delivery,
    state,
    attempts: isNoDoubtMore ? before.attempts : delivery.attempts,
    detail: result.detail,
  }));
}

function stateAfter(before: Delivery, result: SendResult): Delivery['state'] {
  switch (result.kind) {
    case 'delivered':
      return 'delivered';
    case 'unknown':
      return 'attempting';
    case 'refused':
      return before.state === 'attempting' ? 'attempting' : 'refused';
    case 'temporary':
    case 'offline':
    case 'unauthorized':
    case 'misconfigured':
      return before.state;
    default:
      return assertNever(result);
  }
}

function changeDelivery(
  record: InviteRecord,
  email: string,
  change: (delivery: Delivery) => Delivery,
): InviteRecord {
  return {
    ...record,
    deliveries: record.deliveries.map((delivery) =>
      delivery.email === email && delivery.sequence === record.sequence ? change(delivery) : delivery,
    ),
  };
}

/** What stood in the way in a round: the calendar, or the last message that was no delivery. */
export interface RoundTrouble {
  readonly copy: CopyFailure | null;
  readonly mail: SendResult | null;
}

/**
 * Ends a round of sending by what became of the copy in the calendar and of the messages.
 *
 * @param jitter 0 to 1
 */
export function endRound(
  record: InviteRecord,
  trouble: RoundTrouble,
  nowMs: EpochMs,
  jitter: number,
): InviteRecord | null {
  const current = currentDeliveries(record);
  const place = record.calendar;
  const isCopied = place === null || place.copy.state === 'written';
  const isCancellation = record.step === 'cancel';
  const ended =
    isCopied && current.every(({ state }) => state === 'delivered')
      ? apply(record, {
          kind: place?.teller === 'handed-over' ? 'handOver' : 'delivered',
          atMs: nowMs,
          isCancellation,
        })
      : apply(record, { kind: 'postponed', ...readTrouble(record, trouble, nowMs, jitter) });
  // What guests had before is of no use once they have this.
  if (ended?.state.kind !== 'failed') return ended === null ? null : { ...ended, settled: null };
  // It was told to leave later: it is not late before that.
  return isPaused(ended.state) ? { ...ended, dueMs: ended.state.retryAtMs ?? ended.dueMs } : ended;
}

interface Postponement {
  readonly problem: Problem;
  readonly retryAtMs: EpochMs | null;
}

function readTrouble(
  record: InviteRecord,
  { copy, mail }: RoundTrouble,
  nowMs: EpochMs,
  jitter: number,
): Postponement {
  if (copy === null) return readFailure(currentDeliveries(record), mail, nowMs, jitter);
  const attempts = record.calendar?.copy.attempts ?? 0;
  const delayMs = copyRetryMs(copy, attempts, retryDelayMs(attempts, jitter));
  return { problem: copy.problem, retryAtMs: delayMs === null ? null : nowMs + delayMs };
}

function readFailure(
  current: readonly Delivery[],
  failure: SendResult | null,
  nowMs: EpochMs,
  jitter: number,
): Postponement {
  const open = current.filter(({ state }) => state === 'pending' || state === 'attempting');
  const detail = failure?.detail ?? '';
  if (failure?.kind === 'unauthorized' || failure?.kind === 'misconfigured') {
    return { problem: { kind: failure.kind, detail }, retryAtMs: null };
  }
  if (open.length === 0) {
    const refused = current.filter(({ state }) => state === 'refused');
    const emails = refused.map(({ email }) => email);
    return { problem: { kind: 'refused', emails, detail: refused[0]?.detail ?? detail }, retryAtMs: null };
  }
  const unknown = open.filter(({ state }) => state === 'attempting');
  const attempts = Math.max(...open.map((delivery) => delivery.attempts));
  const unknownProblem: Problem = { kind: 'unknown', emails: unknown.map(({ email }) => email) };
  if (unknown.some((delivery) => delivery.attempts >= MOST_UNKNOWN_ATTEMPTS)) {
    return { problem: unknownProblem, retryAtMs: null };
  }
  return {
    problem: readTemporary(failure, unknownProblem),
    retryAtMs: nowMs + retryDelayMs(attempts, jitter),
  };
}

function readTemporary(failure: SendResult | null, unknown: Problem): Problem {
  if (failure?.kind === 'temporary') return { kind: 'temporary', detail: failure.detail };
  return failure?.kind === 'offline' ? { kind: 'offline' } : unknown;
}

/** Doubles from 15 s to 10 min; the jitter takes away up to half, so that many programs do not come back at once. */
const retryDelayMs = (attempts: number, jitter: number): number =>
  Math.round(Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), LONGEST_RETRY_MS) * (1 - jitter / 2));
