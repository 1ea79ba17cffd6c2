import type { InviteId } from '#contract/ids.ts';
import { writeLocalEvent } from './calendars.ts';
import { type Database, numberOf, textOf } from './database.ts';

/** Takes invites out of the outbox and out of Golden Hour's own calendar, as if they had never been. Nobody is told. */
export function removeInvites(database: Database, ids: readonly InviteId[]): void {
  database.commitDurably(() => {
    for (const id of ids) {
      const row = database.get('SELECT uid, stamp_ms FROM invites WHERE id = ?', id);
      if (row === null) continue;
      writeLocalEvent(database, textOf(row, 'uid'), null, numberOf(row, 'stamp_ms'));
      database.run('DELETE FROM invites WHERE id = ?', id);
    }
  });
}
