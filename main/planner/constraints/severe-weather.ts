import type { Activity } from '#main/activities/activity.ts';
import { LIMITS } from '#main/planner/weights.ts';

/** Minutes one way; home and remote need none, and a place nobody named counts as 20. */
export function travelMinutesOf(activity: Activity): number {
  if (activity.home || activity.setting === 'remote') return 0;
  return activity.travelMinutes ?? LIMITS.unnamedPlaceMinutes;
}

/** Severe weather excludes outdoor and covered candidates and any with travel. */
export const isExposed = (activity: Activity): boolean =>
  activity.setting === 'outdoor' || activity.setting === 'covered' || travelMinutesOf(activity) > 0;
