import type { CalendarId, InviteId, PersonId, ProposalId } from '#contract/ids.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import type {
  Answer,
  CalendarPlace,
  Delivery,
  InviteRecord,
  Route,
  Settled,
  Step,
} from '#main/invites/invite.ts';
import type { OutboxStore } from '#main/invites/outbox-store.ts';
import { writeLocalEvent } from './calendars.ts';
import { type Database, jsonOf, numberOf, type Row, textOf, textOrNull } from './database.ts';
import { acquireLease, releaseLease } from './lease.ts';

const LEASE_NAME = 'outbox';

/** Every write is on disk when it returns: an invite, its deliveries and the user's own event are one promise. */
export function createOutboxTable(database: Database): OutboxStore {
  const list = (): readonly InviteRecord[] =>
    database.all('SELECT * FROM invites ORDER BY created_at_ms, id').map((row) => mapInvite(database, row));
  function read(id: InviteId): InviteRecord | null {
    const row = database.get('SELECT * FROM invites WHERE id = ?', id);
    return row === null ? null : mapInvite(database, row);
  }

  return {
    list,
    read,
    findByUid(uid) {
      const row = database.get('SELECT * FROM invites WHERE uid = ?', uid);
      return row === null ? null : mapInvite(database, row);
    },
    insert(record, eventOf, isSame) {
      return database.commitDurably(() => {
        const known = list().find(isSame);
        if (known !== undefined) return known;
        writeInvite(database, record);
        writeLocalEvent(database, record.uid, eventOf(record), record.stampMs);
        return record;
      });
    },
    update(id, change, eventOf) {
      return database.commitDurably(() => {
        const before = read(id);
        const after = before === null ? null : change(before);
        if (after === null) return before;
        writeInvite(database, after);
        writeLocalEvent(database, after.uid, eventOf(after), after.stampMs);
        return after;
      });
    },
    acquireLease: (owner, nowMs, untilMs) => acquireLease(database, LEASE_NAME, owner, nowMs, untilMs),
    releaseLease: (owner) => releaseLease(database, LEASE_NAME, owner),
  };
}

function writeInvite(database: Database, record: InviteRecord): void {
  database.run(
    `INSERT INTO invites (id, uid, proposal_id, route, created_at_ms, sequence, step, due_ms, stamp_ms,
       checks_slot, state, content, settled, calendar_id, calendar_ref, calendar_etag, calendar_teller, copy_state,
       copy_attempts, copy_detail, copy_may_be_there, copy_seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, step = excluded.step,
       due_ms = excluded.due_ms, stamp_ms = excluded.stamp_ms, checks_slot = excluded.checks_slot,
       state = excluded.state, content = excluded.content, settled = excluded.settled,
       calendar_id = excluded.calendar_id, calendar_ref = excluded.calendar_ref,
       calendar_etag = excluded.calendar_etag, calendar_teller = excluded.calendar_teller,
       copy_state = excluded.copy_state, copy_attempts = excluded.copy_attempts,
       copy_detail = excluded.copy_detail, copy_may_be_there = excluded.copy_may_be_there,
       copy_seen = excluded.copy_seen`,
    record.id,
    record.uid,
    record.proposalId,
    record.route,
    record.createdAtMs,
    record.sequence,
    record.step,
    record.dueMs,
    record.stampMs,
    record.checksSlot ? 1 : 0,
    JSON.stringify(record.state),
    JSON.stringify(record.content),
    record.settled === null ? null : JSON.stringify(record.settled),
    ...placeColumns(record.calendar),
  );
  writeDeliveries(database, record);
  writeAnswers(database, record);
}

/** In the order of the columns above. */
function placeColumns(place: CalendarPlace | null): (string | number | null)[] {
  if (place === null) return Array.from({ length: 9 }, () => null);
  const { calendarId, ref, etag, teller, copy, mayBeThere, seen } = place;
  return [
    calendarId,
    ref,
    etag,
    teller,
    copy.state,
    copy.attempts,
    copy.detail,
    mayBeThere ? 1 : 0,
    JSON.stringify(seen),
  ];
}

