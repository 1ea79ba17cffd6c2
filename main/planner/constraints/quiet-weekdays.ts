import type { Settings } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import { weekdayOf } from '#main/kernel/dates.ts';

/** Weekdays marked quiet stay quiet. */
export const isQuiet = (date: IsoDate, settings: Settings): boolean =>
  settings.quietWeekdays.includes(weekdayOf(date));
