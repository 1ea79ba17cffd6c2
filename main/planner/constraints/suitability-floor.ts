import type { Setting } from '#contract/vocabulary.ts';
import { LIMITS } from '#main/planner/weights.ts';

/**
 * A get-together under the sky that would have to be repaired the moment it is sent is not proposed. Unknown weather is
 * no failure: its suitability counts as 0 in the value and the fallback carries it.
 */
export const isBelowFloor = (setting: Setting, suitability: number | null): boolean =>
  (setting === 'outdoor' || setting === 'covered') &&
  suitability !== null &&
  suitability < LIMITS.suitabilityFloor;
