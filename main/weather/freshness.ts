import type { EpochMs } from '#contract/time.ts';

const HOUR_MS = 3_600_000;
const STALE_AFTER_MS = 12 * HOUR_MS;
const EXPIRED_AFTER_MS = 48 * HOUR_MS;

export type Freshness = 'fresh' | 'stale' | 'expired';

/**
 * stale: more than 12 hours old, shown and marked. expired: more than 48, not used. A forecast of which nobody knows
 * when it was made (null) is stale: it may be used, and the user sees that its age is not known. One that says it was
 * made after `nowMs` is as fresh as can be.
 */
export function freshnessOf(issuedAtMs: EpochMs | null, nowMs: EpochMs): Freshness {
  if (issuedAtMs === null) return 'stale';
  const ageMs = nowMs - issuedAtMs;
  if (ageMs > EXPIRED_AFTER_MS) return 'expired';
  return ageMs > STALE_AFTER_MS ? 'stale' : 'fresh';
}
