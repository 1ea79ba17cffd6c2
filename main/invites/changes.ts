import type { CalendarId, InviteId } from '#contract/ids.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import {
  type CalendarHome,
  type CalendarPlace,
  type CopyStep,
  type Delivery,
  hasLeft,
  type InviteDraft,
  type InviteGuest,
  type InviteRecord,
  isGone,
  isKnown,
  knowingGuests,
  type MailTeller,
} from '#main/invites/invite.ts';
import { describeProblem } from '#main/invites/problem.ts';
import { transition } from '#main/invites/state.ts';
import type { Interval } from '#main/kernel/interval.ts';

// What the user does with an invite, as changes of its record: pure, and refused as a value where it is too late.

const UNDO_WINDOW_MS = 10_000;

/** The click: everything about it is fixed here, before anything leaves. */
export function draftInvite(
  draft: InviteDraft,
  ids: { readonly id: InviteId; readonly uid: string },
  nowMs: EpochMs,
): Outcome<InviteRecord> {
  const drafted: InviteRecord = {
    ...ids,
    proposalId: draft.proposalId,
    route: draft.route,
    calendar: draft.home === null ? null : placeIn(draft.home, ids.uid),
    createdAtMs: nowMs,
    content: draft.content,
    sequence: 0,
    step: 'create',
    state: { kind: 'drafted' },
    dueMs: nowMs,
    stampMs: nowMs,
    checksSlot: true,
    settled: null,
    deliveries: [],
    answers: [],
  };
  return release(drafted, draft.content.guests, nowMs);
}

const PENDING_COPY: CopyStep = { state: 'pending', attempts: 0, detail: null };

const placeIn = ({ calendarId, teller, refOf }: CalendarHome, uid: string): CalendarPlace => ({
  calendarId,
  ref: refOf(uid),
  etag: null,
  teller,
  copy: PENDING_COPY,
  mayBeThere: false,
  seen: {},
});

/** The place with nothing of the next step in it yet. */
const withPendingCopy = (place: CalendarPlace | null): CalendarPlace | null =>
  place === null ? null : { ...place, copy: PENDING_COPY };

/** Starts the undo window, or hands the step over at once: the user's mail program asks once more by itself. */
function release(
  record: InviteRecord,
  recipients: readonly InviteGuest[],
  nowMs: EpochMs,
): Outcome<InviteRecord> {
  const sendsAtMs = nowMs + UNDO_WINDOW_MS;
  const next = transition(
    record.state,
    record.route === 'handed-over'
      ? { kind: 'handOver', atMs: nowMs, isCancellation: record.step === 'cancel' }
      : { kind: 'confirm', sendsAtMs },
  );
  if (!next.ok) return next;
  const earlier = record.deliveries.filter(({ sequence }) => sequence < record.sequence);
  return succeed({
    ...record,
    state: next.value,
    calendar: withPendingCopy(record.calendar),
    stampMs: nowMs,
    checksSlot: true,
    dueMs: record.route === 'handed-over' ? nowMs : sendsAtMs,
    // What was handed over counts as told: there is no way back.
    settled: record.route === 'handed-over' ? null : record.settled,
    deliveries:
      record.route === 'handed-over'
        ? earlier
        : [...earlier, ...recipients.map((guest): Delivery => pendingDelivery(guest, record.sequence))],
  });
}

const pendingDelivery = ({ email }: InviteGuest, sequence: number): Delivery => ({
  email,
  sequence,
  state: 'pending',
  attempts: 0,
  detail: null,
});

/**
 * Takes back what has not left: a new invite is cancelled, a change gives way to what the guests have. Where the
 * question is whether guests hear of a time that the calendar has already, that time stays, and they do not.
 */
