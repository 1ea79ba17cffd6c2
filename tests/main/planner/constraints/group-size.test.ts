import { describe, expect, it } from 'vitest';
import { groupBounds } from '#main/planner/constraints/group-size.ts';
import { makeActivity } from '#tests/support/planner/world.ts';

const holding = (minimumGuests: number, maximumGuests: number) =>
  makeActivity('it', { minimumGuests, maximumGuests });

describe('group size within the activity’s bounds', () => {
  it('guests are counted without the user, one at least', () => {
    expect(groupBounds(holding(2, 6), null)).toEqual({ minimum: 2, maximum: 6 });
    expect(groupBounds(holding(0, 6), null)).toEqual({ minimum: 1, maximum: 6 });
  });

  it('a group that the fallback cannot hold is not allowed', () => {
    expect(groupBounds(holding(1, 8), holding(2, 4))).toEqual({ minimum: 2, maximum: 4 });
    expect(groupBounds(holding(4, 8), holding(1, 4))).toEqual({ minimum: 4, maximum: 4 });
    expect(groupBounds(holding(4, 8), holding(1, 3))).toBeNull();
  });
});
