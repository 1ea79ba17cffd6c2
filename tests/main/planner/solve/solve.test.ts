import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SolveInstance } from '#main/planner/solve/instance.ts';
import { solvePlan } from '#main/planner/solve/solve.ts';
import { bruteForce } from '#tests/support/planner/brute-force.ts';
import { checkPlan } from '#tests/support/planner/check-plan.ts';
import { instanceArbitrary } from '#tests/support/planner/instances.ts';

function expectSolved(instance: SolveInstance): void {
  const solution = solvePlan(instance);
  const truth = bruteForce(instance);
  const checked = checkPlan(instance, solution.chosen);
  expect(checked.violations).toEqual([]);
  expect(checked.value).toBe(BigInt(solution.value));
  // Values that differ by less than a thousandth of a millionth count as one.
  expect(Math.abs(solution.value - Number(truth.value))).toBeLessThan(1000);
  expect(solution.bound).toBe(solution.value);
}

describe('solvePlan against brute force', () => {
  it.each([
    ['three people, many candidates', { people: 3, candidates: 9, activities: 9 }, 400],
    ['four people', { people: 4, candidates: 7, activities: 6 }, 400],
    ['five people', { people: 5, candidates: 7, activities: 7 }, 300],
    ['five people, few activities', { people: 5, candidates: 7, activities: 3 }, 200],
    ['ties', { people: 4, candidates: 8, activities: 5, ties: true }, 400],
    ['people who are the same', { people: 5, candidates: 6, activities: 5, alike: true }, 300],
    ['six people, few candidates', { people: 6, candidates: 4, activities: 4 }, 150],
  ] as const)('%s', (_, size, numRuns) => {
    fc.assert(fc.property(instanceArbitrary(size), expectSolved), { numRuns, seed: 20_261_122 });
  });
});
