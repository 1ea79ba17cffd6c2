import type { CalendarFailure } from '#main/invites/invite-calendar.ts';
import type { CalendarPlace, CopyStep, Delivery, InviteRecord } from '#main/invites/invite.ts';
import type { Problem } from '#main/invites/problem.ts';
import { LONGEST_PAUSE_MS, LONGEST_WAIT_MS } from '#main/invites/state.ts';
import { assertNever } from '#main/kernel/assert-never.ts';

// What the sender does with the copy in the user's calendar, as changes of the record. Where the server tells the
// guests, the copy's fate is the deliveries' fate.

/** Why the copy is not where it should be. */
export interface CopyFailure {
  readonly problem: Problem;
  /** What the server asked for; null: nothing. */
  readonly retryAfterMs: number | null;
}

/** A copy whose outcome stays unknown, or that changes while it is written, this often is left to the user. */
const MOST_ATTEMPTS = 6;

const FIRST_PAUSE_MS = 3_600_000;

/** When to try again, in ms from now; null: only the user can do something. */
export function copyRetryMs(
  { problem, retryAfterMs }: CopyFailure,
  attempts: number,
  delayMs: number,
): number | null {
  if (problem.kind !== 'calendar') return null;
  switch (problem.failure) {
    case 'offline':
    case 'temporary':
      return Math.max(delayMs, Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS));
    case 'unknown':
    case 'contested':
      return attempts >= MOST_ATTEMPTS ? null : delayMs;
    case 'paused':
      return Math.min(retryAfterMs ?? FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE_MS);
    case 'refused':
    case 'unauthorized':
    case 'misconfigured':
    case 'permission':
    case 'occupied':
    case 'silent':
      return null;
    default:
      return assertNever(problem.failure);
  }
}

export const explainCalendar = (failure: CalendarFailure): CopyFailure => ({
  problem: { kind: 'calendar', failure: failure.kind, detail: failure.detail },
  retryAfterMs: failure.kind === 'temporary' || failure.kind === 'paused' ? failure.retryAfterMs : null,
});

export const calendarTrouble = (
  failure: 'unknown' | 'occupied' | 'contested' | 'silent' | 'misconfigured' | 'unauthorized',
  detail: string,
): CopyFailure => ({ problem: { kind: 'calendar', failure, detail }, retryAfterMs: null });

function changePlace(
  record: InviteRecord,
  change: (place: CalendarPlace) => CalendarPlace,
): InviteRecord | null {
  if (record.calendar === null || record.state.kind !== 'sending') return null;
  return { ...record, calendar: change(record.calendar) };
}

const withCopy = (place: CalendarPlace, change: Partial<CopyStep>): CalendarPlace => ({
  ...place,
  copy: { ...place.copy, ...change },
});

/** The deliveries of this step, where the calendar's server is the one who makes them. */
function changeServed(record: InviteRecord, change: (delivery: Delivery) => Delivery): InviteRecord {
  if (record.calendar?.teller !== 'server') return record;
  return {
    ...record,
    deliveries: record.deliveries.map((delivery) =>
      delivery.sequence === record.sequence && delivery.state !== 'delivered' ? change(delivery) : delivery,
    ),
  };
}

/** On disk before the first byte. `ref`: where it was found, on a server with ids of its own. */
export function noteCopyAttempt(
  record: InviteRecord,
  state: 'creating' | 'changing',
  ref?: string,
): InviteRecord | null {
  const noted = changePlace(record, (place) => ({
    ...withCopy(place, { state, attempts: place.copy.attempts + 1 }),
    ref: ref ?? place.ref,
    mayBeThere: true,
  }));
  return noted === null
    ? null
    : changeServed(noted, (delivery) => ({
        ...delivery,
        state: 'attempting',
        attempts: delivery.attempts + 1,
      }));
}

/** The server could not be asked what is there: counts, so that the pauses grow. */
export const noteVainLook = (record: InviteRecord, detail: string | null): InviteRecord | null =>
  changePlace(record, (place) => withCopy(place, { attempts: place.copy.attempts + 1, detail }));

/**
 * The request never left or was turned away, so nothing has changed by it. Says nothing of an earlier attempt whose
 * outcome is unknown: `before` is what was known before this one.
 */
export function takeBackCopyAttempt(
  record: InviteRecord,
  before: InviteRecord,
  detail: string | null,
): InviteRecord | null {
  if (before.calendar === null) return null;
  const { copy, mayBeThere } = before.calendar;
  const taken = changePlace(record, (place) => ({
    ...withCopy(place, { state: copy.state, detail }),
    mayBeThere,
  }));
  const stateBefore = new Map(
    before.deliveries
      .filter(({ sequence }) => sequence === before.sequence)
      .map(({ email, state }) => [email, state]),
  );
  return taken === null
    ? null
    : changeServed(taken, (delivery) => ({
        ...delivery,
        state: stateBefore.get(delivery.email) ?? delivery.state,
      }));
}

/** The step is in the calendar, or for a cancellation the event is not there any more. */
export function noteCopied(record: InviteRecord, etag: string | null, ref?: string): InviteRecord | null {
  const written = changePlace(record, (place) => ({
    ...withCopy(place, { state: 'written', detail: null }),
    ref: ref ?? place.ref,
    etag,
    mayBeThere: record.step !== 'cancel',
  }));
  if (written === null || written.calendar?.teller === 'smtp') return written;
  // The server tells the guests, or the user does: what is handed over counts as told.
  return {
    ...written,
    deliveries: written.deliveries.map((delivery) =>
      delivery.sequence === written.sequence ? { ...delivery, state: 'delivered', detail: null } : delivery,
    ),
  };
}

/** Nothing lies where it should be changed: somebody deleted it. */
export const noteGone = (record: InviteRecord): InviteRecord | null => {
  const lost = changePlace(record, (place) => ({
    ...withCopy(place, { state: 'pending' }),
    etag: null,
    mayBeThere: false,
  }));
  return lost === null ? null : changeServed(lost, (delivery) => ({ ...delivery, state: 'pending' }));
};

/** Later than what others wrote: a change with an old SEQUENCE is none to whoever reads it. */
export function raiseSequence(record: InviteRecord, sequence: number): InviteRecord | null {
  if (sequence <= record.sequence) return record;
  return {
    ...record,
    sequence,
    deliveries: record.deliveries.map((delivery) =>
      delivery.sequence === record.sequence ? { ...delivery, sequence } : delivery,
    ),
  };
}
