import { toMicro, WEIGHTS } from '#main/planner/weights.ts';

/** A proposal is worth at least 0.3; fewer than asked for, or none, is a good week. */
export const MINIMUM_VALUE_MICRO = toMicro(WEIGHTS.minimumValue);
