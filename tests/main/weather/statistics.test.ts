import { describe, expect, it } from 'vitest';
import { medianOf, modeOf, quantileOf } from '#main/weather/statistics.ts';

describe('quantileOf', () => {
  it('is linear between neighbours, in any order, of what is known', () => {
    expect(quantileOf([4, 1, 3, 2, Number.NaN], 0.1)).toBeCloseTo(1.3, 12);
    expect(quantileOf([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7, 12);
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
    expect(medianOf([7])).toBe(7);
    expect(medianOf([])).toBeNaN();
    expect(medianOf([Number.NaN])).toBeNaN();
  });
});

describe('modeOf', () => {
  it('is the commonest, of equals the largest', () => {
    expect(modeOf([1, 2, 2, 61, Number.NaN])).toBe(2);
    expect(modeOf([1, 61])).toBe(61);
    expect(modeOf([Number.NaN])).toBeNaN();
  });
});
