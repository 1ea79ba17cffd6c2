import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CIRCLES, type Circle } from '#contract/vocabulary.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Candidate, PersonState, Proposal } from '#main/planner/plan-types.ts';
import { confidenceOf, makeProposal, proposalIdOf } from '#main/planner/proposal.ts';
import { makeActivity, makePerson } from '#tests/support/planner/world.ts';

interface Guest {
  readonly circle?: Circle;
  readonly department?: string | null;
  readonly worth?: number;
}

const candidate = (weather = 1, burden = 0): Candidate => ({
  activity: makeActivity('walk'),
  startMs: Date.UTC(2026, 5, 6, 10),
  endMs: Date.UTC(2026, 5, 6, 11),
  date: isoDate('2026-06-06'),
  dateIndex: 2,
  suitability: 1,
  weatherMicro: Math.round(weather * 1e6),
  burdenMicro: Math.round(burden * 1e6),
  minimumGuests: 1,
  maximumGuests: 8,
  fallback: null,
  worthMicro: new Float64Array(),
});

function propose(guests: readonly Guest[], about = candidate(), dial = 1): Proposal {
  const states = guests.map(({ circle = 'peers', department = null, worth = 1 }, i) => ({
    state: {
      person: makePerson(`p${i}`, { circle, department }),
      gap: { gap: 1, all: 1, outside: 1 },
      touches: [],
      bookedOn: null,
      lastActivity: null,
    } satisfies PersonState,
    worthMicro: Math.round(worth * 1e6),
  }));
  return makeProposal(about, states, dial);
}

describe('value = weather * (sum of worth + mixing - crowd) - burden', () => {
  it('of one guest has neither mixing nor crowd', () => {
    const { terms, valueMicro } = propose([{ worth: 0.8 }], candidate(0.9, 0.2));
    expect(terms).toMatchObject({ mixing: 0, crowd: 0, weather: 0.9, burden: 0.2 });
    expect(valueMicro).toBe(520_000);
  });

  it('of a group by hand', () => {
    const guests = [
      { circle: 'peers', department: 'Design', worth: 0.5 },
      { circle: 'peers', department: 'Sales', worth: 0.6 },
      { circle: 'former', worth: 1.2 },
    ] as const;
    // 1.1 * (2.3 + 0.15 + 0.05 - 0.2 * 3 * 2) - 0.25
    expect(propose(guests, candidate(1.1, 0.25)).valueMicro).toBe(1_180_000);
  });

  it('is made of exactly the terms shown', () => {
    const guest = fc.record({
      circle: fc.constantFrom(...CIRCLES),
      department: fc.constantFrom(null, 'Design', 'Sales'),
      worth: fc.double({ min: 0, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(guest, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0, max: 1.15, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (guests, weather, burden, dial) => {
          const { terms, valueMicro } = propose(guests, candidate(weather, burden), dial);
          const worth = terms.worth.reduce((sum, part) => sum + part.value, 0);
          const value = terms.weather * (worth + terms.mixing - terms.crowd) - terms.burden;
          expect(Math.abs(value - valueMicro / 1e6)).toBeLessThanOrEqual(0.000_000_6);
          expect(Number.isInteger(valueMicro)).toBe(true);
        },
      ),
    );
  });
});

describe('mixing', () => {
  const mixing = (...guests: readonly Guest[]): number => propose(guests).terms.mixing;

  it('is 0.15 for each circle beside the first', () => {
    expect(mixing({ circle: 'peers' }, { circle: 'peers' })).toBe(0);
    expect(mixing({ circle: 'peers' }, { circle: 'former' })).toBe(0.15);
    expect(mixing({ circle: 'peers' }, { circle: 'former' }, { circle: 'network' })).toBe(0.3);
  });

  it('is 0.05 for each department beside the first of its circle', () => {
    expect(mixing({ department: 'a' }, { department: 'b' }, { department: 'c' })).toBe(0.1);
    expect(mixing({ department: 'a' }, { department: 'a' })).toBe(0);
    expect(mixing({ department: 'a' }, { department: 'b', circle: 'former' })).toBe(0.15);
  });

  it('no department counts as none, and a circle without any costs nothing', () => {
    expect(mixing({}, {})).toBe(0);
    expect(mixing({ department: 'a' }, {})).toBe(0);
    expect(mixing({}, { circle: 'former' })).toBe(0.15);
    expect(mixing({ department: 'a' }, { department: 'b' }, {})).toBe(0.05);
  });
});

describe('crowd: 0.2 * n * (n - 1) * dial', () => {
  it.each([
    [1, 1, 0],
    [2, 1, 0.4],
    [3, 1, 1.2],
    [4, 0.5, 1.2],
    [2, 2, 0.8],
  ])('%d guests, dial %d: %d', (n, dial, crowd) => {
    expect(
      propose(
        Array.from({ length: n }, () => ({})),
        candidate(),
        dial,
      ).terms.crowd,
    ).toBe(crowd);
  });
});

describe('confidence', () => {
  it('is firm 0 to 2, likely 3 to 6, pencil 7 to 9', () => {
    expect([0, 2, 3, 6, 7, 9].map(confidenceOf)).toEqual([
      'firm',
      'firm',
      'likely',
      'likely',
      'pencil',
      'pencil',
    ]);
  });
});

describe('the id of a proposal', () => {
  const id = (emails: readonly string[], startMs = 1, activity = 'walk'): string =>
    proposalIdOf(activity, startMs, '2026-06-06', emails);

  it('is the same for the same activity, start and guests in any order', () => {
    expect(id(['a@x', 'b@x'])).toBe(id(['b@x', 'a@x']));
    expect(id(['a@x'])).toMatch(/^2026-06-06-walk-/);
  });

  it('is another for other guests, another start or another activity', () => {
    expect(
      new Set([id(['a@x']), id(['b@x']), id(['a@x', 'b@x']), id(['a@x'], 2), id(['a@x'], 1, 'ride')]).size,
    ).toBe(5);
  });
});
