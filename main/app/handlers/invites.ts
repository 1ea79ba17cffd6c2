import type { Handlers } from '#contract/methods.ts';
import type { InviteView } from '#contract/models.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { writeHandedOverFiles } from '#main/invites/smtp/eml.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import type { AppContext } from '../context.ts';
import { shownWith } from '../services/plan-keeper.ts';
import { viewInvites, viewOne } from '../views/invites.ts';

export function createInviteHandlers(context: AppContext) {
  const { outbox, store } = context;
  const view = (changed: Outcome<InviteRecord>): Outcome<InviteView> =>
    changed.ok ? succeed(viewOne(changed.value, context)) : changed;

  return {
    'invites.list': () => succeed(viewInvites(context)),
    'invites.undo': ({ inviteId }) => {
      const undone = outbox.undo(inviteId);
      if (undone.ok && undone.value.state.kind === 'cancelled') showAgain(context, undone.value);
      return view(undone);
    },
    'invites.sendAnyway': ({ inviteId }) => {
      const instead = context.settings.read().smtp === null ? 'handed-over' : 'smtp';
      return view(outbox.sendAnyway(inviteId, instead));
    },
    'invites.cancel': ({ inviteId }) => view(outbox.cancel(inviteId)),
    'invites.move': ({ inviteId, start }) => {
      const record = outbox.read(inviteId);
      if (record === null) return notFound(inviteId);
      const { startMs, endMs } = record.content.interval;
      const movedMs = parseInstant(start);
      return view(outbox.move(inviteId, { startMs: movedMs, endMs: movedMs + endMs - startMs }));
    },
    'invites.answer': ({ inviteId, email, answer }) => view(outbox.recordAnswer(inviteId, email, answer)),
    'invites.files': async ({ inviteId }) => {
      const record = outbox.read(inviteId);
      return record === null ? notFound(inviteId) : succeed(await writeHandedOverFiles(record));
    },
  } satisfies Partial<Handlers>;

  /** What was undone is on the screen again as it was, rather than whatever is best without it. */
  function showAgain({ plans }: AppContext, { content }: InviteRecord): void {
    const shown = shownWith(store, null, {
      activityId: content.activity.id,
      startMs: content.interval.startMs,
      guestEmails: content.guests.map(({ email }) => email),
      pinned: false,
    });
    store.shownPlan.save({ shownAtMs: context.now(), proposals: JSON.stringify(shown) });
    plans.invalidate();
  }
}

const notFound = (id: string) => fail('not-found', `There is no invite ${id}. Reload the page.`);
