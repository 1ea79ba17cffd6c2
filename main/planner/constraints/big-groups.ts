import { fitsWindow } from '#main/planner/constraints/per-week.ts';
import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import { LIMITS } from '#main/planner/weights.ts';

export const isBigGroup = (guests: number): boolean => guests >= LIMITS.bigGroupFrom;

/** In any seven consecutive dates at most one with more than three guests. */
export const fitsBigGroups = (others: readonly ScheduledDay[], added: ScheduledDay): boolean =>
  !added.big ||
  fitsWindow(
    others.filter((day) => day.big),
    added,
    LIMITS.bigGroupsPerWindow,
  );
