import { expect, it } from 'vitest';
import { fitsOneADay } from '#main/planner/constraints/one-a-day.ts';

const day = (dateIndex: number) => ({ dateIndex, big: false });

it('at most one a day', () => {
  expect(fitsOneADay([day(2), day(4)], day(3))).toBe(true);
  expect(fitsOneADay([day(2), day(3)], day(3))).toBe(false);
  expect(fitsOneADay([], day(0))).toBe(true);
});
