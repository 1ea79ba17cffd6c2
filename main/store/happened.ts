import type { InviteId } from '#contract/ids.ts';
import type { Happened } from '#contract/vocabulary.ts';
import type { HappenedWord } from '#main/invites/happened.ts';
import { type Database, numberOf, textOf } from './database.ts';

/** Whether past invites happened, by the user's word; it goes with the invite. */
export interface HappenedTable {
  /** By invite, at most one each. */
  list(): readonly HappenedWord[];
  /** Takes the place of what was said of that invite before. Throws when there is no such invite. */
  save(word: HappenedWord): void;
  /** Nothing was said. */
  remove(id: InviteId): void;
}

export function createHappenedTable(database: Database): HappenedTable {
  return {
    list: () =>
      database
        .all('SELECT invite_id, start_ms, what, said_at_ms FROM happened ORDER BY invite_id')
        .map((row) => ({
          // Written by `save`, from the same types; a CHECK holds the words.
          inviteId: textOf(row, 'invite_id') as InviteId,
          startMs: numberOf(row, 'start_ms'),
          what: textOf(row, 'what') as Happened,
          saidAtMs: numberOf(row, 'said_at_ms'),
        })),
    save({ inviteId, startMs, what, saidAtMs }) {
      database.run(
        `INSERT INTO happened (invite_id, start_ms, what, said_at_ms) VALUES (?, ?, ?, ?)
         ON CONFLICT (invite_id) DO UPDATE SET start_ms = excluded.start_ms, what = excluded.what,
           said_at_ms = excluded.said_at_ms`,
        inviteId,
        startMs,
        what,
        saidAtMs,
      );
    },
    remove(id) {
      database.run('DELETE FROM happened WHERE invite_id = ?', id);
    },
  };
}
