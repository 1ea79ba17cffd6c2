import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import type { Masks, Offers, PricedDay, Pricer, Prices } from '#main/planner/solve/bound.ts';
import { UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import type { TakenGroup } from '#main/planner/solve/master.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { fitsSchedule } from '#main/planner/solve/schedule.ts';
import { spreadTwins } from '#main/planner/solve/twins.ts';
import { groupValue, isWorthProposing } from '#main/planner/solve/value.ts';

/** A plan while it is looked for; guests are positions in the problem's people. */
export interface Draft {
  readonly proposals: readonly DraftProposal[];
  /** Kept proposals included, less adjacency; -Infinity where the dates break a rule. */
  readonly value: number;
}

export interface DraftProposal {
  readonly candidate: number;
  readonly dateIndex: number;
  readonly guests: readonly number[];
  readonly value: number;
}

export function makeDraft(problem: Problem, proposals: readonly DraftProposal[]): Draft {
  const { instance } = problem;
  const own = [...keptDays(problem), ...proposals.map(dayOf)];
  const fits = own.every((day, i) =>
    fitsSchedule([...instance.schedule.fixed, ...own.filter((_, j) => j !== i)], day, instance.schedule),
  );
  if (!fits) return { proposals: [], value: -Infinity };
  const dates = new Set(own.map((day) => day.dateIndex));
  const pairs = [...dates].filter((d) => dates.has(d + 1)).length;
  const sum = [...instance.kept, ...proposals].reduce((total, { value }) => total + value, 0);
  return { proposals, value: sum - pairs * instance.adjacencyMicro * UNITS_PER_MICRO };
}

const dayOf = (proposal: DraftProposal): ScheduledDay => ({
  dateIndex: proposal.dateIndex,
  big: isBigGroup(proposal.guests.length),
});

const keptDays = (problem: Problem): ScheduledDay[] =>
  problem.instance.kept.map((kept) => ({ dateIndex: kept.dateIndex, big: isBigGroup(kept.guests.length) }));

const proposalOf = (problem: Problem, day: Omit<PricedDay, 'priced'>): DraftProposal => {
  const candidate = problem.instance.candidates[day.candidate];
  const guests = day.guests.map((p) => problem.people[p] ?? 0);
  const value = candidate ? groupValue(problem.instance, candidate, guests) : -Infinity;
  return { candidate: day.candidate, dateIndex: day.dateIndex, guests: day.guests, value };
};

/** These proposals as a plan; null where somebody or something is used twice and no twin is free. */
export function draftOf(problem: Problem, days: readonly Omit<PricedDay, 'priced'>[]): Draft | null {
  const spread = spreadTwins(days, problem, () => true);
  const guests = spread.flatMap((day) => day.guests);
  const activities = spread.map((day) => problem.instance.candidates[day.candidate]?.activity);
  if (new Set(guests).size < guests.length || new Set(activities).size < activities.length) return null;
  const proposals = spread.map((day) => proposalOf(problem, day));
  if (proposals.some(({ value }) => !isWorthProposing(value, problem.instance))) return null;
  return makeDraft(problem, proposals);
}

/** The masks with which only what the proposals leave free can be used, on any date that is open to it. */
function withoutUsed(problem: Problem, masks: Masks, proposals: readonly DraftProposal[]): Masks {
  const left = { ...masks, people: masks.people.slice(), activities: masks.activities.slice() };
  for (const { candidate, guests } of proposals) {
    for (const p of guests) left.people[p] = 0;
    left.activities[problem.instance.candidates[candidate]?.activity ?? 0] = 0;
  }
  return left;
}

/**
 * A plan from prices: the relaxation's most valuable date is made firm, what it uses is closed to the others, and the
 * rest is solved again, until every date that is taken is firm.
 */
export function dive(
  problem: Problem,
  pricer: Pricer,
  prices: Prices,
  masks: Masks,
  offers: Offers,
): readonly DraftProposal[] {
  const firm: DraftProposal[] = [];
  for (;;) {
    const { days } = pricer.relax(prices, withoutUsed(problem, masks, firm), offers, firm);
    const next = days
      .filter((day) => firm.every((proposal) => proposal.dateIndex !== day.dateIndex))
      .toSorted((a, b) => b.priced - a.priced)
      .map((day) => proposalOf(problem, day))
      .find(({ value }) => isWorthProposing(value, problem.instance));
    if (!next) return firm;
    firm.push(next);
  }
}

/** The groups that a linear programme takes most of, one after the other, as far as they go together. */
export function roundOff(problem: Problem, taken: readonly TakenGroup[]): Draft {
  let draft = makeDraft(problem, []);
  for (const { group } of taken.toSorted((a, b) => b.level - a.level)) {
    const more = draftOf(problem, [...draft.proposals, group]);
    if (more && more.value > draft.value) draft = more;
  }
  return draft;
}

/** Gives up one proposal at a time for the best that fits beside the others, while that makes the plan better. */
export function improve(problem: Problem, pricer: Pricer, from: Draft, masks: Masks, offers: Offers): Draft {
  let best = from.value === -Infinity ? makeDraft(problem, []) : from;
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = best.proposals.length; i >= 0; i--) {
      const others = best.proposals.filter((_, j) => j !== i);
      const added = pricer.bestBeside(others, withoutUsed(problem, masks, others), offers);
      const draft = makeDraft(problem, added ? [...others, proposalOf(problem, added)] : others);
      if (draft.value <= best.value) continue;
      best = draft;
      changed = true;
    }
  }
  return best;
}
