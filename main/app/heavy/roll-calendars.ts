import { contains, type Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { readSampleMark, SAMPLE_CALENDAR, sampleWeekOn } from '../sample-state.ts';
import { importCalendar } from './import-calendar.ts';
import type { Moment } from './heavy-work.ts';
import { keepCalendar } from './keep-calendar.ts';
import { neededWindow, windowToRead } from './reading-window.ts';

/** Expands again whatever the passing of days, or a longer cadence, has left too short; and moves the sample week on. */
export async function rollCalendars(store: Store, moment: Moment): Promise<void> {
  const needed = neededWindow(store, moment);
  for (const calendar of store.calendars.list()) {
    if (calendar.id === SAMPLE_CALENDAR) await rollSample(store, calendar, moment);
    else await rollCalendar(store, calendar, needed, moment);
  }
}

async function rollSample(store: Store, { id, name, asOfMs }: StoredCalendar, moment: Moment): Promise<void> {
  const mark = readSampleMark(store);
  const local = openZone(moment.zone);
  if (mark === null || local.dateOf(asOfMs) === local.dateOf(moment.nowMs)) return;
  const { text } = sampleWeekOn(mark, moment.nowMs).calendar;
  await importCalendar(store, { ...moment, file: { id, name, kind: 'sample', text } });
}

async function rollCalendar(
  store: Store,
  { id, name, asOfMs, window }: StoredCalendar,
  needed: Interval,
  moment: Moment,
): Promise<void> {
  if (window === null || contains(window, needed)) return;
  const source = store.calendars.readSource(id);
  if (source === null) return;
  // It was read before; should it fail now, what was read then is still there.
  await keepCalendar(store, {
    who: id,
    label: name,
    source,
    window: windowToRead(store, moment),
    zone: moment.zone,
    asOfMs,
    nowMs: moment.nowMs,
  });
}
