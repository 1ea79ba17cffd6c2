import type { EpochMs } from '#contract/time.ts';
import type { SlotAnswer } from '#main/invites/sender.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Store } from '#main/store/open.ts';
import type { SyncState } from '#main/store/sync-state.ts';
import type { Moment } from '../heavy/heavy-work.ts';
import { readSlot } from '../slot.ts';
import { type CalendarSync, isKeptInStep } from './calendar-sync.ts';

/** A source that does not answer by then is taken as it was read last: an invite waits for it no longer. */
const LONGEST_WAIT_MS = 5_000;

export interface FreshSlotParts {
  readonly store: Store;
  readonly sync: Pick<CalendarSync, 'start'>;
  readonly moment: () => Moment;
}

/** An invite that is tried again and again must not make a server lock the user out, or be asked before its time. */
const asksForPatience = ({ trouble, nextDueMs }: SyncState, nowMs: EpochMs): boolean =>
  (trouble?.kind === 'refused' || trouble?.kind === 'unauthorized') &&
  nextDueMs !== null &&
  nowMs < nextDueMs;

/** Whether there is still room, after a look at every calendar that can be asked anew and whose events take time. */
export async function readFreshSlot(
  { store, sync, moment }: FreshSlotParts,
  interval: Interval,
  exceptUid: string,
): Promise<SlotAnswer> {
  const { nowMs, settings } = moment();
  const asked = store.calendars
    .list()
    .filter(({ kind }) => isKeptInStep(kind))
    // Whatever they hold, it takes nobody's time.
    .filter(({ role, name }) => role !== 'holidays' && !settings.ignoredCalendars.includes(name))
    .filter(({ sync: state }) => !asksForPatience(state, nowMs));
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_WAIT_MS);
  });
  await Promise.race([Promise.all(asked.map(({ id }) => sync.start(id, 'app'))), patience]);
  clearTimeout(timer);
  return readSlot(store, interval, exceptUid, moment());
}
