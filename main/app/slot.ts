import { busyIntervals } from '#main/calendars/busy.ts';
import type { SlotAnswer } from '#main/invites/sender.ts';
import { type Interval, overlaps } from '#main/kernel/interval.ts';
import { homeNamesOf } from '#main/planner/openings.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment } from './heavy/heavy-work.ts';

/** Whether the user's calendars, as they are now, still have room; an invite does not stand in its own way. */
export function readSlot(
  store: Store,
  interval: Interval,
  exceptUid: string,
  { settings, zone }: Pick<Moment, 'settings' | 'zone'>,
): SlotAnswer {
  const ignored = new Set(
    store.calendars
      .list()
      .filter(({ name }) => settings.ignoredCalendars.includes(name))
      .map(({ id }) => id),
  );
  const others = store.calendars
    .occurrencesIn(interval)
    .filter(({ uid, calendarId }) => uid !== exceptUid && !ignored.has(calendarId));
  const taken = busyIntervals(others, {
    me: settings.me,
    zone,
    homeNames: homeNamesOf(settings),
    offices: settings.offices,
  }).find((busy) => overlaps(busy, interval));
  return taken === undefined ? { isFree: true } : { isFree: false, title: taken.title || null };
}
