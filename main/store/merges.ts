import type { PersonId } from '#contract/ids.ts';
import type { Person } from '#main/people/person.ts';
import { type Database, jsonOf, type Row, textOf } from './database.ts';
import type { NeverAskTable } from './never-ask.ts';
import type { PeopleTable } from './people.ts';

/** What the user said of two entries: one person, or two. */
export interface MergeTable {
  /** Pairs that are two people, each with the smaller id first. */
  keptApart(): readonly (readonly [PersonId, PersonId])[];
  keepApart(a: PersonId, b: PersonId): void;
  /** Names of entries that were merged into somebody's, by that person. */
  otherNames(): ReadonlyMap<PersonId, readonly string[]>;
  /**
   * `joined` takes the place of the person of its id and of `drop`: logged calls, answers, invites, holds, what was kept
   * apart and the word 'never' all follow. All or nothing, and on disk when it returns.
   */
  merge(joined: Person, drop: Person): void;
}

export function createMergeTable(
  database: Database,
  people: PeopleTable,
  neverAsk: NeverAskTable,
): MergeTable {
  const keptApart = (): readonly (readonly [PersonId, PersonId])[] =>
    database
      .all('SELECT a, b FROM kept_apart ORDER BY a, b')
      .map((row) => [personIdOf(row, 'a'), personIdOf(row, 'b')]);
  const keepApart = (a: PersonId, b: PersonId): void => {
    if (a === b) return;
    const [first, second] = a < b ? [a, b] : [b, a];
    database.run('INSERT OR IGNORE INTO kept_apart (a, b) VALUES (?, ?)', first, second);
  };

  return {
    keptApart,
    keepApart,
    otherNames() {
      const names = new Map<PersonId, string[]>();
      for (const row of database.all('SELECT person_id, name FROM person_names ORDER BY person_id, name')) {
        const id = personIdOf(row, 'person_id');
        names.set(id, [...(names.get(id) ?? []), textOf(row, 'name')]);
      }
      return names;
    },
    merge(joined, drop) {
      const keep = joined.id;
      if (keep === drop.id) throw new Error(`${keep} cannot be merged with itself.`);
      database.commitDurably(() => {
        database.run(
          `UPDATE people SET backoff_cleared_at_ms =
             (SELECT max(backoff_cleared_at_ms) FROM people WHERE id IN (?1, ?2)) WHERE id = ?1`,
          keep,
          drop.id,
        );
        database.run(
          'INSERT OR IGNORE INTO logged_touches (person_id, date) SELECT ?, date FROM logged_touches WHERE person_id = ?',
          keep,
          drop.id,
        );
        database.run('UPDATE answers SET person_id = ? WHERE person_id = ?', keep, drop.id);
        rewriteInvites(database, keep, drop.id);
        rewriteHolds(database, keep, drop.id);
        for (const [a, b] of keptApart()) {
          if (a === drop.id) keepApart(keep, b);
          if (b === drop.id) keepApart(keep, a);
        }
        database.run(
          'INSERT OR IGNORE INTO person_names (person_id, name) SELECT ?, name FROM person_names WHERE person_id = ?',
          keep,
          drop.id,
        );
        database.run('INSERT OR IGNORE INTO person_names (person_id, name) VALUES (?, ?)', keep, drop.name);
        people.remove(drop.id);
        people.save(joined);
        if (joined.status === 'never') neverAsk.add(joined.emails);
      });
    },
  };
}

// Written by this file and by people.ts, from the same type.
const personIdOf = (row: Row, column: string): PersonId => textOf(row, column) as PersonId;

/** In the JSON of an invite only the guests name people. */
interface WithGuests {
  readonly guests: readonly { readonly personId: PersonId }[];
}

function rewriteInvites(database: Database, keep: PersonId, drop: PersonId): void {
  const renameGuests = <T extends WithGuests>(content: T): T => ({
    ...content,
    guests: content.guests.map((guest) => (guest.personId === drop ? { ...guest, personId: keep } : guest)),
  });
  const rows = database.all(
    `SELECT id, content, settled FROM invites WHERE instr(content, ?1) > 0 OR instr(settled, ?1) > 0`,
    JSON.stringify(drop),
  );
  for (const row of rows) {
    // Written by outbox.ts.
    const content = jsonOf(row, 'content') as WithGuests;
    const settled =
      row['settled'] === null ? null : (jsonOf(row, 'settled') as { readonly content: WithGuests });
    database.run(
      'UPDATE invites SET content = ?, settled = ? WHERE id = ?',
      JSON.stringify(renameGuests(content)),
      settled === null ? null : JSON.stringify({ ...settled, content: renameGuests(settled.content) }),
      textOf(row, 'id'),
    );
  }
}

function rewriteHolds(database: Database, keep: PersonId, drop: PersonId): void {
  const rows = database.all(
    'SELECT hold, until_date FROM holds WHERE instr(hold, ?) > 0',
    JSON.stringify(drop),
  );
  for (const row of rows) {
    // An id is a whole JSON string, and nothing else in a hold can be one that equals it.
    const hold = textOf(row, 'hold').replaceAll(JSON.stringify(drop), () => JSON.stringify(keep));
    database.run('DELETE FROM holds WHERE hold = ?', textOf(row, 'hold'));
    database.run(
      'INSERT OR IGNORE INTO holds (hold, until_date) VALUES (?, ?)',
      hold,
      textOf(row, 'until_date'),
    );
  }
}
