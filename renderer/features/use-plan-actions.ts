import { useCallback, useMemo } from 'react';
import type { ActivityId, InviteId, PersonId, ProposalId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { IsoInstant } from '#contract/time.ts';
import type { Happened, Rsvp } from '#contract/vocabulary.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

export interface PlanActions {
  readonly isBusy: boolean;
  /** Gives whether it was taken, as each of these that gives something. */
  readonly invite: (proposalId: ProposalId) => Promise<boolean>;
  /** Takes over what came of an invite that was sent elsewhere, as from the edit dialog. */
  readonly acceptInvite: (outcome: Outcome<InviteView>) => void;
  readonly move: (
    proposalId: ProposalId,
    activityId: ActivityId,
    start: IsoInstant,
    when: string,
  ) => Promise<boolean>;
  readonly notNow: (proposalId: ProposalId, days: 3 | 7 | 14) => Promise<void>;
  readonly notThisPerson: (proposalId: ProposalId, personId: PersonId) => Promise<void>;
  readonly notThisWeek: () => Promise<void>;
  readonly answer: (inviteId: InviteId, email: string, answer: Rsvp) => Promise<void>;
  /** Whether a past invite happened; null takes it back. */
  readonly sayHappened: (inviteId: InviteId, what: Happened | null) => Promise<boolean>;
  readonly moveInvite: (inviteId: InviteId, start: IsoInstant) => Promise<boolean>;
  readonly cancelInvite: (inviteId: InviteId) => Promise<boolean>;
  readonly sendAnyway: (inviteId: InviteId) => Promise<void>;
  /** Keeps the time that the calendar has now, and no guest hears of it. */
  readonly leaveAsItIs: (inviteId: InviteId) => Promise<void>;
}

/** What can be done with the plan. Each takes the new state over at once and says what went wrong. */
export function usePlanActions(): PlanActions {
  const { views } = useHost();
  const { words } = useText();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();

  const takePlan = useCallback(
    (outcome: Outcome<OutlookView>, said: string | null): boolean => {
      if (!outcome.ok) {
        notifyFailure(outcome);
        // The plan on the screen may be the reason: a card that is no longer there.
        void views.reload('outlook.read');
        return false;
      }
      views.put('outlook.read', outcome.value);
      if (said !== null) notify({ kind: 'good', text: said });
      return true;
    },
    [views, notify, notifyFailure],
  );

  const takeInvite = useCallback(
    (outcome: Outcome<InviteView>): boolean => {
      if (!outcome.ok) notifyFailure(outcome);
      void views.reload('outlook.read');
      void views.reload('invites.list');
      return outcome.ok;
    },
    [views, notifyFailure],
  );

  return useMemo<PlanActions>(() => {
    const { panel, overview } = words.outlook;
    return {
      isBusy,
      invite: async (proposalId) => takeInvite(await call('proposals.invite', { proposalId })),
      acceptInvite: (outcome) => void takeInvite(outcome),
      move: async (proposalId, activityId, start, when) =>
        takePlan(await call('proposals.move', { proposalId, activityId, start }), panel.moved(when)),
      notNow: async (proposalId, days) => {
        takePlan(await call('proposals.notNow', { proposalId, days }), panel.noted);
      },
      notThisPerson: async (proposalId, personId) => {
        takePlan(await call('proposals.notThisPerson', { proposalId, personId }), panel.noted);
      },
      notThisWeek: async () => {
        takePlan(await call('outlook.notThisWeek', {}), overview.notThisWeekDone);
      },
      answer: async (inviteId, email, answer) => {
        takeInvite(await call('invites.answer', { inviteId, email, answer }));
      },
      sayHappened: async (inviteId, what) => takeInvite(await call('invites.happened', { inviteId, what })),
      moveInvite: async (inviteId, start) => takeInvite(await call('invites.move', { inviteId, start })),
      cancelInvite: async (inviteId) => takeInvite(await call('invites.cancel', { inviteId })),
      sendAnyway: async (inviteId) => {
        takeInvite(await call('invites.sendAnyway', { inviteId }));
      },
      leaveAsItIs: async (inviteId) => {
        takeInvite(await call('invites.undo', { inviteId }));
      },
    };
  }, [call, isBusy, takeInvite, takePlan, words]);
}
