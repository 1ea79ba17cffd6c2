import DateHolidays from 'date-holidays';
import type { IsoDate } from '#contract/time.ts';
import type { Holidays } from '#main/calendars/work-week.ts';

/**
 * Public holidays of a country (ISO 3166-1 alpha-2) in the given years, by date, with their name in the country's own
 * language. Null: no country is set, so none are known.
 */
export function publicHolidays(country: string | null, years: readonly number[]): Holidays {
  const holidays = new Map<IsoDate, string>();
  if (country === null) return holidays;
  const calendar = new DateHolidays(country, { types: ['public'] });
  for (const year of years) {
    for (const holiday of calendar.getHolidays(year))
      holidays.set(holiday.date.slice(0, 10) as IsoDate, holiday.name);
  }
  return holidays;
}

/** Whether public holidays of the country are known. */
export const isKnownCountry = (country: string): boolean =>
  Object.hasOwn(new DateHolidays().getCountries(), country.toUpperCase());
