import { describe, expect, it } from 'vitest';
import { planJson } from '#main/app/plan-json.ts';
import { makePlan } from '#main/planner/make-plan.ts';
import { findBestPlan } from '#tests/support/scenarios/best-plan.ts';
import { checkPrintedPlan } from '#tests/support/scenarios/check-printed.ts';
import { makeScenario, SCENARIO_COUNT } from '#tests/support/scenarios/make-scenario.ts';
import { type PrintedPlan, readPrinted } from '#tests/support/scenarios/printed-plan.ts';

const scenarios = Array.from({ length: SCENARIO_COUNT }, (_, i) => makeScenario(i + 1));

function print(scenario: (typeof scenarios)[number]): PrintedPlan {
  const plan = makePlan(scenario.input, () => 0);
  const sources = { calendars: [], forecast: scenario.input.forecast, warnings: [] };
  return readPrinted(JSON.stringify(planJson(plan, sources, { language: 'en', withCandidates: true })));
}

describe('a made-up week is planned as well as brute force plans it', () => {
  it.each(scenarios)('$name', (scenario) => {
    const plan = print(scenario);
    const { units, faults } = checkPrintedPlan(plan);
    expect(faults).toEqual([]);
    expect(plan.solver.optimalityGap).toBe(0);
    expect(plan.solver.bound).toBe(plan.solver.value);
    const best = findBestPlan(plan);
    expect(Math.abs(units - best.units) / 1e12).toBeLessThanOrEqual(1e-6);
  });

  it('is worth planning: clocks change, dates differ in number, guests mix', () => {
    const plans = scenarios.map(print);
    const offsets = (plan: PrintedPlan): number =>
      new Set(plan.candidates.map(({ start }) => start.slice(-6))).size;
    expect(plans.filter((plan) => offsets(plan) === 2).length).toBeGreaterThanOrEqual(10);
    expect(new Set(plans.map(({ proposals }) => proposals.length)).size).toBeGreaterThanOrEqual(4);
    expect(plans.filter(({ fixed }) => fixed.length > 0).length).toBeGreaterThanOrEqual(10);
    expect(plans.filter(({ apart }) => apart.length > 0).length).toBeGreaterThanOrEqual(10);
    const groups = plans.flatMap(({ proposals }) => proposals.map(({ guests }) => guests.length));
    expect(new Set(groups).size).toBeGreaterThanOrEqual(3);
  });
});
