import { describe, expect, it } from 'vitest';
import { CIRCLES } from '#contract/vocabulary.ts';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { createRandom } from '#tests/support/planner/random.ts';
import { fineSky } from '#tests/support/planner/sky.ts';
import { makeActivity, makeInput, makeOccurrence, makePerson, timed } from '#tests/support/planner/world.ts';

const NOW = parseInstant('2026-06-04T08:00:00+02:00');
const TODAY = isoDate('2026-06-04');
const plan = (input: PlanInput): Plan => makePlan(input, () => 0);
const ACTIVITIES = [
  makeActivity('coffee', { quality: 0.5, maximumGuests: 2 }),
  makeActivity('dinner', { quality: 1, minutes: 120, from: 17 * 60, until: 22 * 60, maximumGuests: 6 }),
  makeActivity('walk', {
    quality: 0.8,
    setting: 'outdoor',
    minutes: 90,
    fallback: makeActivity('coffee').id,
  }),
  makeActivity('museum', { quality: 0.8, minutes: 120, until: 18 * 60 }),
];

/** Twelve people of whom many are the same but for their id. */
const people = Array.from({ length: 12 }, (_, i) =>
  makePerson(`p${i}`, { circle: CIRCLES[i % 3] ?? 'peers', added: addDays(TODAY, -40 - (i % 2) * 20) }),
);
const week = [0, 1, 2, 5, 6, 8].map((days) => {
  const date = addDays(TODAY, days);
  return makeOccurrence(timed(`${date}T18:00:00+02:00`, `${date}T22:00:00+02:00`));
});
const input = makeInput({
  nowMs: NOW,
  people,
  activities: ACTIVITIES,
  occurrences: week,
  forecast: fineSky(parseInstant('2026-06-04T00:00:00+02:00')),
});

const summary = ({ proposals, solver }: Plan) => ({
  value: solver.valueMicro,
  proposals: proposals.map(({ candidate, guests }) => [
    candidate.startMs,
    candidate.activity.id,
    ...guests.map(({ person }) => person.id).toSorted(),
  ]),
});

describe('the same plan for the same input', () => {
  it('is proven best and takes what it may', () => {
    const { proposals, solver } = plan(input);
    expect(proposals).toHaveLength(4);
    expect(solver.boundMicro).toBe(solver.valueMicro);
  });

  it('in whatever order people, events and activities come', () => {
    const expected = summary(plan(input));
    for (let seed = 1; seed <= 12; seed++) {
      const random = createRandom(seed);
      const shuffled = {
        ...input,
        people: random.shuffle(input.people),
        occurrences: random.shuffle(input.occurrences),
        activities: random.shuffle(input.activities),
      };
      expect(summary(plan(shuffled))).toEqual(expected);
    }
  });

  it('whatever people are called', () => {
    const renamed = input.people.map((person, i) => ({ ...person, name: `Zed ${12 - i}` }));
    expect(summary(plan({ ...input, people: renamed }))).toEqual(summary(plan(input)));
  });
});

describe('who can be asked', () => {
  const [first, second, third] = people;
  const askedIn = (changed: Partial<PlanInput>): string[] =>
    plan({ ...input, ...changed }).askable.map(({ person }) => person.id);

  it('is followed, and not booked', () => {
    const paused = people.map((person) =>
      person === first ? { ...person, status: 'paused' as const } : person,
    );
    expect(askedIn({ people: paused })).not.toContain(first?.id);
    const dinner = makeOccurrence(
      timed('2026-07-01T18:00:00+02:00', '2026-07-01T20:00:00+02:00'),
      ['p1@example.org'],
      {
        location: 'Café De Plek',
      },
    );
    const asked = askedIn({ occurrences: [dinner] });
    expect(asked).not.toContain(second?.id);
    expect(asked).toContain(third?.id);
  });

  it('has no open ask, on whatever date', () => {
    const startMs = parseInstant('2026-08-01T18:00:00+02:00');
    const invite = {
      date: isoDate('2026-08-01'),
      startMs,
      endMs: startMs + 3_600_000,
      activityId: 'dinner',
      personIds: people.slice(0, 1).map(({ id }) => id),
      guestCount: 1,
      kind: 'sent',
      uid: 'ours',
    } as const;
    expect(askedIn({ sent: [invite] })).not.toContain(first?.id);
    // A cadence shorter than the way to the date does not make two get-togethers in one horizon.
    const soon = {
      ...invite,
      date: isoDate('2026-06-12'),
      startMs: parseInstant('2026-06-12T18:00:00+02:00'),
    };
    const own = plan({ ...input, sent: [soon] });
    expect(own.proposals.every(({ candidate }) => candidate.date !== soon.date)).toBe(true);
    expect(own.proposals.every(({ candidate }) => candidate.activity.id !== 'dinner')).toBe(true);
  });

  it('is at most once in a horizon, what stands in the calendar included', () => {
    const often = people.map((person) => ({ ...person, cadenceDays: 5, maximumDays: 10 }));
    const dinner = makeOccurrence(
      timed('2026-06-12T18:00:00+02:00', '2026-06-12T20:00:00+02:00'),
      ['p1@example.org'],
      {
        location: 'Café De Plek',
      },
    );
    const both = plan({ ...input, people: often, occurrences: [dinner] });
    expect(both.people.find(({ person }) => person.id === second?.id)?.bookedOn).toBe(null);
    expect(both.askable.map(({ person }) => person.id)).not.toContain(second?.id);
  });
});

describe('holds', () => {
  it('not this week: nothing before the date', () => {
    const nothingBefore = isoDate('2026-06-08');
    const held = plan({ ...input, holds: { personUntil: new Map(), nothingBefore } });
    expect(held.proposals.length).toBeGreaterThan(0);
    expect(held.proposals.every(({ candidate }) => candidate.date >= nothingBefore)).toBe(true);
  });

  it('not now: nobody before their date', () => {
    const until = isoDate('2026-06-11');
    const personUntil = new Map(people.slice(0, 11).map(({ id }) => [id, until]));
    const held = plan({ ...input, holds: { personUntil, nothingBefore: null } });
    const early = held.proposals.filter(({ candidate }) => candidate.date < until);
    expect(early.flatMap(({ guests }) => guests.map(({ person }) => person.id))).toEqual(
      early.map(() => people[11]?.id),
    );
  });
});

it('fewer than asked for, or none, is a good week', () => {
  const fresh = people.map((person) => ({ ...person, added: TODAY, importance: 0.5 }));
  const quiet = plan({ ...input, people: fresh, activities: ACTIVITIES.slice(0, 1) });
  expect(quiet.proposals).toEqual([]);
  expect(quiet.solver).toMatchObject({ valueMicro: 0, boundMicro: 0 });
  expect(plan({ ...input, people: [] }).proposals).toEqual([]);
  expect(plan({ ...input, activities: [] }).proposals).toEqual([]);
});
