import type { CalendarSourceView } from '#contract/calendars.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';

export const viewCalendar = (calendar: StoredCalendar, zone: Zone): CalendarSourceView => ({
  id: calendar.id,
  name: calendar.name,
  kind: calendar.kind,
  asOf: zone.format(calendar.asOfMs),
  events: calendar.events,
  occurrences: calendar.occurrences,
  skipped: calendar.skipped,
});
