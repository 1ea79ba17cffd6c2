import type { InviteId, ProposalId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { DayView, OutlookView, ProposalView } from '#contract/outlook.ts';
import type { MinuteSpan } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';

export type Card =
  | { readonly kind: 'proposal'; readonly span: MinuteSpan; readonly proposal: ProposalView }
  | { readonly kind: 'invite'; readonly span: MinuteSpan; readonly invite: InviteView };

/** What the side panel shows. */
export type Selection =
  | { readonly kind: 'overview' }
  | { readonly kind: 'day'; readonly date: IsoDate }
  | { readonly kind: 'proposal'; readonly id: ProposalId }
  | { readonly kind: 'invite'; readonly id: InviteId };

export interface DayColumn {
  readonly day: DayView;
  /** By start. */
  readonly cards: readonly Card[];
}

/** A name for a card that stays the same from one plan to the next. */
export function keyOfCard(card: Card): string {
  return card.kind === 'proposal' ? `proposal:${card.proposal.id}` : `invite:${card.invite.id}`;
}

export function keyOfSelection(selection: Selection): string {
  switch (selection.kind) {
    case 'overview':
      return 'overview';
    case 'day':
      return `day:${selection.date}`;
    case 'proposal':
    case 'invite':
      return `${selection.kind}:${selection.id}`;
  }
}

export function selectCard(card: Card): Selection {
  return card.kind === 'proposal'
    ? { kind: 'proposal', id: card.proposal.id }
    : { kind: 'invite', id: card.invite.id };
}

/** The days of the weekly plan, today first. */
export function daysOfWeek({ days }: Pick<OutlookView, 'days'>): readonly DayView[] {
  return days.slice(0, 7);
}

/** An invite that was called off takes no room any more. */
function isStanding(invite: InviteView): boolean {
  return invite.state.kind !== 'cancelled';
}

export function arrangeDays(view: OutlookView): readonly DayColumn[] {
  const invites = view.invites.filter(isStanding);
  // While its invite is about to leave, a proposal is shown as that invite.
  const asked = new Set(invites.map(({ proposalId }) => proposalId));
  const cards: readonly (Card & { readonly date: IsoDate })[] = [
    ...view.proposals
      .filter(({ id }) => !asked.has(id))
      .map((proposal) => ({
        kind: 'proposal' as const,
        span: proposal.span,
        date: proposal.date,
        proposal,
      })),
    ...invites.map((invite) => ({ kind: 'invite' as const, span: invite.span, date: invite.date, invite })),
  ];
  return view.days.map((day) => ({
    day,
    cards: cards.filter(({ date }) => date === day.date).toSorted((a, b) => a.span.from - b.span.from),
  }));
}

/**
 * What is still there of a selection after the plan has changed: a proposal that became an invite is followed to it,
 * an invite that was undone back to its proposal.
 */
export function followSelection(selection: Selection, view: OutlookView): Selection {
  const overview: Selection = { kind: 'overview' };
  switch (selection.kind) {
    case 'overview':
      return selection;
    case 'day':
      return view.days.some(({ date }) => date === selection.date) ? selection : overview;
    case 'proposal': {
      const invite = view.invites.find(
        (candidate) => candidate.proposalId === selection.id && isStanding(candidate),
      );
      if (invite !== undefined) return { kind: 'invite', id: invite.id };
      return view.proposals.some(({ id }) => id === selection.id) ? selection : overview;
    }
    case 'invite': {
      const invite = view.invites.find(({ id }) => id === selection.id);
      if (invite !== undefined && isStanding(invite)) return selection;
      const proposalId = invite?.proposalId ?? null;
      const proposal = view.proposals.find(({ id }) => id === proposalId);
      return proposal === undefined ? overview : { kind: 'proposal', id: proposal.id };
    }
  }
}
