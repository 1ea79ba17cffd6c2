import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScheduleRules, SolveInstance } from '#main/planner/solve/instance.ts';
import { createSchedule, type DayGains } from '#main/planner/solve/schedule.ts';
import { dateViolations } from '#tests/support/planner/check-plan.ts';

const DAYS = 7;
const ADJACENCY = 3;

interface Drawn {
  readonly rules: ScheduleRules;
  readonly gains: DayGains;
}

const gain = fc.oneof(fc.constant(-Infinity), fc.integer({ min: -2, max: 12 }));
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    monday: fc.nat({ max: 6 }),
    perWeek: fc.integer({ min: 1, max: 3 }),
    fixed: fc.array(fc.record({ dateIndex: fc.integer({ min: -6, max: 12 }), big: fc.boolean() }), {
      maxLength: 2,
    }),
    small: fc.array(gain, { minLength: DAYS, maxLength: DAYS }),
    big: fc.array(gain, { minLength: DAYS, maxLength: DAYS }),
  })
  .map(({ monday, perWeek, fixed, small, big }) => ({
    rules: {
      days: DAYS,
      weekdays: Array.from({ length: DAYS }, (_, d) => ((d + monday) % 7) + 1),
      perWeek,
      fixed,
    },
    gains: { small, big, required: small.map(() => false) },
  }));

/** Every choice of dates that the rules allow, with its value. */
function allSchedules({ rules, gains }: Drawn): { choices: number[]; value: number }[] {
  // Only the rules over dates are looked at.
  const instance = { schedule: rules } as SolveInstance;
  return Array.from({ length: 3 ** DAYS }, (_, n) => {
    const choices = Array.from({ length: DAYS }, (_unused, d) => Math.floor(n / 3 ** d) % 3);
    const taken = choices.flatMap((choice, dateIndex) =>
      choice === 0 ? [] : [{ dateIndex, guestCount: choice === 1 ? 2 : 5 }],
    );
    if (dateViolations(instance, taken).length > 0) return { choices, value: -Infinity };
    const sum = choices.reduce(
      (total, choice, d) => total + (choice === 0 ? 0 : ((choice === 1 ? gains.small : gains.big)[d] ?? 0)),
      0,
    );
    const pairs = choices.filter((choice, d) => choice > 0 && (choices[d + 1] ?? 0) > 0).length;
    return { choices, value: sum - pairs * ADJACENCY };
  });
}

describe('createSchedule', () => {
  it('finds the best choice of dates, and the best with each choice', () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const schedule = createSchedule(one.rules);
        const all = allSchedules(one);
        const best = Math.max(...all.map(({ value }) => value));
        const found = schedule.best(one.gains, ADJACENCY);
        expect(found.value).toBe(best);
        const same = all.find(({ choices }) => choices.join() === found.choices.join());
        expect(same?.value).toBe(best);
        const withChoice = schedule.bestWith(one.gains, ADJACENCY);
        for (let d = 0; d < DAYS; d++) {
          for (const choice of [0, 1, 2]) {
            const most = Math.max(
              ...all.filter(({ choices }) => choices[d] === choice).map(({ value }) => value),
            );
            expect(withChoice[d]?.[choice]).toBe(most);
          }
        }
      }),
      { seed: 20_261_122, numRuns: 60 },
    );
  });

  it('takes what is required, and of equal choices the earlier date', () => {
    const rules = { days: 3, weekdays: [1, 2, 3], perWeek: 1, fixed: [] };
    const small = [5, 5, 5];
    const big = small.map(() => -Infinity);
    const schedule = createSchedule(rules);
    expect(schedule.best({ small, big, required: [false, false, false] }, 0).choices).toEqual([1, 0, 0]);
    expect(schedule.best({ small, big, required: [false, false, true] }, 0).choices).toEqual([0, 0, 1]);
  });
});
