import { describe, expect, it } from 'vitest';
import { fitsBigGroups, isBigGroup } from '#main/planner/constraints/big-groups.ts';

const big = (dateIndex: number) => ({ dateIndex, big: true });
const small = (dateIndex: number) => ({ dateIndex, big: false });

describe('isBigGroup', () => {
  it.each([
    [3, false],
    [4, true],
  ])('%d guests: %s (more than 3, without the user)', (guests, isBig) => {
    expect(isBigGroup(guests)).toBe(isBig);
  });
});

describe('in any 7 days at most one with more than 3 guests', () => {
  it.each([-6, -1, 1, 6])('not %d days from another big one', (distance) => {
    expect(fitsBigGroups([big(3)], big(3 + distance))).toBe(false);
  });

  it.each([-7, 7])('%d days from another big one it is fine', (distance) => {
    expect(fitsBigGroups([big(3)], big(3 + distance))).toBe(true);
  });

  it('small ones are no matter, on either side', () => {
    expect(fitsBigGroups([small(2), small(4)], big(3))).toBe(true);
    expect(fitsBigGroups([big(2), big(4)], small(3))).toBe(true);
  });
});
