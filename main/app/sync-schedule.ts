import type { EpochMs } from '#contract/time.ts';
import type { SyncFailure } from '#main/calendars/provider.ts';
import type { SyncState } from '#main/store/sync-state.ts';
import { METERED_MS } from './request-budget.ts';

const MINUTE_MS = 60_000;
/** While somebody looks. */
const USUAL_MS = 15 * MINUTE_MS;
/** While nobody does: within two hours, with a look at the clock now and then. */
const IDLE_MS = 120 * MINUTE_MS - 30_000;
/** Who looked so long ago may have left. */
const LOOKING_MS = 20 * MINUTE_MS;
/** A network that comes back is found out by asking. */
const OFFLINE_MS = MINUTE_MS;
/** So much later than it was due, a reading has ended. */
const READING_MS = 10 * MINUTE_MS;
const FIRST_BACKOFF_MS = 2 * MINUTE_MS;
const LONGEST_BACKOFF_MS = 120 * MINUTE_MS;
/** A server may ask for patience; one that asks for a week is asked again sooner. */
const LONGEST_PATIENCE_MS = 24 * 60 * MINUTE_MS;

/** A tenth more or less, so that many calendars, and many people's, do not ask all at once. `random` is 0 to 1. */
const jitter = (ms: number, random: number): number => Math.round(ms * (0.9 + 0.2 * random));

/** `isMetered`: its requests are counted, so it is asked no earlier than it must be. */
export const nextAfterSuccess = (nowMs: EpochMs, random: number, isMetered = false): EpochMs =>
  nowMs + (isMetered ? METERED_MS : jitter(USUAL_MS, random));

/** `failures` in a row, this one among them. */
export function nextAfterFailure(
  { kind, retryAfterMs }: Pick<SyncFailure, 'kind' | 'retryAfterMs'>,
  failures: number,
  nowMs: EpochMs,
  random: number,
): EpochMs {
  const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
  const waitMs = jitter(kind === 'offline' ? OFFLINE_MS : backoffMs, random);
  return nowMs + Math.max(waitMs, Math.min(retryAfterMs ?? 0, LONGEST_PATIENCE_MS));
}

export interface LookedAt {
  readonly nowMs: EpochMs;
  /** When somebody last looked; null: nobody has yet. */
  readonly lookedMs: EpochMs | null;
  /** The network came back, or the machine woke: what was offline need not be now. */
  readonly isBack: boolean;
}

export const isLooking = ({ nowMs, lookedMs }: Pick<LookedAt, 'nowMs' | 'lookedMs'>): boolean =>
  lookedMs !== null && nowMs - lookedMs < LOOKING_MS;

/** Whether a calendar is to be brought in step now. A clock that was set back does not stop it for long. */
export function isSyncDue(sync: SyncState, when: LookedAt): boolean {
  const { nowMs, isBack } = when;
  const { lastTriedMs, nextDueMs, trouble } = sync;
  if (lastTriedMs === null || nextDueMs === null) return true;
  if (lastTriedMs > nowMs + MINUTE_MS) return true;
  if (isBack && trouble?.kind === 'offline') return true;
  if (nowMs < nextDueMs) return false;
  return isLooking(when) || nowMs - lastTriedMs >= IDLE_MS;
}

/** Whether it was read so recently that some process, this one or another, is keeping it in step. */
export const isKeptUp = ({ lastGoodMs }: SyncState, nowMs: EpochMs): boolean =>
  lastGoodMs !== null && nowMs - lastGoodMs < IDLE_MS + READING_MS;
