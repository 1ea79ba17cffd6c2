import type { CalendarId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import { readHolidays } from '#main/calendars/holiday-calendar.ts';
import { blankHousehold } from '#main/calendars/household.ts';
import { type CopyPlace, countOnce, normaliseUid } from '#main/calendars/same-event.ts';
import type { Holidays } from '#main/calendars/work-week.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { viewWords } from './views/words.ts';

export interface CountedOccurrences {
  /** Each event once, by start. Of a household's calendars there are only blocks without a name. */
  readonly occurrences: readonly Occurrence[];
  /** Days off by the calendars of holidays, beside those of the country. */
  readonly holidays: Holidays;
}

export interface CountingQuestion {
  readonly settings: Settings;
  readonly language: Language;
  /** An event that is not looked at, in whatever calendar it stands; null: none. */
  readonly exceptUid: string | null;
}

/** What the user's calendars say about an interval: the only way in which planning, offers and views read them. */
export function readCounted(
  store: Store,
  interval: Interval,
  { settings, language, exceptUid }: CountingQuestion,
): CountedOccurrences {
  const calendars = new Map<CalendarId, StoredCalendar>(
    store.calendars
      .list()
      .filter(({ name }) => !settings.ignoredCalendars.includes(name))
      .map((calendar) => [calendar.id, calendar]),
  );
  const except = exceptUid === null ? null : normaliseUid(exceptUid);
  const holidays: Occurrence[] = [];
  const others: Occurrence[] = [];
  for (const occurrence of store.calendars.occurrencesIn(interval)) {
    const calendar = calendars.get(occurrence.calendarId);
    if (calendar === undefined) continue;
    if (calendar.role === 'holidays') holidays.push(occurrence);
    else if (except === null || normaliseUid(occurrence.uid) !== except) others.push(occurrence);
  }
  const placeOf = (id: CalendarId): CopyPlace => placeOfCalendar(calendars.get(id));
  const { household } = viewWords(language);
  const occurrences = countOnce(others, { me: settings.me, placeOf }).flatMap((occurrence) => {
    if (placeOf(occurrence.calendarId) !== 'household') return [occurrence];
    return blankHousehold(occurrence, household, settings.me) ?? [];
  });
  return { occurrences, holidays: readHolidays(holidays) };
}

function placeOfCalendar(calendar: StoredCalendar | undefined): CopyPlace {
  if (calendar?.role === 'household') return 'household';
  if (calendar?.kind === 'local') return 'golden-hour';
  return calendar?.kind === 'caldav' || calendar?.kind === 'google' ? 'server' : 'other';
}
