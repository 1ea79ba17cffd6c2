import type { Handlers } from '#contract/methods.ts';
import type { NoticeKind, NoticeView } from '#contract/notices.ts';
import { succeed } from '#contract/outcome.ts';
import type { NoticeSettings } from '#contract/settings.ts';
import { decideNotices, isWeeklyPlanDue, rememberShown } from '#main/notices/decide-notices.ts';
import { pauseEnd } from '#main/notices/pause.ts';
import { writeNotice } from '#main/notices/write-notice.ts';
import type { AppContext } from '../context.ts';
import { viewHappenedAsks, viewInvites } from '../views/invites.ts';
import { readStatus } from './outlook.ts';

const OFF = {
  'weekly-plan': { weeklyPlan: null },
  answer: { answers: false },
  decision: { decisions: false },
  happened: { happened: false },
} as const satisfies Record<NoticeKind, Partial<NoticeSettings>>;

export function createNoticeHandlers(context: AppContext) {
  const { store, settings } = context;

  async function take(): Promise<readonly NoticeView[]> {
    const { notices } = settings.read();
    const time = { nowMs: context.now(), zone: context.zone() };
    const isPlanDue = isWeeklyPlanDue({ settings: notices, shown: store.noticeLog.read() }, time);
    const proposals = isPlanDue ? (await context.plans.current()).proposals.map(({ view }) => view) : [];
    // Two hosts may ask at once: who has written it down shows it.
    const taken = store.transact(() => {
      const shown = store.noticeLog.read();
      const pausedUntilMs = store.noticeLog.pausedUntil();
      const decided = decideNotices(
        {
          settings: notices,
          pausedUntilMs,
          proposals,
          invites: viewInvites(context),
          happenedAsks: viewHappenedAsks(context),
          shown,
        },
        time,
      );
      if (decided.length > 0) store.noticeLog.save(rememberShown(shown, decided, time));
      return decided;
    });
    return taken.map((notice) => writeNotice(notice, context.language()));
  }

  return {
    'notices.take': async () => succeed(await take()),
    'notices.turnOff': ({ kind }) => {
      const saved = settings.save({ notices: { ...settings.read().notices, ...OFF[kind] } });
      if (saved.ok) context.changed('settings');
      return saved;
    },
    'notices.pause': ({ until }) => {
      const time = { nowMs: context.now(), zone: context.zone() };
      store.noticeLog.pause(until === null ? null : pauseEnd(until, time));
      context.changed('settings');
      return succeed(readStatus(context));
    },
  } satisfies Partial<Handlers>;
}
