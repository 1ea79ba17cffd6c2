import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CIRCLES } from '#contract/vocabulary.ts';
import { datesFrom } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Person } from '#main/people/person.ts';
import { buildInstance, findApartPairs, groupSeparations } from '#main/planner/build-instance.ts';
import type { Candidate, FixedGetTogether, PersonState } from '#main/planner/plan-types.ts';
import { makeActivity, makePerson, makeSettings } from '#tests/support/planner/world.ts';

const stateOf = (person: Person): PersonState => ({
  person,
  gap: { gap: 1, all: 1, outside: 1 },
  touches: [],
  bookedOn: null,
  lastActivity: null,
});

describe('findApartPairs', () => {
  it('names every pair by position, the smaller first', () => {
    const people = [
      makePerson('ann', { circle: 'customers', department: 'Acme' }),
      makePerson('bo', { apart: ['di@example.org'] }),
      makePerson('cy', { circle: 'reports' }),
      makePerson('di'),
    ].map(stateOf);
    expect(findApartPairs(people, makeSettings())).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});

describe('groupSeparations', () => {
  it('makes two circles that may not mix one ban', () => {
    const pairs = [0, 1, 2].flatMap((customer) => [3, 4].map((report) => [customer, report] as const));
    const sides = groupSeparations(pairs).map(({ left, right }) => [[...left], [...right]]);
    expect(sides).toContainEqual([
      [0, 1, 2],
      [3, 4],
    ]);
    expect(sides.length).toBeLessThanOrEqual(2);
  });

  it('bans exactly the pairs given', () => {
    const pair = fc
      .tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }))
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: (p) => p.join(), maxLength: 14 }), (pairs) => {
        const banned = new Set<string>();
        for (const { left, right } of groupSeparations(pairs)) {
          for (const a of left) for (const b of right) banned.add(`${Math.min(a, b)},${Math.max(a, b)}`);
        }
        expect([...banned].toSorted()).toEqual(pairs.map((p) => p.join()).toSorted());
      }),
    );
  });
});

describe('buildInstance', () => {
  const dates = datesFrom(isoDate('2026-06-04'), 10);
  const activities = ['coffee', 'walk'].map((id) => makeActivity(id));
  const candidate: Candidate = {
    activity: makeActivity('walk'),
    startMs: 5,
    endMs: 6,
    date: isoDate('2026-06-06'),
    dateIndex: 2,
    suitability: 1,
    weatherMicro: 900_000,
    burdenMicro: 150_000,
    minimumGuests: 2,
    maximumGuests: 4,
    fallback: null,
    worthMicro: Float64Array.of(1, 2),
  };
  const fixed = (date: string, guestCount: number): FixedGetTogether => ({
    date: isoDate(date),
    startMs: 0,
    endMs: 1,
    activityId: null,
    personIds: [],
    guestCount,
    kind: 'happened',
    uid: date,
  });
  const build = (people: readonly Person[], company = 1) =>
    buildInstance(
      [candidate],
      [],
      activities.map(({ id }) => id),
      {
        people: people.map(stateOf),
        settings: makeSettings({ dials: { perWeek: 3, company, hosting: 1 } }),
        dates,
        fixed: [fixed('2026-05-31', 4), fixed('2026-06-10', 3)],
        separations: [],
      },
    );

  it('speaks of the candidate in numbers', () => {
    expect(build([]).candidates).toEqual([
      {
        dateIndex: 2,
        startMs: 5,
        activity: 1,
        weatherMicro: 900_000,
        burdenMicro: 150_000,
        minimum: 2,
        maximum: 4,
        worthMicro: candidate.worthMicro,
      },
    ]);
  });

  it('numbers circles and departments; no department is none', () => {
    const people = [
      makePerson('ann', { department: 'Sales' }),
      makePerson('bo', { circle: 'network' }),
      makePerson('cy', { department: 'Sales', circle: 'former' }),
      makePerson('di', { department: 'Design' }),
    ];
    const instance = build(people);
    expect(instance.people.map(({ circle }) => CIRCLES[circle])).toEqual([
      'peers',
      'network',
      'former',
      'peers',
    ]);
    const [ann, bo, cy, di] = instance.people.map(({ department }) => department);
    expect(bo).toBe(-1);
    expect(cy).toBe(ann);
    expect(di).not.toBe(ann);
  });

  it('knows the weekdays, E, and what is fixed on which side of today', () => {
    const { schedule } = build([]);
    expect(schedule).toEqual({
      days: 10,
      weekdays: [4, 5, 6, 7, 1, 2, 3, 4, 5, 6],
      perWeek: 3,
      fixed: [
        { dateIndex: -4, big: true },
        { dateIndex: 6, big: false },
      ],
    });
  });

  it('carries the model’s figures in millionths, the crowd by the dial', () => {
    expect(build([])).toMatchObject({
      mixing: { circleMicro: 150_000, departmentMicro: 50_000 },
      crowdMicro: 200_000,
      adjacencyMicro: 200_000,
      minimumValueMicro: 300_000,
    });
    expect([0.5, 2].map((dial) => build([], dial).crowdMicro)).toEqual([100_000, 400_000]);
  });
});
