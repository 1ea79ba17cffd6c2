import { expect, it } from 'vitest';
import { MINIMUM_VALUE_MICRO } from '#main/planner/constraints/minimum-value.ts';

it('a proposal is worth at least 0.3, in millionths', () => {
  expect(MINIMUM_VALUE_MICRO).toBe(300_000);
});
