import type { PersonId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Person } from '#main/people/person.ts';
import { type Database, jsonOf, numberOf, numberOrNull, type Row } from './database.ts';

interface StoredPerson {
  readonly person: Person;
  /** Of the made-up week. */
  readonly sample: boolean;
  /** Answers up to here no longer slow anything down: the user followed the person again by hand. */
  readonly backoffClearedAtMs: EpochMs | null;
}

export interface PeopleTable {
  /** By name, then by id. */
  list(): readonly StoredPerson[];
  read(id: PersonId): StoredPerson | null;
  /** The first by id of those who have the address; any case. */
  findByEmail(email: string): StoredPerson | null;
  /** Adds or replaces; `sample` of one that is there already stays as it is. */
  save(person: Person, origin?: { readonly sample: boolean }): void;
  /** False when there was nobody. Touches logged by hand go too; invites stay. */
  remove(id: PersonId): boolean;
  removeSample(): number;
  clearBackoff(id: PersonId, atMs: EpochMs): void;
}

export function createPeopleTable(database: Database): PeopleTable {
  return {
    list: () =>
      database.all(`SELECT * FROM people ORDER BY person ->> 'name' COLLATE NOCASE, id`).map(mapPerson),
    read(id) {
      const row = database.get('SELECT * FROM people WHERE id = ?', id);
      return row === null ? null : mapPerson(row);
    },
    findByEmail(email) {
      const row = database.get(
        `SELECT p.* FROM people p JOIN person_emails e ON e.person_id = p.id
         WHERE e.email = ? ORDER BY p.id LIMIT 1`,
        email.toLowerCase(),
      );
      return row === null ? null : mapPerson(row);
    },
    save(person, origin = { sample: false }) {
      database.transact(() => {
        database.run(
          `INSERT INTO people (id, sample, person) VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET person = excluded.person`,
          person.id,
          origin.sample ? 1 : 0,
          JSON.stringify(person),
        );
        database.run('DELETE FROM person_emails WHERE person_id = ?', person.id);
        for (const email of new Set(person.emails.map((address) => address.toLowerCase()))) {
          database.run('INSERT INTO person_emails (email, person_id) VALUES (?, ?)', email, person.id);
        }
      });
    },
    remove: (id) => database.run('DELETE FROM people WHERE id = ?', id) > 0,
    removeSample: () => database.run('DELETE FROM people WHERE sample = 1'),
    clearBackoff(id, atMs) {
      database.run('UPDATE people SET backoff_cleared_at_ms = ? WHERE id = ?', atMs, id);
    },
  };
}

function mapPerson(row: Row): StoredPerson {
  return {
    person: jsonOf(row, 'person') as Person,
    sample: numberOf(row, 'sample') === 1,
    backoffClearedAtMs: numberOrNull(row, 'backoff_cleared_at_ms'),
  };
}
