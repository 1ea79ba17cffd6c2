import { daysBetween, weekdayOf } from '#main/kernel/dates.ts';
import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { Plan } from '#main/planner/make-plan.ts';
import type { Candidate, Proposal } from '#main/planner/plan-types.ts';
import { makeProposal } from '#main/planner/proposal.ts';
import type { ScheduleRules } from '#main/planner/solve/instance.ts';
import { fitsSchedule } from '#main/planner/solve/schedule.ts';

export interface Alternative {
  readonly candidate: Candidate;
  readonly valueMicro: number;
}

/** A candidate with these guests, as it would be proposed; null where it cannot be. */
function proposeFor(candidate: Candidate, guests: Proposal['guests'], plan: Plan): Proposal | null {
  if (guests.length < candidate.minimumGuests || guests.length > candidate.maximumGuests) return null;
  const worth = guests.map((state) => ({
    state,
    worthMicro: candidate.worthMicro[plan.askable.indexOf(state)] ?? 0,
  }));
  if (worth.some(({ worthMicro }) => worthMicro <= 0)) return null;
  return makeProposal(candidate, worth, plan.input.settings.dials.company);
}

/**
 * Other times and activities for the same people, the most valuable first, one for each activity and date. Each fits
 * beside all else that is planned or fixed, so that the user who moves the proposal there finds it there.
 */
export function findAlternatives(proposal: Proposal, plan: Plan, limit: number): Alternative[] {
  const [today] = plan.dates;
  if (today === undefined) return [];
  const rivals = plan.proposals.filter((other) => other !== proposal);
  const fixed = plan.fixed.map((f) => ({
    dateIndex: daysBetween(today, f.date),
    big: isBigGroup(f.guestCount),
  }));
  const rules: ScheduleRules = {
    days: plan.dates.length,
    weekdays: plan.dates.map(weekdayOf),
    perWeek: plan.input.settings.dials.perWeek,
    fixed,
  };
  const taken = [
    ...fixed,
    ...rivals.map((other) => ({
      dateIndex: other.candidate.dateIndex,
      big: isBigGroup(other.guests.length),
    })),
  ];
  const usedActivities = new Set<string | null>([
    ...rivals.map((other) => other.candidate.activity.id),
    ...plan.fixed.filter((f) => plan.dates.includes(f.date)).map((f) => f.activityId),
  ]);
  const big = isBigGroup(proposal.guests.length);
  const best = new Map<string, Alternative>();
  for (const candidate of plan.candidates) {
    if (candidate === proposal.candidate || usedActivities.has(candidate.activity.id)) continue;
    if (!fitsSchedule(taken, { dateIndex: candidate.dateIndex, big }, rules)) continue;
    const other = proposeFor(candidate, proposal.guests, plan);
    const key = `${candidate.date}|${candidate.activity.id}`;
    if (other && other.valueMicro > (best.get(key)?.valueMicro ?? 0)) {
      best.set(key, { candidate, valueMicro: other.valueMicro });
    }
  }
  return [...best.values()]
    .toSorted((a, b) => b.valueMicro - a.valueMicro || a.candidate.startMs - b.candidate.startMs)
    .slice(0, limit);
}
