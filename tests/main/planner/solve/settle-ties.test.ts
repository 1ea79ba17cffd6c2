import { describe, expect, it } from 'vitest';
import type { ChosenProposal, SolveCandidate, SolveInstance } from '#main/planner/solve/instance.ts';
import { settleTies } from '#main/planner/solve/settle-ties.ts';
import { groupValue } from '#main/planner/solve/value.ts';

const candidate = (changed: Partial<SolveCandidate>): SolveCandidate => ({
  dateIndex: 0,
  startMs: 0,
  activity: 0,
  weatherMicro: 1_000_000,
  burdenMicro: 0,
  minimum: 1,
  maximum: 3,
  worthMicro: Float64Array.from([800_000, 800_000, 800_000, 700_000]),
  ...changed,
});

function makeInstance(
  candidates: readonly SolveCandidate[],
  changed: Partial<SolveInstance> = {},
): SolveInstance {
  return {
    people: [0, 1, 2, 3].map(() => ({ circle: 0, department: -1 })),
    candidates,
    separations: [],
    schedule: { days: 10, weekdays: [1, 2, 3, 4, 5, 6, 7, 1, 2, 3], perWeek: 2, fixed: [] },
    mixing: { circleMicro: 150_000, departmentMicro: 50_000 },
    crowdMicro: 200_000,
    adjacencyMicro: 200_000,
    minimumValueMicro: 300_000,
    kept: [],
    ...changed,
  };
}

const choose = (instance: SolveInstance, c: number, guests: readonly number[]): ChosenProposal => {
  const chosen = instance.candidates[c];
  return { candidate: c, guests, value: chosen ? groupValue(instance, chosen, guests) : Number.NaN };
};
const settle = (instance: SolveInstance, ...chosen: ChosenProposal[]) =>
  settleTies(chosen, instance).map((proposal) => [proposal.candidate, ...proposal.guests]);

describe('settleTies', () => {
  it('prefers the earlier start of the same worth', () => {
    const instance = makeInstance([
      candidate({ startMs: 1, burdenMicro: 50_000 }),
      candidate({ dateIndex: 1, startMs: 2 }),
      candidate({ dateIndex: 2, startMs: 3 }),
    ]);
    expect(settle(instance, choose(instance, 2, [0]))).toEqual([[1, 0]]);
  });

  it('also of another activity that nothing else uses', () => {
    const instance = makeInstance([candidate({ activity: 1 }), candidate({ dateIndex: 1, startMs: 1 })]);
    expect(settle(instance, choose(instance, 1, [0]))).toEqual([[0, 0]]);
    const used = { ...instance, kept: [{ dateIndex: 8, guests: [3], activity: 1, value: 1e12 }] };
    expect(settle(used, choose(used, 1, [0]))).toEqual([[1, 0]]);
  });

  it('but not one that a rule forbids or that makes neighbours', () => {
    const candidates = [0, 1, 2].map((d) => candidate({ dateIndex: d, startMs: d }));
    const taken = makeInstance(candidates, {
      schedule: { ...makeInstance([]).schedule, fixed: [{ dateIndex: 0, big: false }] },
    });
    expect(settle(taken, choose(taken, 2, [0]))).toEqual([[1, 0]]);
    const beside = makeInstance([...candidates, candidate({ dateIndex: 4, startMs: 4, activity: 1 })], {
      kept: [{ dateIndex: 1, guests: [3], activity: 9, value: 1e12 }],
    });
    expect(settle(beside, choose(beside, 3, [0]))).toEqual([[3, 0]]);
  });

  it('prefers the larger gap, then the hash: the earlier of those who are worth the same', () => {
    const instance = makeInstance([candidate({})]);
    expect(settle(instance, choose(instance, 0, [2]))).toEqual([[0, 0]]);
    expect(settle(instance, choose(instance, 0, [1, 2]))).toEqual([[0, 0, 1]]);
    expect(settle(instance, choose(instance, 0, [3]))).toEqual([[0, 3]]);
  });

  it('gives the earlier proposal the better guests', () => {
    const instance = makeInstance([
      candidate({}),
      candidate({ dateIndex: 4, startMs: 4, activity: 1, burdenMicro: 50_000 }),
    ]);
    expect(settle(instance, choose(instance, 0, [2]), choose(instance, 1, [0, 1]))).toEqual([
      [0, 0],
      [1, 1, 2],
    ]);
  });

  it('but not who is taken, apart, or of another department that counts', () => {
    const one = candidate({});
    const instance = makeInstance([one, candidate({ dateIndex: 4, startMs: 4, activity: 1 })]);
    expect(settle(instance, choose(instance, 0, [0]), choose(instance, 1, [1]))).toEqual([
      [0, 0],
      [1, 1],
    ]);
    const apart = makeInstance([one], { separations: [{ left: new Set([0]), right: new Set([3]) }] });
    expect(settle(apart, choose(apart, 0, [2, 3]))).toEqual([[0, 1, 3]]);
    const mixed = makeInstance([one], { people: [0, 0, 1, 0].map((circle) => ({ circle, department: -1 })) });
    expect(settle(mixed, choose(mixed, 0, [2, 3]))).toEqual([[0, 2, 3]]);
  });
});
