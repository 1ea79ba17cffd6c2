import type { PersonId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { type Database, numberOf, textOf } from './database.ts';

/** What a person said to one invite; silence and 'maybe' are no answers. */
interface PersonAnswer {
  readonly personId: PersonId;
  readonly answer: 'yes' | 'no';
  readonly atMs: EpochMs;
}

/** Read only: answers are written with the invite that they belong to. */
export interface AnswerTable {
  /** Of everybody, ascending by time. */
  list(): readonly PersonAnswer[];
  of(personId: PersonId): readonly PersonAnswer[];
}

const SELECT = `SELECT person_id, answer, recorded_at_ms FROM answers WHERE answer IN ('accepted', 'declined')`;

export function createAnswerTable(database: Database): AnswerTable {
  const map = (rows: ReturnType<Database['all']>): readonly PersonAnswer[] =>
    rows.map((row) => ({
      // Written from a guest's own PersonId.
      personId: textOf(row, 'person_id') as PersonId,
      answer: textOf(row, 'answer') === 'accepted' ? 'yes' : 'no',
      atMs: numberOf(row, 'recorded_at_ms'),
    }));
  return {
    list: () => map(database.all(`${SELECT} ORDER BY recorded_at_ms, invite_id, email`)),
    of: (personId) =>
      map(database.all(`${SELECT} AND person_id = ? ORDER BY recorded_at_ms, invite_id, email`, personId)),
  };
}
