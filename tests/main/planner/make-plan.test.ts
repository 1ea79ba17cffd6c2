import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '#main/activities/activity.ts';
import { addDays, daysBetween, isoWeekOf } from '#main/kernel/dates.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import type { FixedGetTogether, PlanInput } from '#main/planner/plan-types.ts';
import { createRandom, type Random } from '#tests/support/planner/random.ts';
import { fineSky } from '#tests/support/planner/sky.ts';
import { makeSmallLife } from '#tests/support/planner/small-life.ts';
import {
  makeActivity,
  makeInput,
  makeOccurrence,
  makePerson,
  makeSettings,
  timed,
} from '#tests/support/planner/world.ts';

// Monday 1 June 2026, 9:00 in Amsterdam; the horizon ends on Wednesday the 10th.
const TODAY = isoDate('2026-06-01');
const NOW = parseInstant('2026-06-01T09:00:00+02:00');
const ZONE = openZone('Europe/Amsterdam');
const MIDNIGHT = ZONE.toEpochMs(TODAY, 0);

const dueFor = (key: string, days: number, changed: Partial<Person> = {}): Person =>
  makePerson(key, { added: addDays(TODAY, -days), ...changed });
const dinner = makeActivity('dinner', { quality: 1, minutes: 120, from: 18 * 60 });
const lunch = makeActivity('lunch', { quality: 0.6, from: 690, until: 870 });
const walk = makeActivity('walk', { setting: 'outdoor', fallback: lunch.id });
const ALL = [dinner, lunch, walk];

const plan = (changed: Partial<PlanInput>): Plan =>
  makePlan(makeInput({ nowMs: NOW, activities: ALL, forecast: fineSky(MIDNIGHT), ...changed }), () => 0);
const said = ({ proposals }: Plan): string[] =>
  proposals.map(({ candidate, guests }) => {
    const start = ZONE.format(candidate.startMs).slice(5, 16);
    return `${start} ${candidate.activity.id} ${guests
      .map(({ person }) => person.id.slice(3))
      .toSorted()
      .join('+')}`;
  });
const invitedIn = (made: Plan): string[] =>
  made.proposals.flatMap((p) => p.guests.map(({ person }) => person.id));
const sentOn = (days: number, changed: Partial<FixedGetTogether> = {}): FixedGetTogether => {
  const date = addDays(TODAY, days);
  const startMs = ZONE.toEpochMs(date, 19 * 60);
  return {
    date,
    startMs,
    endMs: startMs + 3_600_000,
    activityId: null,
    personIds: [],
    guestCount: 1,
    kind: 'sent',
    uid: `invite-${days}`,
    ...changed,
  };
};

describe('who is proposed', () => {
  it('nobody is a good week', () => {
    const made = plan({
      people: [makePerson('ann', { cadenceDays: 400, maximumDays: 800 })],
      activities: [],
    });
    expect([made.proposals, made.solver.valueMicro]).toEqual([[], 0]);
  });

  it('only followed people', () => {
    const people = [
      dueFor('ann', 60, { status: 'paused' }),
      dueFor('bo', 60, { status: 'never' }),
      dueFor('cy', 60),
    ];
    expect(invitedIn(plan({ people }))).toEqual(['id-cy']);
  });

  it('not who is booked', () => {
    const evening = makeOccurrence(timed('2026-06-20T19:00:00+02:00', '2026-06-20T21:00:00+02:00'), [
      'ann@example.org',
    ]);
    const made = plan({ people: [dueFor('ann', 60), dueFor('bo', 60)], occurrences: [evening] });
    expect(invitedIn(made)).toEqual(['id-bo']);
    expect(made.people.find(({ person }) => person.id === 'id-ann')?.bookedOn).toBe('2026-06-20');
  });

  it('not who has an open ask', () => {
    const ann = dueFor('ann', 60);
    expect(invitedIn(plan({ people: [ann], sent: [sentOn(5, { personIds: [ann.id] })] }))).toEqual([]);
    expect(invitedIn(plan({ people: [ann], sent: [sentOn(-5, { personIds: [ann.id] })] }))).toEqual([ann.id]);
  });

  it('not who is met on a date of the horizon anyway, beyond their own cadence too', () => {
    const often = dueFor('ann', 60, { cadenceDays: 3, maximumDays: 6 });
    const evening = timed('2026-06-09T19:00:00+02:00', '2026-06-09T21:00:00+02:00');
    const made = plan({ people: [often], occurrences: [makeOccurrence(evening, often.emails)] });
    expect(made.people[0]?.bookedOn).toBeNull();
    expect(made.proposals).toEqual([]);
  });

  it('who lives more than an hour away only from afar', () => {
    const people = [dueFor('ann', 60, { place: { lat: 48.86, lon: 2.35 } })];
    const call = makeActivity('call', { setting: 'remote', quality: 0.4 });
    const kinds = plan({ people, activities: [...ALL, call] }).proposals.map((p) => p.candidate.activity.id);
    expect(kinds).toEqual(['call']);
  });

  it('each person once', () => {
    const invited = invitedIn(plan({ people: [dueFor('ann', 60), dueFor('bo', 60)] }));
    expect(new Set(invited).size).toBe(invited.length);
  });

  it('not before a hold ends', () => {
    const ann = dueFor('ann', 60);
    const personUntil = new Map([[ann.id, isoDate('2026-06-09')]]);
    const [proposal] = plan({ people: [ann], holds: { personUntil, nothingBefore: null } }).proposals;
    expect(proposal?.candidate.date).toBe('2026-06-09');
  });
});

