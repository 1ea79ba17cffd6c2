import { activityId, inviteId, personId, proposalId } from '#contract/ids.ts';
import type { InviteState, InviteView } from '#contract/invites.ts';
import type { ProposalView } from '#contract/outlook.ts';
import { isoDate } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type { NoticeState } from '#main/notices/notice.ts';
import { parseInstant } from '#main/kernel/zone.ts';

const zone = 'Europe/Amsterdam';
/** A moment on the wall clock of Amsterdam in summer. */
export const at = (wall: string) => ({ nowMs: parseInstant(`${wall}:00+02:00`), zone });

const guest = (name: string) => ({
  personId: personId(name),
  name,
  initials: name.slice(0, 1),
  email: `${name.toLowerCase()}@example.org`,
  circle: 'peers' as const,
});
const grill = { id: activityId('grill'), name: 'Grill' };

/** Thursday 4 June 2026, 18:00, with Priya and Sam. */
export function createInvite(
  state: InviteState,
  answers: Readonly<Record<string, Rsvp>> = {},
  changes: Partial<InviteView> = {},
): InviteView {
  return {
    id: inviteId('invite-1'),
    proposalId: null,
    activity: grill,
    date: isoDate('2026-06-04'),
    span: { from: 1080, until: 1230 },
    start: '2026-06-04T18:00:00+02:00',
    end: '2026-06-04T20:30:00+02:00',
    guests: ['Priya', 'Sam'].map((name) => ({
      ...guest(name),
      answer: answers[name] ?? 'needs-action',
      comment: null,
    })),
    state,
    sequence: 0,
    step: 'create',
    location: null,
    fallbackName: null,
    calendarName: null,
    ...changes,
  };
}

export const sent: InviteState = { kind: 'sent', at: '2026-06-01T09:00:00+02:00' };

export function createProposal(changes: Partial<ProposalView> = {}): ProposalView {
  return {
    id: proposalId('p1'),
    date: isoDate('2026-06-04'),
    span: { from: 1080, until: 1230 },
    start: '2026-06-04T18:00:00+02:00',
    end: '2026-06-04T20:30:00+02:00',
    activity: { ...grill, setting: 'outdoor' },
    guests: [guest('Priya'), guest('Sam'), guest('Noor')],
    suitability: 0.85,
    confidence: 'likely',
    fallback: null,
    whyPeople: [],
    whyTime: [],
    weatherText: null,
    terms: { worth: {}, mixing: 0, crowd: 0, weather: 1, burden: 0 },
    value: 1,
    ...changes,
  };
}

/** Everything on, the weekly plan on Mondays at 8:30, quiet from 20:00 to 8:00, nothing shown yet. */
export function createState(changes: Partial<NoticeState> = {}): NoticeState {
  return {
    settings: {
      weeklyPlan: { weekday: 1, minute: 510 },
      answers: true,
      decisions: true,
      happened: true,
      quietFrom: 1200,
      quietUntil: 480,
    },
    pausedUntilMs: null,
    proposals: [createProposal()],
    invites: [],
    happenedAsks: [],
    shown: [],
    ...changes,
  };
}
