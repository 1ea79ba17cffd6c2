import type { Migration } from '../migrate.ts';

/**
 * Invites that lie in the user's calendar on a server. SQLite cannot change a CHECK, so the three tables are made anew;
 * `invites` last, as dropping it would take the rows that refer to it along.
 */
export const calendarRoute: Migration = {
  version: 3,
  name: '0003-calendar-route',
  up(database) {
    database.exec(`
      CREATE TABLE invites_3 (
        id TEXT PRIMARY KEY,
        uid TEXT NOT NULL UNIQUE,
        proposal_id TEXT,
        route TEXT NOT NULL CHECK (route IN ('smtp', 'calendar', 'handed-over')),
        created_at_ms INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        step TEXT NOT NULL CHECK (step IN ('create', 'move', 'cancel')),
        due_ms INTEGER NOT NULL,
        stamp_ms INTEGER NOT NULL,
        checks_slot INTEGER NOT NULL CHECK (checks_slot IN (0, 1)),
        state TEXT NOT NULL,
        content TEXT NOT NULL,
        settled TEXT,
        calendar_id TEXT,
        calendar_ref TEXT,
        calendar_etag TEXT,
        calendar_teller TEXT CHECK (calendar_teller IN ('server', 'smtp', 'handed-over')),
        copy_state TEXT CHECK (copy_state IN ('pending', 'creating', 'changing', 'written')),
        copy_attempts INTEGER,
        copy_detail TEXT,
        copy_may_be_there INTEGER CHECK (copy_may_be_there IN (0, 1)),
        copy_seen TEXT,
        CHECK ((route = 'calendar') = (calendar_id IS NOT NULL)),
        CHECK ((calendar_id IS NULL) = (calendar_ref IS NULL)),
        CHECK ((calendar_id IS NULL) = (calendar_teller IS NULL)),
        CHECK ((calendar_id IS NULL) = (copy_state IS NULL)),
        CHECK ((calendar_id IS NULL) = (copy_attempts IS NULL)),
        CHECK ((calendar_id IS NULL) = (copy_may_be_there IS NULL)),
        CHECK ((calendar_id IS NULL) = (copy_seen IS NULL))
      ) STRICT;
      INSERT INTO invites_3 (id, uid, proposal_id, route, created_at_ms, sequence, step, due_ms, stamp_ms, checks_slot,
          state, content, settled)
        SELECT id, uid, proposal_id, route, created_at_ms, sequence, step, due_ms, stamp_ms, checks_slot, state, content,
          json_set(settled, '$.copy', json('null')) FROM invites;

      CREATE TABLE deliveries_3 AS SELECT * FROM deliveries;
      CREATE TABLE answers_3 AS SELECT * FROM answers;
      DROP TABLE deliveries;
      DROP TABLE answers;
      DROP TABLE invites;
      ALTER TABLE invites_3 RENAME TO invites;

      CREATE TABLE deliveries (
        invite_id TEXT NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
        sequence INTEGER NOT NULL,
        position INTEGER NOT NULL,
        email TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'attempting', 'delivered', 'refused')),
        attempts INTEGER NOT NULL,
        detail TEXT,
        PRIMARY KEY (invite_id, sequence, position)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO deliveries (invite_id, sequence, position, email, state, attempts, detail)
        SELECT invite_id, sequence, position, email, state, attempts, detail FROM deliveries_3;
      DROP TABLE deliveries_3;

      CREATE TABLE answers (
        invite_id TEXT NOT NULL REFERENCES invites (id) ON DELETE CASCADE,
        email TEXT NOT NULL,
        person_id TEXT NOT NULL,
        answer TEXT NOT NULL CHECK (answer IN ('accepted', 'declined', 'tentative', 'needs-action')),
        comment TEXT,
        sequence INTEGER NOT NULL,
        stamp_ms INTEGER NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        via TEXT NOT NULL CHECK (via IN ('reply', 'tap', 'calendar')),
        PRIMARY KEY (invite_id, email)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO answers (invite_id, email, person_id, answer, comment, sequence, stamp_ms, recorded_at_ms, via)
        SELECT invite_id, email, person_id, answer, comment, sequence, stamp_ms, recorded_at_ms, via FROM answers_3;
      DROP TABLE answers_3;
      CREATE INDEX answers_by_person ON answers (person_id, recorded_at_ms);
    `);
  },
};
