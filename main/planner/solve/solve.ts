import { createPricer, type Masks } from '#main/planner/solve/bound.ts';
import { createGroupSolver } from '#main/planner/solve/group.ts';
import type { Solution, SolveInstance } from '#main/planner/solve/instance.ts';
import { buildProblem } from '#main/planner/solve/problem.ts';
import { createSchedule } from '#main/planner/solve/schedule.ts';
import { searchPlans } from '#main/planner/solve/search.ts';
import { findUsefulPeople } from '#main/planner/solve/useful-people.ts';

/** Nodes, not time, so that every machine gives the same plan. */
const NODE_LIMIT = 2000;

/**
 * The best plan, proven: prices bound every plan from above (bound.ts), and where a person or an activity is wanted on
 * two dates the search branches (search.ts). Two values that differ by less than a thousandth of a millionth count as
 * one. Beyond the node limit it returns the best plan found and the bound that holds for it.
 */
export function solvePlan(instance: SolveInstance, nodeLimit: number = NODE_LIMIT): Solution {
  const schedule = createSchedule(instance.schedule);
  const problem = buildProblem(instance, findUsefulPeople(instance, schedule));
  const full = (1 << instance.schedule.days) - 1;
  const masks: Masks = {
    people: new Int32Array(problem.people.length).fill(full),
    activities: new Int32Array(problem.activities).fill(full),
    small: full,
    big: full,
    required: 0,
  };
  for (const kept of instance.kept) masks.activities[kept.activity] = 0;
  const pricer = createPricer(problem, createGroupSolver(problem), schedule, masks);
  const { best, bound, nodes } = searchPlans(problem, pricer, masks, nodeLimit);
  const chosen = best.proposals.map(({ candidate, guests, value }) => ({
    candidate,
    guests: guests.map((p) => problem.people[p] ?? 0),
    value,
  }));
  return { chosen, value: best.value, bound, nodes };
}
