import type { Handlers } from '#contract/methods.ts';
import type { InviteView } from '#contract/invites.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { writeHandedOverFiles } from '#main/invites/smtp/eml.ts';
import { answersTo, rememberShown } from '#main/notices/decide-notices.ts';
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
    'invites.answer': ({ inviteId, email, answer }) => {
      const answered = view(outbox.recordAnswer(inviteId, email, answer));
      if (answered.ok) rememberAnswer(context, answered.value, email);
      return answered;
    },
    'invites.happened': ({ inviteId, what }) => {
      const record = outbox.read(inviteId);
      if (record === null) return notFound(inviteId);
      if (record.state.kind === 'cancelled')
        return fail('conflict', 'This invite is cancelled; answers do not count.');
      const { startMs, endMs } = record.content.interval;
      const nowMs = context.now();
      if (endMs > nowMs) return fail('conflict', 'It is not over yet. Say afterwards whether it happened.');
      if (what === null) store.happened.remove(inviteId);
      else store.happened.save({ inviteId, startMs, what, saidAtMs: nowMs });
      context.changed('outlook', 'people');
      return succeed(viewOne(record, context));
    },
    'invites.files': async ({ inviteId }) => {
      const record = outbox.read(inviteId);
      return record === null ? notFound(inviteId) : succeed(await writeHandedOverFiles(record));
    },
  } satisfies Partial<Handlers>;

  /** Who tells of an answer does not want to be told of it. */
  function rememberAnswer({ store: { noticeLog } }: AppContext, invite: InviteView, email: string): void {
    const answers = answersTo(invite).filter((news) => news.email === email);
    const [first] = answers;
    if (first === undefined) return;
    const notices = [{ kind: 'answer', id: first.id, answers }] as const;
    const time = { nowMs: context.now(), zone: context.zone() };
    store.transact(() => noticeLog.save(rememberShown(noticeLog.read(), notices, time)));
  }

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
