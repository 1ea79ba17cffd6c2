import { describe, expect, it } from 'vitest';
import { addDays, isoWeekOf } from '#main/kernel/dates.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Person } from '#main/people/person.ts';
import type { Touch, TouchBook } from '#main/people/touch.ts';
import { readPeople } from '#main/planner/people-today.ts';
import type { PersonState } from '#main/planner/plan-types.ts';
import { makeActivity, makeOccurrence, makePerson, timed } from '#tests/support/planner/world.ts';

const TODAY = isoDate('2026-06-04');
const ann = makePerson('ann');
const walk = makeActivity('walk', { words: ['walk', 'wandeling'] });
const dinner = makeActivity('dinner');

const touch = (days: number, changed: Partial<Touch> = {}): Touch => ({
  date: addDays(TODAY, days),
  kind: 'get-together',
  weight: 1,
  occurrence: null,
  ...changed,
});
const titled = (summary: string, activity: string | null = null): Touch['occurrence'] =>
  makeOccurrence(timed('2026-06-01T17:00:00Z', '2026-06-01T19:00:00Z'), [], { summary, activity });
const bookOf = (touches: readonly Touch[], person: Person = ann): TouchBook => ({
  touchesByPerson: new Map([[person.id, touches]]),
  getTogethers: [],
  bookedOn: new Map(),
});
const keys = (states: readonly PersonState[]): string[] => states.map(({ person }) => person.id);

describe('the order of people', () => {
  const people = ['ann', 'bo', 'cy', 'di', 'ed'].map((key) => makePerson(key));
  const nobodyMet: TouchBook = { touchesByPerson: new Map(), getTogethers: [], bookedOn: new Map() };
  const order = (some: readonly Person[], today = TODAY): string[] =>
    keys(readPeople(some, nobodyMet, [], today));

  it('is the larger gap first', () => {
    const [late, later] = [
      makePerson('ann', { added: addDays(TODAY, -10) }),
      makePerson('bo', { added: addDays(TODAY, -40) }),
    ];
    expect(order([late, later])).toEqual(['id-bo', 'id-ann']);
  });

  it('then hash(person id, ISO week)', () => {
    const byHash = people
      .map(({ id }) => id)
      .toSorted((a, b) => fnv1a(`${a}|2026-W23`) - fnv1a(`${b}|2026-W23`));
    expect(isoWeekOf(TODAY)).toBe('2026-W23');
    expect(order(people)).toEqual(byHash);
  });

  it('is another in another week, so that nobody always comes first', () => {
    const firsts = Array.from({ length: 30 }, (_, i) => order(people, addDays(TODAY, 7 * i))[0]);
    expect(new Set(firsts).size).toBeGreaterThan(2);
  });

  it('is never the name’s or the input’s', () => {
    const renamed = people.map((person, i) => ({ ...person, name: `${99 - i} ${person.name}` }));
    expect(order(renamed.toReversed())).toEqual(order(people));
  });
});

describe('a person today', () => {
  it('has their gap, their touches and the date they are booked for', () => {
    const touches = [touch(-30)];
    const bookedOn = isoDate('2026-06-10');
    const book = { ...bookOf(touches), bookedOn: new Map([[ann.id, bookedOn]]) };
    const [state] = readPeople([ann], book, [], TODAY);
    expect(state).toMatchObject({ touches, bookedOn, gap: { gap: 0.5, all: 0.5, outside: 0.5 } });
  });
});

describe('the last activity', () => {
  const last = (touches: readonly Touch[], activities = [walk, dinner]): string | null | undefined =>
    readPeople([ann], bookOf(touches), activities, TODAY)[0]?.lastActivity;

  it('is that of the last get-together, by a word of its title', () => {
    const touches = [
      touch(-9, { occurrence: titled('Dinner') }),
      touch(-3, { occurrence: titled('Wandeling') }),
    ];
    expect(last(touches)).toBe('walk');
  });

  it('is that of our own mark before the title’s', () => {
    expect(last([touch(-3, { occurrence: titled('Walk', 'dinner') })])).toBe('dinner');
  });

  it('is unknown where the last one says nothing, whatever the one before was', () => {
    const touches = [touch(-9, { occurrence: titled('Dinner') }), touch(-3, { occurrence: titled('Ann') })];
    expect(last(touches)).toBeNull();
    expect(last([])).toBeNull();
  });

  it('is not that of a meeting at work', () => {
    const meeting = touch(-3, {
      kind: 'one-to-one',
      weight: 0.5,
      occurrence: titled('Walk through the plan'),
    });
    expect(last([touch(-9, { occurrence: titled('Dinner') }), meeting])).toBe('dinner');
  });

  it('does not depend on the order of the activities', () => {
    const stroll = makeActivity('stroll', { words: ['walk'] });
    const touches = [touch(-3, { occurrence: titled('A walk') })];
    expect(last(touches, [walk, stroll])).toBe(last(touches, [stroll, walk]));
  });
});
