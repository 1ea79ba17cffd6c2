import type { EpochMs } from '#contract/time.ts';
import type { Store } from '#main/store/open.ts';

const LEASE_MS = 120_000;
const RENEW_EVERY_MS = 30_000;

/** Holds the lease until it is released; null: another process has it. */
export function keepLease(
  store: Store,
  {
    name,
    owner,
    clock,
    onBug,
  }: {
    readonly name: string;
    readonly owner: string;
    readonly clock: () => EpochMs;
    readonly onBug: (error: unknown) => void;
  },
): { release(): void } | null {
  const acquire = (): boolean => store.leases.acquire(name, owner, clock(), clock() + LEASE_MS).held;
  if (!acquire()) return null;
  const renewing = setInterval(() => {
    try {
      acquire();
    } catch (error) {
      onBug(error);
    }
  }, RENEW_EVERY_MS);
  renewing.unref();
  return {
    release() {
      clearInterval(renewing);
      store.leases.release(name, owner);
    },
  };
}
