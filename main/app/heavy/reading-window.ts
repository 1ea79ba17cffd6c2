import { addDays } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Store } from '#main/store/open.ts';
import { readingWindow } from '../plan-files.ts';
import type { Moment } from './heavy-work.ts';

/** Read this much further than needed, so that the window rolls once a month and not every day. */
const SPARE_DAYS = 31;

/** What planning looks at today, without the spare. */
export function neededWindow(store: Store, { zone, nowMs }: Moment): Interval {
  const people = store.people.list().map(({ person }) => person);
  const { fromMs, toMs } = readingWindow(people, zone, nowMs);
  return { startMs: fromMs, endMs: toMs };
}

export function windowToRead(store: Store, moment: Moment): Interval {
  const { startMs, endMs } = neededWindow(store, moment);
  const zone = openZone(moment.zone);
  return { startMs, endMs: zone.toEpochMs(addDays(zone.dateOf(endMs), SPARE_DAYS), 0) };
}
