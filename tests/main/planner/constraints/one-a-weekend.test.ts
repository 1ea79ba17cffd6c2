import { expect, it } from 'vitest';
import { fitsOneAWeekend } from '#main/planner/constraints/one-a-weekend.ts';

const day = (dateIndex: number) => ({ dateIndex, big: false });
const [FRIDAY, SATURDAY, SUNDAY] = [5, 6, 7];

it('a weekend is a Saturday and the Sunday after it: at most one on it', () => {
  expect(fitsOneAWeekend([day(4)], day(3), SATURDAY)).toBe(false);
  expect(fitsOneAWeekend([day(3)], day(4), SUNDAY)).toBe(false);
});

it('a Sunday and the Saturday after it are two weekends', () => {
  expect(fitsOneAWeekend([day(9)], day(3), SUNDAY)).toBe(true);
  expect(fitsOneAWeekend([day(2)], day(3), SATURDAY)).toBe(true);
  expect(fitsOneAWeekend([day(-4)], day(3), SATURDAY)).toBe(true);
});

it('today is a Sunday: yesterday counts', () => {
  expect(fitsOneAWeekend([day(-1)], day(0), SUNDAY)).toBe(false);
});

it('working days have no weekend', () => {
  expect(fitsOneAWeekend([day(3), day(5)], day(4), FRIDAY)).toBe(true);
});
