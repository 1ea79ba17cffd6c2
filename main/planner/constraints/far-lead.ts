import type { Activity } from '#main/activities/activity.ts';
import { LIMITS } from '#main/planner/weights.ts';

/** From seven days ahead an outdoor candidate needs a fallback that is possible at that start. */
export const needsFallback = (activity: Activity, leadDays: number): boolean =>
  activity.setting === 'outdoor' && leadDays >= LIMITS.fallbackFromLeadDay;
