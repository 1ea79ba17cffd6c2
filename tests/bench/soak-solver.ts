/** Long runs of the solver against brute force and HiGHS. */
import fc from 'fast-check';
import type { SolveInstance } from '#main/planner/solve/instance.ts';
import { solvePlan } from '#main/planner/solve/solve.ts';
import { bruteForce } from '#tests/support/planner/brute-force.ts';
import { checkPlan } from '#tests/support/planner/check-plan.ts';
import { instanceArbitrary } from '#tests/support/planner/instances.ts';
import { openOracle } from '#tests/support/planner/oracle.ts';

import type { SoakPart } from './soak-part.ts';

const SUITES = [
  { size: { people: 3, candidates: 9, activities: 9 }, runs: 100, truth: 'exact', within: 1000 },
  { size: { people: 4, candidates: 9, activities: 5, ties: true }, runs: 100, truth: 'exact', within: 1000 },
  { size: { people: 5, candidates: 8, activities: 6 }, runs: 100, truth: 'exact', within: 1000 },
  { size: { people: 6, candidates: 4, activities: 4 }, runs: 100, truth: 'exact', within: 1000 },
  { size: { people: 6, candidates: 5, activities: 5, alike: true }, runs: 100, truth: 'exact', within: 1000 },
  {
    size: { people: 12, candidates: 40, activities: 12, full: true },
    runs: 5,
    truth: 'oracle',
    within: 1e6,
  },
  {
    size: { people: 12, candidates: 30, activities: 8, full: true, alike: true },
    runs: 3,
    truth: 'oracle',
    within: 1e6,
  },
] as const;

function findFault(instance: SolveInstance, truth: number, within: number): string | null {
  const solution = solvePlan(instance, 20_000);
  const { value, violations } = checkPlan(instance, solution.chosen);
  if (violations.length > 0) return violations.join(', ');
  if (value !== BigInt(solution.value)) return `says ${solution.value}, is ${value}`;
  if (Math.abs(solution.value - truth) > within) return `found ${solution.value}, best is ${truth}`;
  return solution.bound === solution.value ? null : `bound ${solution.bound}, value ${solution.value}`;
}

/** Prints the seed of each instance on which they differ. */
export const soakSolver: SoakPart = async ({ amount: minutes, seed: firstSeed, print }) => {
  const oracle = await openOracle();
  const truthOf = (instance: SolveInstance, truth: 'exact' | 'oracle'): number =>
    truth === 'exact' ? Number(bruteForce(instance).value) : oracle(instance) * 1e12;
  const until = performance.now() + minutes * 60_000;
  let [seed, instances, faults] = [firstSeed, 0, 0];
  while (performance.now() < until && faults === 0) {
    for (const { size, runs, truth, within } of SUITES) {
      for (const instance of fc.sample(instanceArbitrary(size), { numRuns: runs, seed })) {
        const fault = findFault(instance, truthOf(instance, truth), within);
        instances++;
        if (fault === null) continue;
        faults++;
        print(`Seed ${seed}, ${JSON.stringify(size)}: ${fault}`);
      }
    }
    seed++;
  }
  print(`${instances} instances, seeds ${firstSeed} to ${seed - 1}.`);
  return faults;
};
