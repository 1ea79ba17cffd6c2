import { contains, type Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { readSampleMark, SAMPLE_CALENDAR, sampleWeekOn } from '../sample-state.ts';
import { importCalendar } from './import-calendar.ts';
import type { Moment } from './heavy-work.ts';
import { keepCalendar } from './keep-calendar.ts';
import { neededWindow, windowToRead } from './reading-window.ts';
import { sweepStore } from './sweep-store.ts';
import { rollResources } from './sync-resources.ts';

/** Rolled this long before planning would have to wait for it. */
const AHEAD_MS = 7 * 24 * 3_600_000;
/** In which zone the calendars were read. */
const ZONE_KEY = 'reading-zone';
/** Some seconds of work. */
const MANY = 20_000;

/** Expands again whatever the passing of days, or a longer cadence, has left too short; and moves the sample week on. */
export async function rollCalendars(store: Store, moment: Moment): Promise<void> {
  const needed = neededWindow(store, moment);
  for (const calendar of store.calendars.list()) {
    if (calendar.id === SAMPLE_CALENDAR) await rollSample(store, calendar, moment);
    else if (isShort(calendar, needed) && !canWait(calendar, needed, moment)) {
      await rollCalendar(store, calendar, moment);
    }
  }
}

/**
 * The same, ahead of time, also where the user's zone is another one now, in which floating times are meant; and with
 * what was left behind by what was replaced or died. Whether anything was rolled.
 */
export async function tidyCalendars(store: Store, moment: Moment): Promise<boolean> {
  const { startMs, endMs } = neededWindow(store, moment);
  const soon = { startMs, endMs: endMs + AHEAD_MS };
  const before = store.meta.read(ZONE_KEY);
  const isElsewhere = before !== null && before !== moment.zone;
  const due = store.calendars
    .list()
    .filter((calendar) => isShort(calendar, soon) || (isElsewhere && isRolling(calendar)));
  for (const calendar of due) await rollCalendar(store, calendar, moment);
  if (before !== moment.zone) store.meta.save(ZONE_KEY, moment.zone);
  await sweepStore(store, moment.nowMs);
  return due.length > 0;
}

const isRolling = ({ id, window }: StoredCalendar): boolean => id !== SAMPLE_CALENDAR && window !== null;

const isShort = (calendar: StoredCalendar, needed: Interval): boolean =>
  isRolling(calendar) && calendar.window !== null && !contains(calendar.window, needed);

/** What takes long to roll and lacks nothing but early history is left to `tidyCalendars`: nobody waits for that. */
const canWait = ({ occurrences, window }: StoredCalendar, { endMs }: Interval, { nowMs }: Moment): boolean =>
  occurrences > MANY && window !== null && contains(window, { startMs: nowMs, endMs });

async function rollSample(store: Store, { id, name, asOfMs }: StoredCalendar, moment: Moment): Promise<void> {
  const mark = readSampleMark(store);
  const local = openZone(moment.zone);
  if (mark === null || local.dateOf(asOfMs) === local.dateOf(moment.nowMs)) return;
  const { text } = sampleWeekOn(mark, moment.nowMs).calendar;
  await importCalendar(store, { ...moment, file: { id, name, kind: 'sample', text } });
}

async function rollCalendar(store: Store, calendar: StoredCalendar, moment: Moment): Promise<void> {
  const { id, name, asOfMs } = calendar;
  const window = windowToRead(store, moment);
  if (calendar.kind === 'caldav' || calendar.kind === 'google') {
    await rollResources(store, calendar, window, moment.zone);
    return;
  }
  const replaced = store.contents.current(id);
  const source = store.calendars.readSource(id);
  if (source === null || replaced === null) return;
  // It was read before; should it fail now, what was read then is still there.
  await keepCalendar(store, {
    who: id,
    label: name,
    source,
    window,
    zone: moment.zone,
    asOfMs,
    nowMs: moment.nowMs,
    replaced,
  });
}
