import type { IsoDate } from '#main/kernel/time.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a plain date. */
export function epochDayOf(date: IsoDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;
}

const dateByEpochDay = new Map<number, IsoDate>();

export function dateOfEpochDay(day: number): IsoDate {
  let date = dateByEpochDay.get(day);
  if (date === undefined) {
    // The one construction of a plain date: toISOString gives YYYY-MM-DD for the years that calendars hold.
    date = new Date(day * DAY_MS).toISOString().slice(0, 10) as IsoDate;
    dateByEpochDay.set(day, date);
  }
  return date;
}

export const addDays = (date: IsoDate, days: number): IsoDate => dateOfEpochDay(epochDayOf(date) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => epochDayOf(to) - epochDayOf(from);

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(date: IsoDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday; the remainder is 0 to 6, so the sum is 1 to 7.
  return (((((epochDayOf(date) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** ISO 8601 week, for example `2026-W01`: the week that holds the date's Thursday. */
export function isoWeekOf(date: IsoDate): string {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01` as IsoDate, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** From `start`, `count` dates, ascending. */
export const datesFrom = (start: IsoDate, count: number): IsoDate[] =>
  Array.from({ length: count }, (_, i) => addDays(start, i));