function writeDeliveries(database: Database, { id, deliveries }: InviteRecord): void {
  database.run('DELETE FROM deliveries WHERE invite_id = ?', id);
  for (const [position, delivery] of deliveries.entries()) {
    database.run(
      `INSERT INTO deliveries (invite_id, sequence, position, email, state, attempts, detail)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      id,
      delivery.sequence,
      position,
      delivery.email,
      delivery.state,
      delivery.attempts,
      delivery.detail,
    );
  }
}

function writeAnswers(database: Database, { id, answers }: InviteRecord): void {
  database.run('DELETE FROM answers WHERE invite_id = ?', id);
  for (const answer of answers) {
    database.run(
      `INSERT INTO answers (invite_id, email, person_id, answer, comment, sequence, stamp_ms, recorded_at_ms, via)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      answer.email,
      answer.personId,
      answer.answer,
      answer.comment,
      answer.sequence,
      answer.stampMs,
      answer.recordedAtMs,
      answer.via,
    );
  }
}

// The words and identities below were written by the functions above, from the same types; CHECKs hold the words.

function mapInvite(database: Database, row: Row): InviteRecord {
  const id = textOf(row, 'id') as InviteId;
  return {
    id,
    uid: textOf(row, 'uid'),
    proposalId: textOrNull(row, 'proposal_id') as ProposalId | null,
    route: textOf(row, 'route') as Route,
    calendar: mapPlace(row),
    createdAtMs: numberOf(row, 'created_at_ms'),
    content: jsonOf(row, 'content') as InviteRecord['content'],
    sequence: numberOf(row, 'sequence'),
    step: textOf(row, 'step') as Step,
    state: jsonOf(row, 'state') as InviteRecord['state'],
    dueMs: numberOf(row, 'due_ms'),
    stampMs: numberOf(row, 'stamp_ms'),
    checksSlot: numberOf(row, 'checks_slot') === 1,
    settled: row['settled'] === null ? null : (jsonOf(row, 'settled') as Settled),
    deliveries: database
      .all('SELECT * FROM deliveries WHERE invite_id = ? ORDER BY sequence, position', id)
      .map(mapDelivery),
    answers: database.all('SELECT * FROM answers WHERE invite_id = ? ORDER BY email', id).map(mapAnswer),
  };
}

function mapPlace(row: Row): CalendarPlace | null {
  const id = textOrNull(row, 'calendar_id');
  if (id === null) return null;
  return {
    calendarId: id as CalendarId,
    ref: textOf(row, 'calendar_ref'),
    etag: textOrNull(row, 'calendar_etag'),
    teller: textOf(row, 'calendar_teller') as CalendarPlace['teller'],
    copy: {
      state: textOf(row, 'copy_state') as CalendarPlace['copy']['state'],
      attempts: numberOf(row, 'copy_attempts'),
      detail: textOrNull(row, 'copy_detail'),
    },
    mayBeThere: numberOf(row, 'copy_may_be_there') === 1,
    seen: jsonOf(row, 'copy_seen') as CalendarPlace['seen'],
  };
}

const mapDelivery = (row: Row): Delivery => ({
  email: textOf(row, 'email'),
  sequence: numberOf(row, 'sequence'),
  state: textOf(row, 'state') as Delivery['state'],
  attempts: numberOf(row, 'attempts'),
  detail: textOrNull(row, 'detail'),
});

const mapAnswer = (row: Row): Answer => ({
  email: textOf(row, 'email'),
  personId: textOf(row, 'person_id') as PersonId,
  answer: textOf(row, 'answer') as Rsvp,
  comment: textOrNull(row, 'comment'),
  sequence: numberOf(row, 'sequence'),
  stampMs: numberOf(row, 'stamp_ms'),
  recordedAtMs: numberOf(row, 'recorded_at_ms'),
  via: textOf(row, 'via') as Answer['via'],
});
