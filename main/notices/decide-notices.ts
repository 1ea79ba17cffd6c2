import { needsDecision } from '#contract/invite-states.ts';
import type { InviteView } from '#contract/invites.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { morningAfter } from '#main/invites/happened.ts';
import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { AnswerNews, Notice, NoticeState, NoticeTime, ShownNotice } from './notice.ts';
import { isQuiet } from './quiet-hours.ts';

/** In any seven local dates; answers are news and ask for nothing. */
const ASKS_A_WEEK = 3;
/** A machine that was off on Monday morning still shows the week's plan in the evening, and not on Thursday. */
const LATEST_MS = 24 * 3_600_000;
/** Longer than any invite is on its way. */
const REMEMBERED_DAYS = 120;

/**
 * What may interrupt now, the most pressing first: invites that wait for a decision, the weekly plan, whether an invite
 * happened, answers (all in one). Nothing in quiet hours or a pause: it comes afterwards, if it is still so. Nothing that was shown.
 */
export function decideNotices(state: NoticeState, time: NoticeTime): readonly Notice[] {
  const { settings, shown } = state;
  if (state.pausedUntilMs !== null && time.nowMs < state.pausedUntilMs) return [];
  if (isQuiet(settings, openZone(time.zone).minuteOf(time.nowMs))) return [];
  const isNew = ({ id }: { readonly id: string }): boolean => !shown.some((known) => known.id === id);
  const asks = [...decisionsOf(state, time), ...weeklyPlanOf(state, time), ...happenedOf(state, time)].filter(
    isNew,
  );
  const left = Math.max(0, ASKS_A_WEEK - countAsks(shown, time));
  return [...asks.slice(0, left), ...answersOf(state, time, isNew)];
}

/** Whether the plan is worth making for this: it is the only part of the state that costs something. */
export function isWeeklyPlanDue(
  { settings, shown }: Pick<NoticeState, 'settings' | 'shown'>,
  time: NoticeTime,
): boolean {
  const id = weeklyPlanId(settings.weeklyPlan, time);
  return id !== null && !shown.some((known) => known.id === id);
}

/** The log with what is shown now; without what nobody can ask again. An answer counts by itself, whoever it came with. */
export function rememberShown(
  shown: readonly ShownNotice[],
  notices: readonly Notice[],
  { nowMs }: NoticeTime,
): readonly ShownNotice[] {
  const oldestMs = nowMs - REMEMBERED_DAYS * 86_400_000;
  const added = notices.flatMap((notice) =>
    (notice.kind === 'answer' ? notice.answers : [notice]).map(({ id }) => ({
      id,
      kind: notice.kind,
      shownAtMs: nowMs,
    })),
  );
  return [...shown.filter(({ shownAtMs }) => shownAtMs >= oldestMs), ...added];
}

/** Of the log: the asks of today and the six dates before. */
function countAsks(shown: readonly ShownNotice[], { nowMs, zone: id }: NoticeTime): number {
  const zone = openZone(id);
  const first = addDays(zone.dateOf(nowMs), -6);
  return shown.filter(({ kind, shownAtMs }) => kind !== 'answer' && zone.dateOf(shownAtMs) >= first).length;
}

/** Named after the date on which it was due; null: not due now. */
function weeklyPlanId(
  chosen: NoticeState['settings']['weeklyPlan'],
  { nowMs, zone: id }: NoticeTime,
): string | null {
  if (chosen === null) return null;
  const zone = openZone(id);
  const today = zone.dateOf(nowMs);
  const date = addDays(today, -((weekdayOf(today) - chosen.weekday + 7) % 7));
  const dueMs = zone.toEpochMs(date, chosen.minute);
  return dueMs <= nowMs && nowMs - dueMs < LATEST_MS ? `weekly-plan:${date}` : null;
}

function weeklyPlanOf({ settings, proposals }: NoticeState, time: NoticeTime): Notice[] {
  const id = weeklyPlanId(settings.weeklyPlan, time);
  // A week without an idea is a good week, and no reason to interrupt.
  return id === null || proposals.length === 0 ? [] : [{ kind: 'weekly-plan', id, proposals }];
}

function decisionsOf({ settings, invites }: NoticeState, { nowMs }: NoticeTime): Notice[] {
  if (!settings.decisions) return [];
  return invites
    .filter(({ state, end }) => needsDecision(state) && parseInstant(end) > nowMs)
    .toSorted((a, b) => parseInstant(a.start) - parseInstant(b.start))
    .map((invite) => ({
      kind: 'decision',
      id: `decision:${invite.id}:${invite.sequence}:${invite.step}:${invite.state.kind}`,
      invite,
    }));
}

/** Only on the day itself: after that the question waits where it is, and interrupts nobody. */
function happenedOf({ settings, happenedAsks }: NoticeState, { nowMs, zone: id }: NoticeTime): Notice[] {
  if (!settings.happened) return [];
  const zone = openZone(id);
  return happenedAsks
    .filter(({ end }) => nowMs - morningAfter(parseInstant(end), zone) < LATEST_MS)
    .map((invite) => ({
      kind: 'happened',
      id: `happened:${invite.id}:${parseInstant(invite.start)}`,
      invite,
    }));
}

const isAnswer = (answer: Rsvp): answer is AnswerNews['answer'] => answer !== 'needs-action';

/** Every answer, under an id of its own: another time of the same invite is another question. */
export function answersTo(invite: InviteView): readonly AnswerNews[] {
  return invite.guests.flatMap(({ name, email, answer }) =>
    isAnswer(answer)
      ? [
          {
            id: `answer:${invite.id}:${parseInstant(invite.start)}:${email}:${answer}`,
            inviteId: invite.id,
            guest: name,
            email,
            answer,
            activity: invite.activity.name,
          },
        ]
      : [],
  );
}

function answersOf(
  { settings, invites }: NoticeState,
  { nowMs }: NoticeTime,
  isNew: (news: AnswerNews) => boolean,
): Notice[] {
  if (!settings.answers) return [];
  const answers = invites
    .filter(({ state, end }) => state.kind !== 'cancelled' && parseInstant(end) > nowMs)
    .flatMap(answersTo)
    .filter(isNew);
  const [first] = answers;
  return first === undefined ? [] : [{ kind: 'answer', id: first.id, answers }];
}
