import type { IsoDate } from '#contract/time.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Holidays } from '#main/calendars/work-week.ts';
import { addDays } from '#main/kernel/dates.ts';

/** Of a calendar whose one event says that every day until the end of time is a holiday. */
const LONGEST_DAYS = 400;

/** The days off of a calendar of holidays: each date of its all-day events, by the first that names it. */
export function readHolidays(occurrences: readonly Occurrence[]): Holidays {
  const holidays = new Map<IsoDate, string>();
  for (const { time, status, summary } of occurrences) {
    if (time.kind !== 'all-day' || status === 'cancelled') continue;
    const end = addDays(time.startDate, LONGEST_DAYS);
    for (let date = time.startDate; date < time.endDate && date < end; date = addDays(date, 1)) {
      if (!holidays.has(date)) holidays.set(date, summary);
    }
  }
  return holidays;
}
