import { busyIntervals } from '#main/calendars/busy.ts';
import type { SlotAnswer } from '#main/invites/sender.ts';
import { type Interval, overlaps } from '#main/kernel/interval.ts';
import { homeNamesOf } from '#main/planner/openings.ts';
import type { Store } from '#main/store/open.ts';
import { readCounted } from './counted-occurrences.ts';
import type { Moment } from './heavy/heavy-work.ts';

/** A copy that is behind is known by the one that was moved away, as far as that went. */
const REACH_MS = 7 * 86_400_000;

/** Whether the user's calendars, as they are now, still have room; an invite does not stand in its own way. */
export function readSlot(
  store: Store,
  interval: Interval,
  exceptUid: string,
  { settings, zone, language }: Pick<Moment, 'settings' | 'zone' | 'language'>,
): SlotAnswer {
  const { occurrences } = readCounted(
    store,
    { startMs: interval.startMs - REACH_MS, endMs: interval.endMs + REACH_MS },
    { settings, language, exceptUid },
  );
  const taken = busyIntervals(occurrences, {
    me: settings.me,
    zone,
    homeNames: homeNamesOf(settings),
    offices: settings.offices,
  }).find((busy) => overlaps(busy, interval));
  return taken === undefined ? { isFree: true } : { isFree: false, title: taken.title || null };
}
