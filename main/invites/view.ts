import type { InviteCause, InviteGuestView, InviteHold, InviteState, InviteView } from '#contract/invites.ts';
import type { Language } from '#contract/vocabulary.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { openZone, type Zone } from '#main/kernel/zone.ts';
import { answerOf, type InviteRecord } from '#main/invites/invite.ts';
import { describeProblem, type Problem } from '#main/invites/problem.ts';
import type { OutboxState } from '#main/invites/state.ts';

/**
 * A record as a screen shows it, in the user's language and zone. `calendarName`: of the calendar on a server in which
 * it lies. `span.until` of one that ends on a later date is 1440.
 */
export function viewInvite(
  record: InviteRecord,
  zoneId: string,
  language: Language,
  calendarName: string | null,
): InviteView {
  const zone = openZone(zoneId);
  const { content } = record;
  const { startMs, endMs } = content.interval;
  const date = zone.dateOf(startMs);
  return {
    id: record.id,
    proposalId: record.proposalId,
    activity: { id: content.activity.id, name: content.activity.name[language] },
    date,
    span: { from: zone.minuteOf(startMs), until: zone.dateOf(endMs) === date ? zone.minuteOf(endMs) : 1440 },
    start: zone.format(startMs),
    end: zone.format(endMs),
    guests: content.guests.map((guest): InviteGuestView => {
      const answer = answerOf(record, guest.email);
      return {
        personId: guest.personId,
        name: guest.name,
        initials: initialsOf(guest.name),
        email: guest.email,
        circle: guest.circle,
        answer: answer?.answer ?? 'needs-action',
        comment: answer?.comment ?? null,
      };
    }),
    state: viewState(record.state, zone, language),
    sequence: record.sequence,
    step: record.step,
    location: content.location,
    fallbackName: content.fallback?.name[language] ?? null,
    calendarName,
  };
}

function viewState(state: OutboxState, zone: Zone, language: Language): InviteState {
  switch (state.kind) {
    case 'undo-window':
      return { kind: 'undo-window', sendsAt: zone.format(state.sendsAtMs) };
    case 'sending':
      return { kind: 'sending' };
    case 'sent':
    case 'handed-over':
    case 'cancelled':
      return { kind: state.kind, at: zone.format(state.atMs) };
    case 'failed':
      return {
        kind: 'failed',
        reason: describeProblem(state.problem, language),
        retryAt: state.retryAtMs === null ? null : zone.format(state.retryAtMs),
        ...causeOf(state.problem),
        ...holdOf(state.problem),
      };
    case 'still-send':
      return {
        kind: state.kind,
        reason: describeProblem(state.problem, language),
        ...causeOf(state.problem),
      };
    case 'slot-taken':
      return { kind: state.kind, reason: describeProblem(state.problem, language) };
    case 'drafted':
      throw new Error('A drafted invite is not stored, so nobody can look at it.');
    default:
      return assertNever(state);
  }
}

const causes: readonly Problem['kind'][] = ['gone', 'moved', 'unreached'] satisfies readonly InviteCause[];

function causeOf({ kind }: Problem): { readonly cause?: InviteCause } {
  // Nothing but a cause is among them.
  return causes.includes(kind) ? { cause: kind as InviteCause } : {};
}

function holdOf(problem: Problem): { readonly hold?: InviteHold } {
  if (problem.kind !== 'calendar') return {};
  const { failure } = problem;
  return failure === 'permission' || failure === 'paused' ? { hold: failure } : {};
}

/** Of the first and the last word, at most two. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase('en') ?? '').join('');
}
