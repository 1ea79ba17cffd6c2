import { setTimeout as pause } from 'node:timers/promises';
import type { EpochMs } from '#contract/time.ts';
import type { Store } from '#main/store/open.ts';

/** Between two slices, so that others who write have their turn. */
const GAP_MS = 1;

const MANY_SLICES = 20;

/** Takes away what belongs to no calendar any more, a little at a time, so that nobody waits long. */
export async function sweepStore(store: Store, nowMs: EpochMs): Promise<void> {
  let slices = 0;
  while (store.contents.sweepSlice(nowMs)) {
    slices += 1;
    await pause(GAP_MS);
  }
  if (slices > MANY_SLICES) store.contents.shrinkJournal();
}
