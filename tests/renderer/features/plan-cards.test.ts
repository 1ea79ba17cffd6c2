import { describe, expect, test } from 'vitest';
import { inviteId, proposalId } from '#contract/ids.ts';
import type { InviteState, InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import {
  arrangeDays,
  followSelection,
  keyOfCard,
  keyOfSelection,
  selectCard,
} from '#renderer/features/plan-cards.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createOutlook } from '#tests/renderer/support/plan.ts';

const plan = createOutlook(createPeople());
const [grill] = plan.proposals;
const [dinner] = plan.invites;
if (grill === undefined || dinner === undefined) throw new Error('The scripted plan has lost its cards.');

const waiting: InviteState = { kind: 'undo-window', sendsAt: '2026-06-04T09:20:10+02:00' };
const asked = (state: InviteState): InviteView => ({
  ...dinner,
  id: inviteId('asked'),
  proposalId: grill.id,
  date: grill.date,
  span: grill.span,
  state,
});
const withInvite = (state: InviteState): OutlookView => ({
  ...plan,
  invites: [...plan.invites, asked(state)],
});
const cardsOf = (view: OutlookView) => arrangeDays(view).flatMap(({ cards }) => cards.map(keyOfCard));

describe('arrangeDays', () => {
  test('puts cards into their days, by start', () => {
    expect(cardsOf(plan)).toEqual(['proposal:grill', 'proposal:walk', 'invite:dinner', 'proposal:picnic']);
    expect(arrangeDays(plan)).toHaveLength(10);
  });

  test('a proposal that is asked is shown as its invite, and again as itself when that is called off', () => {
    expect(cardsOf(withInvite(waiting))).not.toContain('proposal:grill');
    expect(cardsOf(withInvite(waiting))).toContain('invite:asked');
    const off = withInvite({ kind: 'cancelled', at: plan.now });
    expect(cardsOf(off)).toContain('proposal:grill');
    expect(cardsOf(off)).not.toContain('invite:asked');
  });
});

describe('followSelection', () => {
  const proposal = { kind: 'proposal', id: grill.id } as const;
  const invite = { kind: 'invite', id: inviteId('asked') } as const;

  test('from the proposal to its invite and back', () => {
    expect(followSelection(proposal, withInvite(waiting))).toEqual(invite);
    expect(followSelection(invite, withInvite({ kind: 'cancelled', at: plan.now }))).toEqual(proposal);
  });

  test('stays where it can, else goes to the overview', () => {
    const overview = { kind: 'overview' } as const;
    expect(followSelection(proposal, plan)).toEqual(proposal);
    expect(followSelection(overview, plan)).toEqual(overview);
    expect(followSelection({ kind: 'proposal', id: proposalId('gone') }, plan)).toEqual(overview);
    expect(followSelection(invite, plan)).toEqual(overview);
    expect(followSelection({ kind: 'day', date: grill.date }, plan)).toEqual({
      kind: 'day',
      date: grill.date,
    });
    expect(followSelection({ kind: 'day', date: grill.date }, { ...plan, days: [] })).toEqual(overview);
  });
});

test('a card and its selection have the same key', () => {
  for (const card of arrangeDays(plan).flatMap(({ cards }) => cards)) {
    expect(keyOfSelection(selectCard(card))).toBe(keyOfCard(card));
  }
});
