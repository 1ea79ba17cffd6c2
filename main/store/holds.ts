import type { ActivityId, PersonId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import { type Database, jsonOf } from './database.ts';

/** What the user does not want for a while: until `until`, exclusive. */
type Hold =
  /** 'Not now' on a proposal: these people, and this activity with them. */
  | {
      readonly kind: 'not-now';
      readonly personIds: readonly PersonId[];
      readonly activityId: ActivityId;
      readonly until: IsoDate;
    }
  | { readonly kind: 'not-this-week'; readonly until: IsoDate }
  | { readonly kind: 'not-this-person'; readonly personId: PersonId; readonly until: IsoDate };

export interface HoldTable {
  add(hold: Hold): void;
  /** Those that still hold on `today`; the others are forgotten. Ascending by end. */
  active(today: IsoDate): readonly Hold[];
  clear(): void;
}

export function createHoldTable(database: Database): HoldTable {
  return {
    add(hold) {
      database.run(
        'INSERT OR IGNORE INTO holds (hold, until_date) VALUES (?, ?)',
        JSON.stringify(hold),
        hold.until,
      );
    },
    active(today) {
      database.run('DELETE FROM holds WHERE until_date <= ?', today);
      return database
        .all('SELECT hold FROM holds ORDER BY until_date, hold')
        .map((row) => jsonOf(row, 'hold') as Hold);
    },
    clear() {
      database.run('DELETE FROM holds');
    },
  };
}
