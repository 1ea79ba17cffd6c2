import type { Weekday } from '#contract/settings.ts';

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** In the order of the week. */
export function toggleWeekday(
  chosen: readonly Weekday[],
  weekday: Weekday,
  isOn: boolean,
): readonly Weekday[] {
  return weekdays.filter((day) => (day === weekday ? isOn : chosen.includes(day)));
}
