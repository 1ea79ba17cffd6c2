import type { ProposalId } from '#contract/ids.ts';
import type { Handlers } from '#contract/methods.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import { previewMessages } from '#main/invites/message.ts';
import type { InviteContent } from '#main/invites/invite.ts';
import { addDays } from '#main/kernel/dates.ts';
import { lengthMs } from '#main/kernel/interval.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { readGuestBusy } from '#main/planner/constraints/guest-busy.ts';
import { LIMITS } from '#main/planner/weights.ts';
import type { AppContext } from '../context.ts';
import { readGuestsBusy } from '../guests-busy.ts';
import { contentOf, draftOf, routeOf } from '../invite-content.ts';
import { shownWith } from '../services/plan-keeper.ts';
import { viewOne } from '../views/invites.ts';
import type { PlannedProposal } from '../views/planned-week.ts';
import { readOutlook } from './outlook.ts';

async function findProposal(context: AppContext, id: ProposalId): Promise<Outcome<PlannedProposal>> {
  const { proposals } = await context.plans.current();
  const found = proposals.find(({ view }) => view.id === id);
  return found === undefined
    ? fail(
        'not-found',
        `The idea ${id} is gone: the calendar or the weather has changed. Look at the new ones.`,
      )
    : succeed(found);
}

function writeContent(context: AppContext, proposal: PlannedProposal): Outcome<InviteContent> {
  return contentOf(proposal, {
    settings: context.moment().settings,
    language: context.language(),
    zone: context.zone(),
    people: context.store.people.list().map(({ person }) => person),
    home: context.inviteCalendars.home(),
  });
}

/** Who of the guests is busy from then on, by their own free/busy; null: nobody, as far as is known. */
function findBusyGuest(
  context: AppContext,
  { view, what }: PlannedProposal,
  startMs: EpochMs,
): string | null {
  const { store } = context;
  const ids = new Set(view.guests.map(({ personId }) => personId));
  const people = store.people.list().flatMap(({ person }) => (ids.has(person.id) ? [person] : []));
  const isBusy = readGuestBusy(readGuestsBusy(store.guestsBusy.list(), people, context.now()));
  const endMs = startMs + lengthMs(what.interval);
  return people.find(({ id }) => isBusy(id, startMs, endMs))?.name ?? null;
}

export function createProposalHandlers(context: AppContext) {
  const { store, outbox, plans } = context;
  return {
    'proposals.detail': async ({ proposalId }) => {
      const found = await findProposal(context, proposalId);
      return found.ok ? succeed(found.value.detail) : found;
    },
    'proposals.preview': async ({ proposalId }) => {
      const found = await findProposal(context, proposalId);
      if (!found.ok) return found;
      const content = writeContent(context, found.value);
      if (!content.ok) return content;
      const { guests, location } = content.value;
      return succeed({
        recipients: guests.map(({ name, email, language }) => ({ name, email, language })),
        ...previewMessages(content.value),
        route: routeOf(context.inviteCalendars.home(), context.settings.read().smtp),
        location: location ?? '',
      });
    },
    'proposals.invite': async ({ proposalId, ...edited }) => {
      // The second click of a double one finds the invite in the place of the proposal.
      const known = outbox
        .list()
        .find((record) => record.proposalId === proposalId && record.state.kind !== 'cancelled');
      if (known !== undefined) return succeed(viewOne(known, context));
      const found = await findProposal(context, proposalId);
      if (!found.ok) return found;
      const content = writeContent(context, found.value);
      if (!content.ok) return content;
      const queued = outbox.enqueue(
        draftOf(
          found.value,
          content.value,
          { home: context.inviteCalendars.home(), smtp: context.settings.read().smtp },
          edited,
        ),
      );
      return queued.ok ? succeed(viewOne(queued.value, context)) : queued;
    },
    'proposals.move': async ({ proposalId, activityId, start }) => {
      const found = await findProposal(context, proposalId);
      if (!found.ok) return found;
      const moved = {
        ...found.value.shown,
        activityId,
        startMs: parseInstant(start),
        pinned: true,
      };
      const isThere = ({ shown }: PlannedProposal): boolean =>
        shown.pinned && shown.activityId === activityId && shown.startMs === moved.startMs;
      const week = await plans.replan(shownWith(store, found.value.shown, moved), ({ proposals }) =>
        proposals.some(isThere),
      );
      if (!week.proposals.some(isThere)) {
        const busy = findBusyGuest(context, found.value, moved.startMs);
        return fail(
          'conflict',
          busy === null
            ? `It does not fit at ${start}. Choose one of the other times on the card.`
            : `${busy} is busy at ${start}. Choose one of the other times on the card.`,
        );
      }
      context.push('changed', { what: 'outlook' });
      return succeed(await readOutlook(context));
    },
    'proposals.notNow': async ({ proposalId, days }) => {
      const found = await findProposal(context, proposalId);
      if (!found.ok) return found;
      const { guests, activity } = found.value.view;
      store.holds.add({
        kind: 'not-now',
        personIds: guests.map(({ personId }) => personId),
        activityId: activity.id,
        until: addDays(context.today(), days),
      });
      context.changed('outlook');
      return succeed(await readOutlook(context));
    },
    'proposals.notThisPerson': async ({ personId }) => {
      store.holds.add({
        kind: 'not-this-person',
        personId,
        until: addDays(context.today(), LIMITS.horizonDays),
      });
      context.changed('outlook');
      return succeed(await readOutlook(context));
    },
  } satisfies Partial<Handlers>;
}
