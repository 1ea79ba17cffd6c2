import type { Relaxation } from '#main/planner/solve/bound.ts';
import type { Problem } from '#main/planner/solve/problem.ts';

/** On how many dates a relaxation takes each person and each activity. */
export interface Uses {
  readonly people: Int32Array;
  readonly activities: Int32Array;
}

export function countUses(relaxation: Relaxation, problem: Problem): Uses {
  const uses = {
    people: new Int32Array(problem.people.length),
    activities: new Int32Array(problem.activities),
  };
  for (const day of relaxation.days) {
    for (const p of day.guests) uses.people[p] = (uses.people[p] ?? 0) + 1;
    const activity = problem.instance.candidates[day.candidate]?.activity ?? 0;
    uses.activities[activity] = (uses.activities[activity] ?? 0) + 1;
  }
  return uses;
}
