import type { SyncTroubleKind } from '#contract/calendars.ts';
import type { EpochMs } from '#contract/time.ts';
import type { StoredTrouble, SyncState } from '#main/store/sync-state.ts';
import type { SyncEnding } from '../heavy/sync-task.ts';
import { nextAfterFailure, nextAfterSuccess } from '../sync-schedule.ts';

interface Ending {
  readonly nowMs: EpochMs;
  /** 0 to 1. */
  readonly random: number;
  /** Its requests are counted: it is asked again when it has to be, and not a moment earlier. */
  readonly isMetered?: boolean;
  /** How often it was asked, as far as that may have arrived. */
  readonly requests?: number;
}

/** A trouble that goes on began when it began. */
const troubleSince = (
  before: StoredTrouble | null,
  kind: SyncTroubleKind,
  detail: string,
  nowMs: EpochMs,
): StoredTrouble => ({ kind, detail, sinceMs: before?.kind === kind ? before.sinceMs : nowMs });

/** How far a calendar is in step after a synchronisation that ended like this. */
export function stateAfter(
  before: SyncState,
  report: Exclude<SyncEnding, { readonly kind: 'removed' }>,
  { nowMs, random, isMetered = false, requests = 0 }: Ending,
): SyncState {
  const nextDueMs = nextAfterSuccess(nowMs, random, isMetered);
  const tried = { ...before, lastTriedMs: nowMs };
  switch (report.kind) {
    case 'done':
      return {
        cursor: report.cursor,
        lastGoodMs: nowMs,
        lastTriedMs: nowMs,
        nextDueMs,
        failures: 0,
        trouble: null,
      };
    case 'emptied': {
      const trouble = troubleSince(before.trouble, 'emptied', 'The source has no events any more.', nowMs);
      return { ...tried, nextDueMs, failures: 0, trouble };
    }
    case 'cancelled':
      // Not at once again: the user wanted it to stop.
      return { ...tried, nextDueMs };
    case 'failed': {
      const { kind, detail } = report.failure;
      const failures = before.failures + 1;
      // Asking every minute whether a network is back is free where nothing leaves, and only there.
      const patient = isMetered && requests > 0 && kind === 'offline' ? 'refused' : kind;
      return {
        ...tried,
        nextDueMs: nextAfterFailure({ ...report.failure, kind: patient }, failures, nowMs, random),
        failures,
        trouble: troubleSince(before.trouble, kind, detail, nowMs),
      };
    }
  }
}

/** Its address or password was in a memory that is gone. Asked for again now and then: another process may have it. */
export const stateWithoutSecret = (before: SyncState, { nowMs, random, isMetered }: Ending): SyncState => ({
  ...before,
  lastTriedMs: nowMs,
  nextDueMs: nextAfterSuccess(nowMs, random, isMetered),
  failures: before.failures + 1,
  trouble: troubleSince(before.trouble, 'secret-lost', 'It was kept in memory.', nowMs),
});