describe('when', () => {
  const people = [dueFor('ann', 60), dueFor('bo', 60), dueFor('cy', 60), dueFor('di', 60)];
  const dates = (changed: Partial<PlanInput>): string[] =>
    plan({ people, ...changed }).proposals.map(({ candidate }) => candidate.date);

  it('never on a date that an invite or the calendar has taken', () => {
    const one = makeSettings({ dials: { perWeek: 3, company: 1, hosting: 1 } });
    const free = dates({ settings: one });
    expect(free.length).toBeGreaterThan(1);
    const sent = free.map((date) => sentOn(daysBetween(TODAY, isoDate(date))));
    const after = dates({ settings: one, sent });
    expect(after.filter((date) => free.includes(date))).toEqual([]);
  });

  it('what happened in the six days before takes its place in E', () => {
    const settings = makeSettings({ dials: { perWeek: 1, company: 1, hosting: 1 } });
    const early = (days: number): string[] =>
      dates({ settings, sent: [sentOn(-days, { kind: 'happened' })] });
    expect(early(1)[0]).toBe('2026-06-07');
    expect(dates({ settings })[0]?.localeCompare('2026-06-07')).toBe(-1);
  });

  it('an activity that was sent is not proposed again', () => {
    const made = plan({ people, sent: [sentOn(9, { activityId: 'dinner' })] });
    expect(made.proposals.map(({ candidate }) => candidate.activity.id)).not.toContain('dinner');
  });

  it('nothing before the end of a quiet week, nothing on quiet weekdays', () => {
    const nothingBefore = isoDate('2026-06-08');
    expect(
      dates({ holds: { personUntil: new Map(), nothingBefore } }).every((date) => date >= nothingBefore),
    ).toBe(true);
    const settings = makeSettings({ quietWeekdays: [1, 2, 3, 4, 5] });
    expect(new Set(dates({ settings }))).toEqual(new Set(['2026-06-06']));
  });

  it('with unknown weather what is indoors stays', () => {
    const made = plan({ people: [dueFor('ann', 60)], forecast: null, activities: [walk, lunch] });
    expect(said(made)).toEqual(['06-02T12:00 lunch ann']);
  });
});

describe('the value of a plan', () => {
  it('is the sum of its proposals’ values, less 0.2 for each pair on adjacent dates', () => {
    const settings = makeSettings({
      quietWeekdays: [1, 2, 3, 6, 7],
      dials: { perWeek: 3, company: 1, hosting: 1 },
    });
    const people = [dueFor('ann', 60), dueFor('bo', 60, { apart: ['ann@example.org'] })];
    const made = plan({ people, settings });
    const [first, second] = made.proposals;
    expect(made.proposals.map(({ candidate }) => candidate.date)).toEqual(['2026-06-04', '2026-06-05']);
    expect(made.adjacencyMicro).toBe(200_000);
    expect(made.solver.valueMicro).toBe((first?.valueMicro ?? 0) + (second?.valueMicro ?? 0) - 200_000);
  });
});

describe('ties', () => {
  it('go to the earlier start', () => {
    expect(said(plan({ people: [dueFor('ann', 60)], activities: [lunch] }))).toEqual([
      '06-02T12:00 lunch ann',
    ]);
  });

  it('then to the larger gap, although both are worth the same', () => {
    const people = [dueFor('ann', 45), dueFor('bo', 60)];
    const solo = makeActivity('coffee', { maximumGuests: 1 });
    const made = plan({ people, activities: [solo] });
    expect(made.people.map(({ gap }) => gap.gap)).toEqual([2, 1.75]);
    expect(invitedIn(made)).toEqual(['id-bo']);
  });

  it('then to hash(person id, ISO week)', () => {
    const people = ['ann', 'bo', 'cy', 'di'].map((key) => dueFor(key, 60));
    const week = isoWeekOf(TODAY);
    const [first] = people
      .map(({ id }) => id)
      .toSorted((a, b) => fnv1a(`${a}|${week}`) - fnv1a(`${b}|${week}`));
    const made = plan({ people, activities: [makeActivity('coffee', { maximumGuests: 1 })] });
    expect(invitedIn(made)).toEqual([first]);
  });
});

function shuffled(input: PlanInput, random: Random): PlanInput {
  return {
    ...input,
    people: random.shuffle(input.people).map((person, i) => ({ ...person, name: `Name ${i}` })),
    occurrences: random.shuffle(input.occurrences),
    activities: random.shuffle<Activity>(input.activities),
    answers: new Map([...input.answers].toReversed()),
  };
}

describe('a small life at random', () => {
  it('has the same plan whatever people are called and however its inputs are ordered', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), fc.nat({ max: 1e6 }), (seed, order) => {
        const input = makeSmallLife(seed);
        const made = makePlan(input, () => 0);
        const again = makePlan(shuffled(input, createRandom(order)), () => 0);
        expect(said(again)).toEqual(said(made));
        expect(again.solver.valueMicro).toBe(made.solver.valueMicro);
      }),
      { numRuns: 20, seed: 20_261_122 },
    );
  });
});
