import { describe, expect, it } from 'vitest';
import type { SolveInstance, SolvePerson } from '#main/planner/solve/instance.ts';
import { createSchedule } from '#main/planner/solve/schedule.ts';
import { findUsefulPeople } from '#main/planner/solve/useful-people.ts';

/** One evening for at most two. */
function makeInstance(
  people: readonly SolvePerson[],
  worth: readonly number[],
  changed: Partial<SolveInstance> = {},
): SolveInstance {
  return {
    people,
    candidates: [
      {
        dateIndex: 0,
        startMs: 0,
        activity: 0,
        weatherMicro: 1_000_000,
        burdenMicro: 0,
        minimum: 1,
        maximum: 2,
        worthMicro: Float64Array.from(worth, (w) => w * 1_000_000),
      },
    ],
    separations: [],
    schedule: { days: 1, weekdays: [1], perWeek: 1, fixed: [] },
    mixing: { circleMicro: 150_000, departmentMicro: 50_000 },
    crowdMicro: 0,
    adjacencyMicro: 200_000,
    minimumValueMicro: 300_000,
    kept: [],
    ...changed,
  };
}

const useful = (instance: SolveInstance): number[] =>
  findUsefulPeople(instance, createSchedule(instance.schedule));
const alike = (count: number): SolvePerson[] =>
  Array.from({ length: count }, () => ({ circle: 0, department: -1 }));

describe('findUsefulPeople', () => {
  it('keeps as many of the same kind as there are places, the better and then the earlier ones', () => {
    expect(useful(makeInstance(alike(4), [0.5, 1, 0.9, 1]))).toEqual([1, 3]);
    expect(useful(makeInstance(alike(4), [1, 1, 1, 1]))).toEqual([0, 1]);
  });

  it('leaves out who is worth nothing anywhere and who is taken already', () => {
    const kept = [{ dateIndex: 5, guests: [1], activity: 3, value: 0 }];
    expect(useful(makeInstance(alike(3), [0, 1, 0.5], { kept }))).toEqual([2]);
  });

  it('another circle or department may be worth its novelty', () => {
    const people = [...alike(2), { circle: 1, department: -1 }, { circle: 0, department: 4 }];
    expect(useful(makeInstance(people, [1, 1, 0.86, 0.96]))).toEqual([0, 1, 2, 3]);
    expect(useful(makeInstance(people, [1, 1, 0.85, 0.95]))).toEqual([0, 1]);
  });

  it('who is apart from fewer is not replaced by who is apart from more', () => {
    const separations = [{ left: new Set([0]), right: new Set([3]) }];
    expect(useful(makeInstance(alike(4), [1, 1, 0.9, 0.8], { separations }))).toEqual([0, 1, 2]);
  });
});
