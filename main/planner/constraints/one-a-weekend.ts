import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';

/** At most one on a weekend: a Saturday and the Sunday after it. `weekday`: Monday 1 to Sunday 7, of `added`. */
export function fitsOneAWeekend(
  others: readonly ScheduledDay[],
  added: ScheduledDay,
  weekday: number,
): boolean {
  if (weekday < 6) return true;
  const sibling = weekday === 6 ? added.dateIndex + 1 : added.dateIndex - 1;
  return others.every((day) => day.dateIndex !== sibling);
}
