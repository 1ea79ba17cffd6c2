import {
  type CopyFailure,
  calendarTrouble,
  explainCalendar,
  noteCopied,
  noteCopyAttempt,
  noteGone,
  noteVainLook,
  raiseSequence,
  takeBackCopyAttempt,
} from '#main/invites/copying.ts';
import {
  type CalendarCopy,
  holdsStep,
  type InviteCalendar,
  type LookResult,
  type WriteResult,
} from '#main/invites/invite-calendar.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import type { PassMoment } from '#main/invites/kill-points.ts';
import { assertNever } from '#main/kernel/assert-never.ts';

/*
 * The copy in the user's calendar, one step of it. A server can be looked at, so nothing is ever guessed: what may
 * have been written before is looked for first, and compared by UID, SEQUENCE and our own mark. What is written is
 * written only where nothing is, or over exactly what was looked at; so a request that arrives late, or twice, does
 * nothing. Each round looks and writes a few times at most.
 */

/** What a round of sending lends to the copy. */
export interface CopyRound {
  readonly calendar: InviteCalendar;
  readonly pass: PassMoment;
  /** False: another process sends now. */
  renewLease(): boolean;
  /** Durably, unless the user changed the invite meanwhile: then null. */
  write(seen: InviteRecord, change: (record: InviteRecord) => InviteRecord | null): InviteRecord | null;
}

export type CopyOutcome =
  | { readonly kind: 'done'; readonly record: InviteRecord }
  | { readonly kind: 'failed'; readonly record: InviteRecord; readonly failure: CopyFailure }
  /** Not ours to send any more. */
  | { readonly kind: 'left' };

type Decision =
  /** `ref`: where, if it was looked at. */
  | { readonly kind: 'there'; readonly etag: string | null; readonly ref?: string }
  | { readonly kind: 'create' }
  /** Over what somebody deleted, at the user's own word. */
  | { readonly kind: 'putBack'; readonly copy: CalendarCopy }
  | { readonly kind: 'move' | 'cancel'; readonly copy: CalendarCopy }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly failure: CopyFailure };

const MOST_TURNS = 3;

const LEFT: CopyOutcome = { kind: 'left' };

export async function settleCopy(round: CopyRound, begun: InviteRecord): Promise<CopyOutcome> {
  let record = begun;
  let failure = calendarTrouble('contested', '');
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (!round.renewLease()) return LEFT;
    const decision = await decide(round, record);
    if (decision.kind === 'there') return finish(round, record, decision.etag, decision.ref);
    if (decision.kind === 'gone') return loseCopy(round, record);
    if (decision.kind === 'failed') return failLook(round, record, decision.failure);
    if (!round.renewLease()) return LEFT;
    const attempted = noteAttempt(round, record, decision);
    if (attempted === null) return LEFT;
    const result = await attempt(round, attempted, decision);
    if (result.kind === 'written') return finish(round, attempted, result.etag, result.ref);
    // Our own cancellation may have arrived behind the look.
    const isOvertaken = result.kind === 'gone' && decision.kind === 'move' && mayBeTakenAway(attempted);
    if (result.kind === 'gone' && !isOvertaken) {
      return decision.kind === 'cancel' ? finish(round, attempted, null) : loseCopy(round, attempted);
    }
    if (result.kind !== 'changed' && result.kind !== 'unknown' && result.kind !== 'gone') {
      return failWrite(round, attempted, record, result);
    }
    failure = calendarTrouble(
      result.kind === 'unknown' ? 'unknown' : 'contested',
      result.kind === 'unknown' ? result.detail : '',
    );
    record = attempted;
  }
  return { kind: 'failed', record, failure };
}

async function decide({ calendar }: CopyRound, record: InviteRecord): Promise<Decision> {
  if (record.calendar === null) return { kind: 'there', etag: null };
  if (!record.calendar.mayBeThere) {
    return record.step === 'cancel' ? { kind: 'there', etag: null } : { kind: 'create' };
  }
  return decideBy(await calendar.look(record), record);
}

/** Also where the user changed it since, and the change has not been tried. */
const mayNeverHaveArrived = ({ calendar, settled }: InviteRecord): boolean =>
  calendar?.copy.state === 'creating' ||
  (calendar?.copy.state === 'pending' && settled?.copy?.state === 'creating');

/** The user sent it again after it had been deleted: nothing else begins anew with a later SEQUENCE. */
const isSentAgain = ({ calendar, settled, sequence }: InviteRecord): boolean =>
  calendar?.copy.state === 'creating' && settled === null && sequence > 0;

/** By ourselves, and the user wants it after all: that nothing is there is nobody else's doing. */
const mayBeTakenAway = ({ settled }: InviteRecord): boolean => settled?.mayBeTakenAway === true;

