import type { EpochMs } from '#contract/time.ts';
import { addDays, weekdayOf } from '#main/kernel/dates.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { NoticeTime } from './notice.ts';

/** The midnight at which the next day, or the next Monday, begins. */
export function pauseEnd(until: 'tomorrow' | 'next-week', { nowMs, zone: id }: NoticeTime): EpochMs {
  const zone = openZone(id);
  const today = zone.dateOf(nowMs);
  return zone.toEpochMs(addDays(today, until === 'tomorrow' ? 1 : 8 - weekdayOf(today)), 0);
}
