import { setImmediate as breathe } from 'node:timers/promises';
import type { EpochMs } from '#contract/time.ts';
import type { Store } from '#main/store/open.ts';

/** Takes away what belongs to no calendar any more, a little at a time, so that nobody waits long. */
export async function sweepStore(store: Store, nowMs: EpochMs): Promise<void> {
  while (store.contents.sweepSlice(nowMs)) await breathe();
}