/** What to do about what lies there; pure. */
function decideBy(look: LookResult, record: InviteRecord): Decision {
  const isCancellation = record.step === 'cancel';
  switch (look.kind) {
    case 'absent':
      if (isCancellation) return { kind: 'there', etag: null };
      // Our own attempt did not arrive; otherwise something was there, and somebody took it away.
      return mayNeverHaveArrived(record) || mayBeTakenAway(record) ? { kind: 'create' } : { kind: 'gone' };
    case 'there':
      if (isCancellation) return { kind: 'cancel', copy: look.copy };
      if (holdsStep(look.copy, record) && record.calendar?.copy.state !== 'pending') {
        return { kind: 'there', etag: look.copy.etag, ref: look.copy.ref };
      }
      // Cancelled by somebody, unless it is what we are putting back.
      return look.copy.isCancelled && record.calendar?.copy.state !== 'creating'
        ? { kind: 'gone' }
        : { kind: 'move', copy: look.copy };
    case 'removed':
      if (isCancellation) return { kind: 'there', etag: null };
      return isSentAgain(record) || mayBeTakenAway(record)
        ? { kind: 'putBack', copy: look.copy }
        : { kind: 'gone' };
    case 'foreign':
      return isCancellation
        ? { kind: 'there', etag: null }
        : { kind: 'failed', failure: calendarTrouble('occupied', look.detail) };
    case 'refused':
    case 'temporary':
    case 'offline':
    case 'unauthorized':
    case 'misconfigured':
    case 'permission':
    case 'paused':
      return { kind: 'failed', failure: explainCalendar(look) };
    default:
      return assertNever(look);
  }
}

type Attempt = Extract<Decision, { readonly kind: 'create' | 'putBack' | 'move' | 'cancel' }>;

const isBeginning = ({ kind }: Attempt): boolean => kind === 'create' || kind === 'putBack';

function noteAttempt(round: CopyRound, record: InviteRecord, decision: Attempt): InviteRecord | null {
  // A SEQUENCE that others used already would not be a change to whoever reads it.
  const raised =
    decision.kind === 'move' && !holdsStep(decision.copy, record)
      ? round.write(record, (stored) => raiseSequence(stored, decision.copy.sequence + 1))
      : record;
  if (raised === null) return null;
  const state = isBeginning(decision) ? 'creating' : 'changing';
  const ref = decision.kind === 'create' ? undefined : decision.copy.ref;
  const noted = round.write(raised, (stored) => noteCopyAttempt(stored, state, ref));
  if (noted?.state.kind !== 'sending') return null;
  round.pass('commit');
  return noted;
}

function attempt(
  { calendar, pass }: CopyRound,
  record: InviteRecord,
  decision: Attempt,
): Promise<WriteResult> {
  switch (decision.kind) {
    case 'create':
      return calendar.create(record, pass);
    case 'move':
    case 'putBack':
      return calendar.move(record, decision.copy, pass);
    case 'cancel':
      return calendar.cancel(record, decision.copy, pass);
    default:
      return assertNever(decision);
  }
}

function finish(round: CopyRound, record: InviteRecord, etag: string | null, ref?: string): CopyOutcome {
  const noted = round.write(record, (stored) => noteCopied(stored, etag, ref));
  round.pass('commit');
  return noted === null ? LEFT : { kind: 'done', record: noted };
}

function loseCopy(round: CopyRound, record: InviteRecord): CopyOutcome {
  const noted = round.write(record, noteGone);
  if (noted === null) return LEFT;
  const guestsWereTold = noted.calendar?.teller === 'server';
  return {
    kind: 'failed',
    record: noted,
    failure: { problem: { kind: 'gone', guestsWereTold }, retryAfterMs: null },
  };
}

function failLook(round: CopyRound, record: InviteRecord, failure: CopyFailure): CopyOutcome {
  const detail = failure.problem.kind === 'calendar' ? failure.problem.detail : null;
  const noted = round.write(record, (stored) => noteVainLook(stored, detail));
  return noted === null ? LEFT : { kind: 'failed', record: noted, failure };
}

function failWrite(
  round: CopyRound,
  attempted: InviteRecord,
  before: InviteRecord,
  result: Exclude<WriteResult, { readonly kind: 'written' | 'changed' | 'gone' | 'unknown' }>,
): CopyOutcome {
  // 'Later' is said by gateways too, that may have passed it on: the next round looks first.
  const noted =
    result.kind === 'temporary'
      ? attempted
      : round.write(attempted, (stored) => takeBackCopyAttempt(stored, before, result.detail));
  round.pass('commit');
  return noted === null ? LEFT : { kind: 'failed', record: noted, failure: explainCalendar(result) };
}
