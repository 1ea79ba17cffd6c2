import type { SyncTroubleKind } from '#contract/calendars.ts';
import type { EpochMs } from '#contract/time.ts';
import { jsonOf, numberOf, numberOrNull, type Row, textOrNull } from './database.ts';

export interface StoredTrouble {
  readonly kind: SyncTroubleKind;
  /** For the log's reader: no address, no name, no secret. */
  readonly detail: string;
  readonly sinceMs: EpochMs;
}

/** How far a calendar is in step with its source. */
export interface SyncState {
  /** What the source gave to go on from: a feed's validators, a file's stamp, a server's token. Null: from the start. */
  readonly cursor: string | null;
  /** When what is stored was last known to be what the source has; null: never yet. */
  readonly lastGoodMs: EpochMs | null;
  readonly lastTriedMs: EpochMs | null;
  /** Not tried before then unless somebody asks; null: at once. */
  readonly nextDueMs: EpochMs | null;
  /** In a row. */
  readonly failures: number;
  readonly trouble: StoredTrouble | null;
}

export const NEVER_SYNCED: SyncState = {
  cursor: null,
  lastGoodMs: null,
  lastTriedMs: null,
  nextDueMs: null,
  failures: 0,
  trouble: null,
};

export const readSyncState = (row: Row): SyncState => ({
  cursor: textOrNull(row, 'cursor'),
  lastGoodMs: numberOrNull(row, 'last_good_ms'),
  lastTriedMs: numberOrNull(row, 'last_tried_ms'),
  nextDueMs: numberOrNull(row, 'next_due_ms'),
  failures: numberOf(row, 'failures'),
  trouble: readTrouble(row),
});

export const readTrouble = (row: Row): StoredTrouble | null =>
  // Written by the calendars' and the accounts' table as it was given.
  textOrNull(row, 'trouble') === null ? null : (jsonOf(row, 'trouble') as StoredTrouble);
