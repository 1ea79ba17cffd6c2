import type { IsoDate } from '#contract/time.ts';
import { addDays } from '#main/kernel/dates.ts';
import type { TouchBook } from '#main/people/touch.ts';
import type { FixedGetTogether } from '#main/planner/plan-types.ts';
import { LIMITS } from '#main/planner/weights.ts';

/**
 * What takes its day and its place in the week whatever is planned: get-togethers of the six days before, invites that
 * were sent, and the user's own ones to come, as far as any window of seven dates with the horizon reaches. An invite
 * that is in the calendar too counts once, and so does what stands in two calendars; what only looks like a get-together
 * by the clock takes nothing. Ascending by start.
 */
export function findFixed(
  book: TouchBook,
  sent: readonly FixedGetTogether[],
  today: IsoDate,
  nowMs: number,
): FixedGetTogether[] {
  const reach = LIMITS.windowDays - 1;
  const from = addDays(today, -reach);
  const until = addDays(today, LIMITS.horizonDays - 1 + reach);
  const near = sent.filter((invite) => invite.date >= from && invite.date <= until);
  const uids = new Set(near.map((invite) => invite.uid));
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => seen.size < seen.add(key).size;
  const fromCalendar = book.getTogethers
    .filter(
      (together) =>
        !together.isDoubtful && together.date >= from && together.date <= until && !uids.has(together.uid),
    )
    .filter(({ uid, startMs }) => isFirst(`${uid}|${startMs}`))
    .map(
      (together): FixedGetTogether => ({
        date: together.date,
        startMs: together.startMs,
        endMs: together.endMs,
        activityId: together.occurrence.activity,
        personIds: together.personIds,
        guestCount: together.guestCount,
        kind: together.startMs <= nowMs ? 'happened' : 'calendar',
        uid: together.uid,
      }),
    );
  return [...near, ...fromCalendar].toSorted((a, b) => a.startMs - b.startMs);
}