export function undoStep(record: InviteRecord, nowMs: EpochMs): Outcome<InviteRecord> {
  if (hasLeft(record)) {
    return fail('conflict', 'It is in your calendar or with guests already. Cancel it, and they are told.');
  }
  const settled = record.settled?.state ?? null;
  const next = transition(record.state, { kind: 'undo', atMs: nowMs, settled });
  if (!next.ok) return next;
  if (record.settled === null) return succeed({ ...record, state: next.value });
  const before = backToSettled(record);
  const isMovedThere = record.state.kind === 'still-send' && record.state.problem.kind === 'moved';
  if (!isMovedThere) return succeed(before);
  // A text that the user edited may name the old time.
  const { interval } = record.content;
  return succeed({ ...before, content: { ...before.content, interval, edited: null } });
}

/** The record without a change of it that has not begun to leave. */
export function backToSettled(record: InviteRecord): InviteRecord {
  const { settled } = record;
  if (settled === null || hasLeft(record)) return record;
  const { copy, mayBeTakenAway: _, ...before } = settled;
  const { calendar } = record;
  // What was found to be deleted meanwhile is not there again because a change of it was taken back.
  const lost = isGone(record);
  return {
    ...record,
    ...before,
    state: lost ? record.state : before.state,
    calendar: calendar === null || copy === null || lost ? calendar : { ...calendar, copy },
    settled: null,
    deliveries: record.deliveries.filter(({ sequence }) => sequence <= settled.sequence),
  };
}

/** Another time for the same event: same UID, and SEQUENCE + 1 once anybody may know of it. */
export function moveInvite(record: InviteRecord, interval: Interval, nowMs: EpochMs): Outcome<InviteRecord> {
  const problem = checkInterval(interval, nowMs);
  if (problem !== null) return fail('invalid-input', problem);
  const reachable = checkChangeable(record);
  if (!reachable.ok) return reachable;
  const base = backToSettled(record);
  // A text that the user edited may name the old time.
  const content = { ...base.content, interval, edited: null };
  return release(
    isKnown(base) ? { ...nextVersion(base, record), step: 'move', content } : { ...base, content },
    content.guests,
    nowMs,
  );
}

/** Somebody moved it in a calendar that tells nobody: the user decides whether the guests hear of the new time. */
export function askAboutMove(
  record: InviteRecord,
  interval: Interval,
  sequence: number,
  nowMs: EpochMs,
): InviteRecord {
  const content = { ...record.content, interval, edited: null };
  const problem = { kind: 'moved', startMs: interval.startMs, zone: content.zone } as const;
  const next = transition(record.state, { kind: 'noticed', problem, asks: true });
  if (!next.ok) return record;
  const version = nextVersion(record);
  const raised = Math.max(version.sequence, sequence);
  return {
    ...version,
    sequence: raised,
    step: 'move',
    content,
    state: next.value,
    stampMs: nowMs,
    dueMs: nowMs,
    checksSlot: false,
    deliveries: [...record.deliveries, ...content.guests.map((guest) => pendingDelivery(guest, raised))],
  };
}

/** Guests who may know of it are told; where nobody does, nothing leaves. */
export function cancelInvite(record: InviteRecord, nowMs: EpochMs): Outcome<InviteRecord> {
  const reachable = checkChangeable(record);
  if (!reachable.ok) return reachable;
  const base = backToSettled(record);
  if (!isKnown(base)) return undoStep(base, nowMs);
  return release({ ...nextVersion(base, record), step: 'cancel' }, knowingGuests(base), nowMs);
}

/** Neither while it is leaving nor after it was cancelled. */
const checkChangeable = (record: InviteRecord): Outcome<unknown> =>
  transition(record.state, { kind: 'confirm', sendsAtMs: 0 });

/** `changed`: the same with a change that it gives up for this one. */
function nextVersion(record: InviteRecord, changed = record): InviteRecord {
  const { content, sequence, step, stampMs, dueMs, state } = record;
  const copy = record.calendar?.copy ?? null;
  const mayBeTakenAway =
    isTakenAway(record) || (isLeftOpen(copy) && changed.settled?.mayBeTakenAway === true);
  return {
    ...record,
    sequence: sequence + 1,
    calendar: withPendingCopy(record.calendar),
    settled: { content, sequence, step, stampMs, dueMs, state, copy, mayBeTakenAway },
  };
}

