import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import type { Candidate } from '#main/planner/plan-types.ts';
import { dropDominated } from '#main/planner/solve/reduce.ts';
import { makeActivity } from '#tests/support/planner/world.ts';

const WORTH = Float64Array.from([1]);
const WALK = makeActivity('walk');
const at = (startMs: number, changed: Partial<Candidate> = {}): Candidate => ({
  activity: WALK,
  startMs,
  endMs: startMs + 1,
  date: isoDate('2026-06-05'),
  dateIndex: 1,
  suitability: 1,
  weatherMicro: 1000,
  burdenMicro: 100,
  minimumGuests: 1,
  maximumGuests: 3,
  fallback: null,
  worthMicro: WORTH,
  ...changed,
});
const startsOf = (candidates: readonly Candidate[]): number[] =>
  dropDominated(candidates).map((c) => c.startMs);

describe('dropDominated', () => {
  it('of the same the earlier start stays', () => {
    expect(startsOf([at(1), at(2), at(3)])).toEqual([1]);
  });

  it('better weather or less burden beats an earlier start', () => {
    expect(startsOf([at(1), at(2, { weatherMicro: 1001 })])).toEqual([2]);
    expect(startsOf([at(1), at(2, { burdenMicro: 99 })])).toEqual([2]);
  });

  it('what is better in one and worse in the other stays', () => {
    expect(startsOf([at(1), at(2, { weatherMicro: 1001, burdenMicro: 101 })])).toEqual([1, 2]);
  });

  it.each([
    ['date', { dateIndex: 2 }],
    ['worth', { worthMicro: Float64Array.from([1]) }],
    ['least number', { minimumGuests: 2 }],
    ['greatest number', { maximumGuests: 2 }],
    ['activity', { activity: makeActivity('dinner') }],
  ] as const)('another %s is no rival', (_, changed) => {
    expect(startsOf([at(1), at(2, changed)])).toEqual([1, 2]);
  });
});
