import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';

/** At most one a day. */
export const fitsOneADay = (others: readonly ScheduledDay[], added: ScheduledDay): boolean =>
  others.every((day) => day.dateIndex !== added.dateIndex);
