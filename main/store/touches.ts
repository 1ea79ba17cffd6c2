import type { PersonId } from '#contract/ids.ts';
import type { IsoDate } from '#contract/time.ts';
import { type Database, textOf } from './database.ts';

/** A call or message that the user told of. */
interface LoggedTouch {
  readonly personId: PersonId;
  readonly date: IsoDate;
}

export interface TouchTable {
  /** Of everybody, ascending by date. */
  list(): readonly LoggedTouch[];
  /** One per person and date; a second one says nothing new. */
  add(touch: LoggedTouch): void;
  /** False when there was none. */
  remove(touch: LoggedTouch): boolean;
}

export function createTouchTable(database: Database): TouchTable {
  return {
    list: () =>
      database.all('SELECT person_id, date FROM logged_touches ORDER BY date, person_id').map((row) => ({
        // Written by `add`, from the same types.
        personId: textOf(row, 'person_id') as PersonId,
        date: textOf(row, 'date') as IsoDate,
      })),
    add({ personId, date }) {
      database.run('INSERT OR IGNORE INTO logged_touches (person_id, date) VALUES (?, ?)', personId, date);
    },
    remove: ({ personId, date }) =>
      database.run('DELETE FROM logged_touches WHERE person_id = ? AND date = ?', personId, date) > 0,
  };
}
