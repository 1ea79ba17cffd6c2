import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import { LIMITS } from '#main/planner/weights.ts';

/** At most `limit` in any seven consecutive dates that hold `added`. */
export function fitsWindow(others: readonly ScheduledDay[], added: ScheduledDay, limit: number): boolean {
  for (let from = added.dateIndex - LIMITS.windowDays + 1; from <= added.dateIndex; from++) {
    const inside = others.filter((day) => day.dateIndex >= from && day.dateIndex < from + LIMITS.windowDays);
    if (inside.length + 1 > limit) return false;
  }
  return true;
}
