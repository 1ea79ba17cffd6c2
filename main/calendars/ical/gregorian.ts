// Dates as days since 1970-01-01 in the proleptic Gregorian calendar; plain arithmetic, because it is the innermost
// loop of recurrence.

/** Monday is 0; day 0, 1970-01-01, was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

export interface CivilDate {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
}

/** Months beyond 12 run on into the next years. Howard Hinnant's `days_from_civil`. */
export function dayOf(year: number, month: number, date: number): number {
  const months = year * 12 + month - 1;
  // The year begins in March, so that the leap day is its last.
  const monthFromMarch = (((months - 2) % 12) + 12) % 12;
  const marchYear = Math.floor((months - 2) / 12);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + date - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

/** The inverse: `civil_from_days`. */
export function civilOf(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

export const daysInMonth = (year: number, month: number): number =>
  dayOf(year, month + 1, 1) - dayOf(year, month, 1);
