import type { ActivityId } from '#contract/ids.ts';
import type { Activity } from '#main/activities/activity.ts';
import { type Database, jsonOf, numberOf, textOf } from './database.ts';

/** How the user's catalogue differs from the one that ships. */
interface ActivityChange {
  readonly id: ActivityId;
  readonly enabled: boolean;
  /** Null: as it ships. */
  readonly activity: Activity | null;
}

export interface ActivityTable {
  /** By id. */
  list(): readonly ActivityChange[];
  save(change: ActivityChange): void;
  /** Back to what ships; false when nothing was changed. */
  remove(id: ActivityId): boolean;
}

export function createActivityTable(database: Database): ActivityTable {
  return {
    list: () =>
      database.all('SELECT * FROM activity_changes ORDER BY id').map((row) => ({
        // Written by `save`.
        id: textOf(row, 'id') as ActivityId,
        enabled: numberOf(row, 'enabled') === 1,
        activity: row['activity'] === null ? null : (jsonOf(row, 'activity') as Activity),
      })),
    save({ id, enabled, activity }) {
      database.run(
        `INSERT INTO activity_changes (id, enabled, activity) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, activity = excluded.activity`,
        id,
        enabled ? 1 : 0,
        activity === null ? null : JSON.stringify(activity),
      );
    },
    remove: (id) => database.run('DELETE FROM activity_changes WHERE id = ?', id) > 0,
  };
}
