import { contains, type Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { readSampleMark, SAMPLE_CALENDAR, sampleWeekOn } from '../sample-state.ts';
import { importCalendar } from './import-calendar.ts';
import type { Moment } from './heavy-work.ts';
import { neededWindow } from './reading-window.ts';

/** Expands again whatever the passing of days, or a longer cadence, has left too short; and moves the sample week on. */
export async function rollCalendars(store: Store, moment: Moment): Promise<void> {
  const needed = neededWindow(store, moment);
  for (const calendar of store.calendars.list()) {
    const text = outdatedText(store, calendar, needed, moment);
    if (text === null) continue;
    const { id, name, kind } = calendar;
    if (kind === 'local') continue;
    const asOfMs = kind === 'sample' ? moment.nowMs : calendar.asOfMs;
    // It was read before; should it fail now, what was read then is still there.
    await importCalendar(store, { ...moment, file: { id, name, kind, text } }, asOfMs);
  }
}

function outdatedText(
  store: Store,
  calendar: StoredCalendar,
  needed: Interval,
  { zone, nowMs }: Moment,
): string | null {
  if (calendar.id === SAMPLE_CALENDAR) {
    const mark = readSampleMark(store);
    const local = openZone(zone);
    return mark !== null && local.dateOf(calendar.asOfMs) !== local.dateOf(nowMs)
      ? sampleWeekOn(mark, nowMs).calendar.text
      : null;
  }
  if (calendar.window === null || contains(calendar.window, needed)) return null;
  return store.calendars.readSource(calendar.id);
}
