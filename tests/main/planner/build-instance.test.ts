import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findApartPairs, groupSeparations } from '#main/planner/build-instance.ts';
import type { PersonState } from '#main/planner/plan-types.ts';
import { makePerson, makeSettings } from '#tests/support/planner/world.ts';

const PEOPLE = 7;
const pairList = fc
  .uniqueArray(
    fc.tuple(fc.nat({ max: PEOPLE - 1 }), fc.nat({ max: PEOPLE - 1 })).filter(([a, b]) => a < b),
    { selector: ([a, b]) => `${a}-${b}`, maxLength: 12 },
  )
  .map((pairs) => pairs.map(([a, b]): readonly [number, number] => [a, b]));

describe('groupSeparations', () => {
  it('bans exactly the groups that hold an apart pair', () => {
    fc.assert(
      fc.property(pairList, fc.uniqueArray(fc.nat({ max: PEOPLE - 1 })), (pairs, guests) => {
        const holdsPair = pairs.some(([a, b]) => guests.includes(a) && guests.includes(b));
        const isBanned = groupSeparations(pairs).some(
          ({ left, right }) => guests.some((p) => left.has(p)) && guests.some((p) => right.has(p)),
        );
        expect(isBanned).toBe(holdsPair);
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it('makes one ban of whole circles, the widest first', () => {
    const pairs = [0, 1].flatMap((a) => [2, 3, 4].map((b) => [a, b] as const));
    const [first] = groupSeparations([...pairs, [5, 6]]);
    expect([...(first?.left ?? [])]).toEqual([0, 1]);
    expect([...(first?.right ?? [])]).toEqual([2, 3, 4]);
  });
});

describe('findApartPairs', () => {
  it('spells the bans between circles out', () => {
    const people = [
      makePerson('ann', { circle: 'customers', department: 'Acme' }),
      makePerson('bob', { circle: 'reports' }),
      makePerson('cas', { circle: 'customers', department: 'Globex' }),
      makePerson('dee', { apart: ['bob@example.org'] }),
    ].map(
      (person): PersonState => ({
        person,
        gap: { gap: 1, all: 1, outside: 1 },
        touches: [],
        bookedOn: null,
        lastActivity: null,
      }),
    );
    expect(findApartPairs(people, makeSettings())).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
      [1, 3],
    ]);
  });
});