/** As far as a cancellation got that the user has changed their mind about. */
const isTakenAway = ({ step, calendar }: InviteRecord): boolean =>
  step === 'cancel' && calendar !== null && calendar.copy.state !== 'pending';

/** Nobody has heard that it is in the calendar as it should be. */
const isLeftOpen = (copy: CopyStep | null): boolean => copy !== null && copy.state !== 'written';

/**
 * The user's word in spite of a taken slot, an hour's delay or a refusal; counts as a new click.
 *
 * @param instead who tells the guests where the calendar's server has stopped doing so
 */
export function sendAnyway(
  record: InviteRecord,
  nowMs: EpochMs,
  instead: MailTeller = 'smtp',
): Outcome<InviteRecord> {
  if (isPast(record, nowMs)) {
    return fail('conflict', describeProblem({ kind: 'past' }, 'en'));
  }
  const next = transition(record.state, { kind: 'sendAnyway' });
  if (!next.ok) return next;
  const again: InviteRecord = { ...record, state: next.value, checksSlot: false, dueMs: nowMs };
  if (isGone(record)) return succeed(putBack(again, nowMs));
  return succeed({
    ...again,
    calendar:
      record.calendar === null
        ? null
        : {
            ...record.calendar,
            teller: isSilent(record) ? instead : record.calendar.teller,
            // Guests whom the server could not reach are told once more by another writing of the same event.
            copy: isUnreached(record) ? PENDING_COPY : { ...record.calendar.copy, attempts: 0 },
          },
    deliveries: record.deliveries.map((delivery) =>
      delivery.sequence === record.sequence && delivery.state !== 'delivered'
        ? { ...delivery, state: delivery.state === 'refused' ? 'pending' : delivery.state, attempts: 0 }
        : delivery,
    ),
  });
}

const isUnreached = ({ state }: InviteRecord): boolean =>
  state.kind === 'failed' && state.problem.kind === 'unreached';

const isSilent = ({ state }: InviteRecord): boolean =>
  state.kind === 'failed' && state.problem.kind === 'calendar' && state.problem.failure === 'silent';

/**
 * Into the calendar from which it was deleted. Where its server told the guests of that, they are asked anew, with a
 * SEQUENCE that says so; elsewhere they never heard of it, and hear nothing now.
 */
function putBack(record: InviteRecord, nowMs: EpochMs): InviteRecord {
  if (record.calendar?.teller !== 'server') return { ...record, calendar: withPendingCopy(record.calendar) };
  const sequence = record.sequence + 1;
  return {
    ...record,
    sequence,
    stampMs: nowMs,
    calendar: withPendingCopy(record.calendar),
    settled: null,
    deliveries: [
      ...record.deliveries,
      ...record.content.guests.map((guest) => pendingDelivery(guest, sequence)),
    ],
  };
}

/** The same place on the server, in a calendar that was connected anew. */
export const adoptBy = (record: InviteRecord, calendarId: CalendarId): InviteRecord =>
  record.calendar === null ? record : { ...record, calendar: { ...record.calendar, calendarId } };

/** What only waits for its calendar leaves at once; all else stays as it is. */
export function retryCalendar(record: InviteRecord, nowMs: EpochMs): InviteRecord {
  const { state } = record;
  const waits = state.kind === 'failed' && state.problem.kind === 'calendar';
  return waits ? { ...record, state: { ...state, retryAtMs: nowMs } } : record;
}

/** Too late to ask anybody; a cancellation can still be told. */
export const isPast = (record: InviteRecord, nowMs: EpochMs): boolean =>
  record.step !== 'cancel' && record.content.interval.startMs <= nowMs;

/** What is wrong with a time for an invite; null when nothing is. */
export function checkInterval({ startMs, endMs }: Interval, nowMs: EpochMs): string | null {
  if (!(endMs > startMs)) return 'It ends before it starts. Choose a later end.';
  if (startMs <= nowMs) return 'This time has passed. Choose one that is still to come.';
  return null;
}
