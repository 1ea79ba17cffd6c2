import type { SolveInstance } from '#main/planner/solve/instance.ts';
import {
  checkPlan,
  dateViolations,
  groupViolations,
  isWorthwhile,
  type PlannedTogether,
  valueByFormula,
} from '#tests/support/planner/check-plan.ts';

export interface BruteForceResult {
  readonly value: bigint;
  readonly chosen: readonly PlannedTogether[];
  /** How many plans have that value. */
  readonly count: number;
}

/** All subsets of people, the empty one left out. For a handful of people. */
function allGroups(people: number): number[][] {
  return Array.from({ length: 2 ** people - 1 }, (_, i) =>
    Array.from({ length: people }, (_unused, p) => p).filter((p) => ((i + 1) >> p) & 1),
  );
}

/**
 * The best plan by looking at every plan: every legal group of every candidate, in every combination of dates.
 * Independent of the solver; for at most about five people and eight candidates.
 */
export function bruteForce(instance: SolveInstance): BruteForceResult {
  if (instance.people.length > 8) throw new Error('Too many people for brute force.');
  const groups = allGroups(instance.people.length);
  const togethers = instance.candidates.map((_, candidate) =>
    groups
      .map((guests) => ({ candidate, guests }))
      .filter(
        (together) =>
          groupViolations(instance, together).length === 0 &&
          isWorthwhile(instance, valueByFormula(instance, together)),
      ),
  );
  const start = checkPlan(instance, []);
  let best: { value: bigint; chosen: PlannedTogether[] } = { value: start.value, chosen: [] };
  let count = 1;
  const usedPeople = new Set(instance.kept.flatMap((kept) => kept.guests));
  const usedActivities = new Set(instance.kept.map((kept) => kept.activity));
  const taken = instance.kept.map((kept) => ({
    dateIndex: kept.dateIndex,
    guestCount: kept.guests.length,
  }));
  const chosen: PlannedTogether[] = [];

  // Leaving one out never breaks a rule, so a plan that breaks one need not be continued.
  const visit = (from: number): void => {
    for (let c = from; c < instance.candidates.length; c++) {
      const candidate = instance.candidates[c];
      if (!candidate || usedActivities.has(candidate.activity)) continue;
      for (const together of togethers[c] ?? []) {
        if (together.guests.some((p) => usedPeople.has(p))) continue;
        taken.push({ dateIndex: candidate.dateIndex, guestCount: together.guests.length });
        if (dateViolations(instance, taken).length === 0) {
          chosen.push(together);
          usedActivities.add(candidate.activity);
          for (const p of together.guests) usedPeople.add(p);
          const { value, violations } = checkPlan(instance, chosen);
          if (violations.length > 0) throw new Error(`Brute force broke a rule: ${violations.join()}`);
          if (value === best.value) count++;
          if (value > best.value) {
            best = { value, chosen: [...chosen] };
            count = 1;
          }
          visit(c + 1);
          for (const p of together.guests) usedPeople.delete(p);
          usedActivities.delete(candidate.activity);
          chosen.pop();
        }
        taken.pop();
      }
    }
  };
  visit(0);
  return { ...best, count };
}
