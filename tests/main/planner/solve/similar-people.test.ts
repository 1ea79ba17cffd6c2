import { expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { makePlan } from '#main/planner/make-plan.ts';
import { ISSUE_SIZE, makeLargeWorld } from '#tests/support/planner/large-world.ts';

/** Fifty people who are nearly the same: the hardest to prove, because so many plans are nearly as good. */
it.each([
  ['equally long overdue', () => 200, false],
  ['due within ten days of one another', (i: number) => i % 10, false],
  ['due a day after one another', (i: number) => i, false],
  ['in five groups of equals, without departments', (i: number) => i % 5, true],
] as const)('fifty people %s are planned to proven optimality', (_, daysSince, isPlain) => {
  for (const perWeek of [2, 3] as const) {
    const world = makeLargeWorld({ ...ISSUE_SIZE, people: 50, events: 0, series: 0, seed: 3 });
    const people = world.people.map((person, i) => ({
      ...person,
      importance: 1,
      comfort: {},
      department: isPlain ? null : person.department,
      cadenceDays: 60,
      maximumDays: 120,
      added: addDays(isoDate('2026-06-04'), -daysSince(i)),
    }));
    const settings = { ...world.settings, dials: { ...world.settings.dials, perWeek } };
    const { solver, proposals } = makePlan({ ...world, people, settings }, () => 0);
    expect(proposals.length).toBeGreaterThan(2);
    expect(solver.boundMicro).toBe(solver.valueMicro);
    expect(solver.nodes).toBeLessThan(200);
  }
});
