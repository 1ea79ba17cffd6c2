import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#contract/time.ts';
import type { Circle, ComfortSheet } from '#contract/vocabulary.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone, parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import type { PersonState } from '#main/planner/plan-types.ts';
import {
  accept,
  comfort,
  createWorthTable,
  novelty,
  type Occasion,
  urgency,
  type WorthContext,
} from '#main/planner/worth.ts';
import { makeActivity, makePerson } from '#tests/support/planner/world.ts';

const stateOf = (
  changed: Partial<Person> = {},
  gap = 1,
  lastActivity: string | null = null,
): PersonState => ({
  person: makePerson(changed.id ?? 'ann', changed),
  gap: { gap, all: gap, outside: gap },
  touches: [],
  bookedOn: null,
  lastActivity,
});
const occasion = (changed: Partial<Occasion> = {}): Occasion => ({
  activity: makeActivity('walk', { quality: 0.8 }),
  fallback: null,
  isEvening: false,
  solo: false,
  ...changed,
});

describe('urgency: clamp((g - 0.5) / 0.5, 0, 2)', () => {
  it.each([
    [0, 0],
    [0.5, 0],
    [0.75, 0.5],
    [1, 1],
    [1.5, 2],
    [2, 2],
  ])('of a gap of %d: %d', (gap, expected) => {
    expect(urgency(gap)).toBeCloseTo(expected, 12);
  });
});

describe('accept: (2 + yes) / (3 + yes + no), silence is neither', () => {
  it.each([
    [0, 0, 2 / 3],
    [1, 0, 3 / 4],
    [0, 1, 2 / 4],
    [4, 2, 6 / 9],
  ])('%d yes, %d no', (yes, no, expected) => {
    expect(accept({ yes, no })).toBeCloseTo(expected, 12);
  });
});

describe('novelty', () => {
  it('is 0.85 if the last get-together was this activity, else 1', () => {
    const walk = makeActivity('walk');
    expect(novelty(stateOf({}, 1, 'walk'), walk)).toBe(0.85);
    expect(novelty(stateOf({}, 1, 'dinner'), walk)).toBe(1);
    expect(novelty(stateOf(), walk)).toBe(1);
  });
});

describe('comfort', () => {
  const home = makeActivity('dinner', { home: true });
  const bar = makeActivity('drinks', { alcohol: true });
  const fair = makeActivity('fair', { children: true });
  const feel = (sheet: ComfortSheet, changed: Partial<Occasion>, circle: Circle = 'peers'): number =>
    comfort(stateOf({ comfort: sheet, circle }), occasion(changed));

  it('is 0 never, 0.5 rather not, 1 fine, on the line that applies', () => {
    expect(feel({ alcohol: 'no' }, { activity: bar })).toBe(0);
    expect(feel({ alcohol: 'rather-not' }, { activity: bar })).toBe(0.5);
    expect(feel({ alcohol: 'yes' }, { activity: bar })).toBe(1);
    expect(feel({ family: 'no' }, { activity: fair })).toBe(0);
    expect(feel({ home: 'no' }, { activity: home })).toBe(0);
    expect(feel({ weekdayEvening: 'no' }, { isEvening: true })).toBe(0);
  });

  it('lines that do not apply say nothing', () => {
    const never = { home: 'no', alcohol: 'no', family: 'no', weekdayEvening: 'no' } as const;
    expect(feel(never, {})).toBe(1);
  });

  it('is the least over the lines of the activity and its fallback', () => {
    expect(feel({ alcohol: 'no' }, { fallback: bar })).toBe(0);
    expect(feel({ alcohol: 'rather-not', home: 'yes' }, { activity: home, fallback: bar })).toBe(0.5);
    expect(feel({ alcohol: 'rather-not', weekdayEvening: 'no' }, { activity: bar, isEvening: true })).toBe(0);
  });

  it('unknown is 1', () => {
    expect(feel({}, { activity: bar, isEvening: true })).toBe(1);
    expect(feel({}, { activity: home })).toBe(1);
  });

  it.each<[Circle, number]>([
    ['reports', 0],
    ['leaders', 0],
    ['customers', 0],
    ['peers', 0.5],
    ['support', 0.5],
    ['partners', 0.5],
    ['former', 0.5],
    ['network', 0.5],
  ])('one-to-one in a private home unknown, %s: %d', (circle, expected) => {
    expect(feel({}, { activity: home, solo: true }, circle)).toBe(expected);
    expect(feel({}, { fallback: home, solo: true }, circle)).toBe(expected);
  });

  it('one-to-one in a private home is what the sheet says, where it says it', () => {
    expect(feel({ home: 'yes' }, { activity: home, solo: true }, 'reports')).toBe(1);
    expect(feel({ home: 'rather-not' }, { activity: home, solo: true }, 'reports')).toBe(0.5);
  });
});

