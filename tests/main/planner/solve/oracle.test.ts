import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solvePlan } from '#main/planner/solve/solve.ts';
import { bruteForce } from '#tests/support/planner/brute-force.ts';
import { checkPlan } from '#tests/support/planner/check-plan.ts';
import { instanceArbitrary } from '#tests/support/planner/instances.ts';
import { openOracle } from '#tests/support/planner/oracle.ts';

const PICO = 1e12;

describe('solvePlan against HiGHS', async () => {
  const oracle = await openOracle();

  it('the oracle itself agrees with brute force', () => {
    fc.assert(
      fc.property(instanceArbitrary({ people: 4, candidates: 7, activities: 5 }), (instance) => {
        expect(Math.abs(oracle(instance) - Number(bruteForce(instance).value) / PICO)).toBeLessThan(1e-6);
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  it('twelve people, forty candidates', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        instanceArbitrary({ people: 12, candidates: 40, activities: 12, full: true }),
        (instance) => {
          const solution = solvePlan(instance, 20_000);
          const checked = checkPlan(instance, solution.chosen);
          expect(checked.violations).toEqual([]);
          expect(checked.value).toBe(BigInt(solution.value));
          expect(solution.bound).toBe(solution.value);
          expect(Math.abs(solution.value / PICO - oracle(instance))).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 20, seed: 20_261_122, endOnFailure: true },
    );
  });
});
