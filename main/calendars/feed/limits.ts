export interface FeedLimits {
  /** Of the body after it is unpacked. */
  readonly bytes: number;
  readonly redirects: number;
  /** Until the headers are there, for each address asked; connecting is in it. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
  readonly totalMs: number;
}

export const FEED_LIMITS: FeedLimits = {
  bytes: 50_000_000,
  redirects: 5,
  firstByteMs: 30_000,
  idleMs: 20_000,
  totalMs: 180_000,
};

/** A signal that says which time ran out. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** From now on the next sign of life may take this long; the last call counts. */
  allow(ms: number, reason: string): void;
  /** What ran out; null: nothing. */
  expired(): string | null;
  clear(): void;
}

export function startDeadline(totalMs: number): Deadline {
  const controller = new AbortController();
  let reason: string | null = null;
  const expire = (why: string): void => {
    reason ??= why;
    controller.abort();
  };
  const total = setTimeout(expire, totalMs, `it was not there after ${totalMs / 1000} seconds`);
  let step: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    allow(ms, why) {
      clearTimeout(step);
      step = setTimeout(expire, ms, why);
    },
    expired: () => reason,
    clear() {
      clearTimeout(total);
      clearTimeout(step);
    },
  };
}
