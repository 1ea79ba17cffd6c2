import type { SlotAnswer } from '#main/invites/sender.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Store } from '#main/store/open.ts';
import type { Moment } from '../heavy/heavy-work.ts';
import { readSlot } from '../slot.ts';
import type { CalendarSync } from './calendar-sync.ts';

/** A source that does not answer by then is taken as it was read last: an invite waits for it no longer. */
const LONGEST_WAIT_MS = 5_000;

export interface FreshSlotParts {
  readonly store: Store;
  readonly sync: Pick<CalendarSync, 'start'>;
  readonly moment: () => Moment;
}

/** Whether there is still room, after a look at every calendar that can be asked anew. */
export async function readFreshSlot(
  { store, sync, moment }: FreshSlotParts,
  interval: Interval,
  exceptUid: string,
): Promise<SlotAnswer> {
  const asked = store.calendars
    .list()
    .filter(({ kind }) => kind === 'caldav' || kind === 'feed' || kind === 'watched');
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS);
  });
  await Promise.race([Promise.all(asked.map(({ id }) => sync.start(id))), patience]);
  clearTimeout(timer);
  return readSlot(store, interval, exceptUid, moment());
}
