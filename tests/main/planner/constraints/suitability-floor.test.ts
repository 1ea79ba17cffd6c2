import { describe, expect, it } from 'vitest';
import { isBelowFloor } from '#main/planner/constraints/suitability-floor.ts';

describe('what would be repaired at once is not proposed', () => {
  it.each([
    ['outdoor', 0.399_999, true],
    ['outdoor', 0.4, false],
    ['covered', 0.39, true],
    ['indoor', 0.1, false],
    ['remote', 0.1, false],
  ] as const)('%s at %d: %s', (setting, suitability, below) => {
    expect(isBelowFloor(setting, suitability)).toBe(below);
  });

  it('unknown weather is no failure', () => {
    expect(isBelowFloor('outdoor', null)).toBe(false);
  });
});