describe('the worth of a person for a candidate', () => {
  const DATE = isoDate('2026-06-04');
  const noon = parseInstant('2026-06-04T12:00:00+02:00');
  const context = (changed: Partial<WorthContext> & Pick<WorthContext, 'people'>): WorthContext => ({
    answersOf: () => ({ yes: 0, no: 0 }),
    isFar: () => false,
    isHeld: () => false,
    zone: openZone('Europe/Amsterdam'),
    ...changed,
  });
  const worthOf = (
    state: PersonState,
    changed: Partial<WorthContext> = {},
    about: Partial<Occasion> = {},
    notice: 'everybody' | 'spontaneous-only' = 'everybody',
  ): number | undefined =>
    createWorthTable(context({ people: [state], ...changed }))(
      occasion(about),
      noon,
      noon + 3_600_000,
      DATE,
      notice,
    )[0];

  it('is importance * urgency * accept * comfort * novelty * quality, in millionths', () => {
    const state = stateOf({ importance: 1.5, comfort: { weekdayEvening: 'rather-not' } }, 0.9, 'walk');
    const worth = worthOf(state, { answersOf: () => ({ yes: 1, no: 2 }) }, { isEvening: true });
    expect(worth).toBe(Math.round(1.5 * 0.8 * (3 / 6) * 0.5 * 0.85 * 0.8 * 1e6));
  });

  it('is 0 for who is met often enough', () => {
    expect(worthOf(stateOf({}, 0.5))).toBe(0);
  });

  it('is 0 outside 8:00 to 22:00 of their own zone', () => {
    expect(worthOf(stateOf({ zone: 'America/New_York' }))).toBe(0);
    expect(worthOf(stateOf({ zone: 'Asia/Kolkata' }))).toBeGreaterThan(0);
  });

  it('is 0 for who lives more than an hour away, unless it is remote', () => {
    const far = { isFar: () => true };
    expect(worthOf(stateOf(), far)).toBe(0);
    expect(
      worthOf(stateOf(), far, { activity: makeActivity('call', { setting: 'remote' }) }),
    ).toBeGreaterThan(0);
  });

  it('is 0 at short notice, unless they are spontaneous', () => {
    expect(worthOf(stateOf(), {}, {}, 'spontaneous-only')).toBe(0);
    expect(worthOf(stateOf({ spontaneous: true }), {}, {}, 'spontaneous-only')).toBeGreaterThan(0);
  });

  it('is 0 on dates on which they are put off', () => {
    const isHeld = (_: PersonState, date: IsoDate): boolean => date < '2026-06-05';
    expect(worthOf(stateOf(), { isHeld })).toBe(0);
    expect(worthOf(stateOf(), { isHeld: (_, date) => date < '2026-06-04' })).toBeGreaterThan(0);
  });

  it('keeps people apart from each other: each has their own place in the table', () => {
    const people = [stateOf({}, 0.6), stateOf({}, 2), stateOf({ zone: 'Pacific/Auckland' }, 2)];
    const table = createWorthTable(context({ people }));
    const worth = table(occasion(), noon, noon + 3_600_000, DATE, 'everybody');
    expect([...worth]).toEqual([106_667, 1_066_667, 0]);
  });

  it('is shared by candidates with the same reasons, and by no others', () => {
    const people = [stateOf({ comfort: { home: 'rather-not' } })];
    const table = createWorthTable(context({ people, isHeld: (_, date) => date === '2026-06-05' }));
    const of = (
      about: Partial<Occasion>,
      hours = 0,
      date = DATE,
      notice: 'everybody' | 'spontaneous-only' = 'everybody',
    ) => table(occasion(about), noon + hours * 3_600_000, noon + (hours + 1) * 3_600_000, date, notice);
    expect(of({}, 1)).toBe(of({}));
    const others = [
      of({ fallback: makeActivity('dinner', { home: true }) }),
      of({ solo: true }),
      of({ isEvening: true }),
      of({}, 10),
      of({}, 0, isoDate('2026-06-05')),
      of({}, 0, DATE, 'spontaneous-only'),
      of({ activity: makeActivity('coffee') }),
    ];
    expect(new Set([of({}), ...others]).size).toBe(8);
  });
});
