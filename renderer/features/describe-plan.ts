import type { InviteCause, InviteHold, InviteView } from '#contract/invites.ts';
import type { DayView, OutlookView, ProposalView } from '#contract/outlook.ts';
import type { GuestView } from '#contract/people.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

/** 'Priya' of 'Priya Raman': enough where the room is small, as long as it is unique. */
export function firstNames(guests: readonly Pick<GuestView, 'name'>[]): readonly string[] {
  const first = guests.map(({ name }) => name.split(/\s+/)[0] ?? name);
  return guests.map(({ name }, index) => {
    const short = first[index] ?? name;
    return first.filter((other) => other === short).length > 1 ? name : short;
  });
}

export function fullNames(guests: readonly Pick<GuestView, 'name'>[]): readonly string[] {
  return guests.map(({ name }) => name);
}

/** 'Thursday 4 June, 18:00–20:30' */
export function describeWhen(date: IsoDate, span: MinuteSpan, { format }: Text): string {
  return `${format.dayLong(date)}, ${format.span(span)}`;
}

/** What happened to it after it had left, in the calendar or on the way. */
export function findCause({ state }: Pick<InviteView, 'state'>): InviteCause | null {
  return ('cause' in state ? state.cause : null) ?? null;
}

/** What it waits for, where nothing went wrong. */
export function findHold({ state }: Pick<InviteView, 'state'>): InviteHold | null {
  return (state.kind === 'failed' ? state.hold : null) ?? null;
}

/** The state of an invite in a few words, with how many answers are missing once it has left. */
export function describeState(invite: InviteView, { words }: Text): string {
  const { states, causes, stateText } = words.outlook;
  const cause = findCause(invite);
  if (cause !== null) return causes[cause];
  const hold = findHold(invite);
  if (hold !== null) return words.google.hold[hold];
  const state = states[invite.state.kind];
  if (invite.state.kind !== 'sent') return state;
  const waiting = invite.guests.filter(({ answer }) => answer === 'needs-action').length;
  if (waiting > 0) return `${state}, ${stateText.waiting(waiting)}`;
  const isSaidByAll = (said: Rsvp): boolean => invite.guests.every(({ answer }) => answer === said);
  if (isSaidByAll('accepted')) return `${state}, ${stateText.allYes}`;
  return isSaidByAll('declined') ? `${state}, ${stateText.allNo}` : state;
}

/** What happened to the invite, in sentences: the first is the state, the rest what it means. */
export function explainState(
  invite: InviteView,
  view: Pick<OutlookView, 'zone' | 'today'>,
  text: Text,
): readonly string[] {
  const { format, words } = text;
  const { stateText } = words.outlook;
  const moment = (instant: string): string => format.moment(instant, view.zone, view.today);
  const { state } = invite;
  switch (state.kind) {
    case 'sent':
      return [`${describeState(invite, text)}.`, `${stateText.sentAt(moment(state.at))}.`];
    case 'handed-over':
      return [`${stateText.handedAt(moment(state.at))}.`, stateText.handedText];
    case 'failed': {
      const retry = state.retryAt === null ? [] : [stateText.retry(moment(state.retryAt))];
      return [`${describeState(invite, text)}.`, state.reason, ...retry];
    }
    case 'still-send':
    case 'slot-taken':
      return [describeState(invite, text), state.reason];
    case 'cancelled':
      return [`${stateText.cancelledAt(moment(state.at))}.`];
    case 'undo-window':
    case 'sending':
      return [`${describeState(invite, text)}.`, ...(invite.step === 'create' ? [] : [stateText.updateSoon])];
  }
}

/** It waits for the user's word. */
export function isTrouble({ state }: InviteView): boolean {
  return state.kind === 'failed' || state.kind === 'still-send' || state.kind === 'slot-taken';
}

/** What the one button of an invite in trouble does. */
export function nameRemedy(invite: InviteView, { words }: Text): string {
  const cause = findCause(invite);
  if (cause !== null) return words.outlook.causeActions[cause];
  return invite.state.kind === 'failed' ? words.common.retry : words.outlook.stateText.sendAnyway;
}

export function nameProposalCard(proposal: ProposalView, text: Text): string {
  const { card } = text.words.outlook;
  const name = proposal.confidence === 'pencil' ? card.proposalPencil : card.proposal;
  return name(
    proposal.activity.name,
    fullNames(proposal.guests),
    describeWhen(proposal.date, proposal.span, text),
  );
}

export function nameInviteCard(invite: InviteView, text: Text): string {
  const answers = invite.guests
    .filter(({ answer }) => answer !== 'needs-action')
    .map(({ name, answer }) => text.words.outlook.invite.answered(name, text.words.common.answers[answer]));
  const state = [describeState(invite, text), ...answers].join(', ');
  return text.words.outlook.card.invite(
    invite.activity.name,
    fullNames(invite.guests),
    describeWhen(invite.date, invite.span, text),
    state,
  );
}

export function nameDay({ date, weather }: DayView, isToday: boolean, { words, format }: Text): string {
  const { outlook } = words;
  const day = outlook.card.day(format.dayLong(date));
  const named = isToday ? `${outlook.today}, ${day}` : day;
  if (weather === null) return named;
  const range = outlook.ribbon.highLow(format.degrees(weather.highC), format.degrees(weather.lowC));
  return `${named}. ${outlook.glyphs[weather.glyph]}. ${range}`;
}
