import type { CalendarSourceView } from '#contract/calendars.ts';
import type { OutlookView } from '#contract/outlook.ts';
import type { Text } from '#renderer/ui/text/text.tsx';

/** The age of what is oldest: that is what a plan is as good as. */
export function describeAge(
  outlook: OutlookView,
  calendars: readonly CalendarSourceView[],
  { words, format }: Text,
): string {
  const { age } = words.common;
  const { zone, today, forecast } = outlook;
  const readings = calendars
    .filter(({ kind }) => kind !== 'local')
    .map(({ asOf }) => asOf)
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const oldest = readings[0];
  const calendar = oldest === undefined ? age.noCalendar : age.calendar(format.moment(oldest, zone, today));
  const issuedAt = forecast?.issuedAt ?? null;
  const weather = issuedAt === null ? age.noForecast : age.forecast(format.moment(issuedAt, zone, today));
  return `${calendar}, ${weather}`;
}

/** Whether something that the plan was made of is older than it should be. */
export function isPlanStale({ forecast }: OutlookView, calendars: readonly CalendarSourceView[]): boolean {
  return (forecast !== null && forecast.freshness !== 'fresh') || calendars.some(({ isStale }) => isStale);
}
