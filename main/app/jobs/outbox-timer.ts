import type { EpochMs } from '#contract/time.ts';

/** A timer does not run while the machine sleeps, so nothing is waited for longer than this without a look at the clock. */
const LONGEST_WAIT_MS = 60_000;
/** Whatever is due and did not leave is tried again, but not in a circle. */
const SHORTEST_WAIT_MS = 250;

export interface OutboxTimer {
  /** Sends what is due and comes back when the next is. */
  wake(): Promise<void>;
  /** Waits for what is leaving; nothing leaves afterwards. */
  stop(): Promise<void>;
}

export interface OutboxTimerParts {
  /** Sends what is due, and gives when to call again; null: when something changes. */
  readonly tick: () => Promise<EpochMs | null>;
  readonly clock: () => EpochMs;
  readonly onBug: (error: unknown) => void;
}

/** No polling: it sleeps until the earliest invite wants to leave, and not at all while none does. */
export function createOutboxTimer({ tick, clock, onBug }: OutboxTimerParts): OutboxTimer {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    let nextMs: EpochMs | null;
    try {
      nextMs = await tick();
    } catch (error) {
      onBug(error);
      nextMs = clock() + LONGEST_WAIT_MS;
    }
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isStopped || nextMs === null) return;
    const waitMs = Math.min(Math.max(nextMs - clock(), SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    timer = setTimeout(() => void wake(), waitMs);
  }

  function wake(): Promise<void> {
    if (isStopped) return running;
    running = running.then(run);
    return running;
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
