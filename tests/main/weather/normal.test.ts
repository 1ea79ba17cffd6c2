import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf } from '#main/weather/normal.ts';

const number = fc.double({ min: -12, max: 12, noNaN: true });

describe('normalCdf', () => {
  // Reference values of R's pnorm.
  it.each([
    [0, 0.5],
    [1, 0.841_344_746_068_542_9],
    [-1, 0.158_655_253_931_457_05],
    [1.959_963_984_540_054, 0.975],
    [-3, 0.001_349_898_031_630_095],
    [6, 0.999_999_999_013_412_3],
  ])('of %d is %d', (x, p) => {
    expect(normalCdf(x)).toBeCloseTo(p, 14);
  });

  it('is 0 and 1 at the ends, and unknown of the unknown', () => {
    expect(normalCdf(-Infinity)).toBe(0);
    expect(normalCdf(Infinity)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it('is symmetric, within 0 and 1, and never falls', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(normalCdf(a) + normalCdf(-a)).toBeCloseTo(1, 12);
        expect(normalCdf(a)).toBeGreaterThanOrEqual(0);
        expect(normalCdf(a)).toBeLessThanOrEqual(1);
        expect(normalCdf(Math.max(a, b)) - normalCdf(Math.min(a, b))).toBeGreaterThanOrEqual(-1e-14);
      }),
    );
  });
});
