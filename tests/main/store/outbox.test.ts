import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCAL_CALENDAR, inviteId, personId } from '#contract/ids.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { NOW, priya, sent, waiting } from '#tests/main/invites/fixtures.ts';
import { openOrThrow, temporaryFolder, temporaryStore } from './temporary.ts';

const never = (): boolean => false;

const full: InviteRecord = {
  ...sent,
  step: 'move',
  sequence: 1,
  settled: {
    content: sent.content,
    sequence: 0,
    step: 'create',
    stampMs: NOW,
    dueMs: NOW,
    state: { kind: 'sent', atMs: NOW },
    copy: null,
  },
  deliveries: [
    ...sent.deliveries,
    { email: priya.email, sequence: 1, state: 'attempting', attempts: 2, detail: '451 Later' },
  ],
  answers: [
    {
      email: priya.email,
      personId: priya.personId,
      answer: 'accepted',
      comment: 'Gladly',
      sequence: 0,
      stampMs: NOW,
      recordedAtMs: NOW + 5,
      via: 'reply',
    },
  ],
};

describe('the outbox table', () => {
  it('gives back what was written, by id, by uid and in order', () => {
    const { outbox } = temporaryStore();
    outbox.insert(full, calendarEventOf, never);
    const later = { ...waiting, id: inviteId('a'), uid: 'a', createdAtMs: NOW + 1 };
    outbox.insert(later, calendarEventOf, never);
    expect(outbox.read(full.id)).toEqual(full);
    expect(outbox.findByUid(full.uid)).toEqual(full);
    expect(outbox.list()).toEqual([full, later]);
    expect([outbox.read(inviteId('z')), outbox.findByUid('z')]).toEqual([null, null]);
  });

  it('writes the own event with the invite, and takes it away with it', () => {
    const store = temporaryStore();
    const events = () => store.calendars.occurrencesIn({ startMs: 0, endMs: 9e15 });
    store.outbox.insert(waiting, calendarEventOf, never);
    expect([events(), store.calendars.list()]).toEqual([[], []]);
    store.outbox.update(waiting.id, () => sent, calendarEventOf);
    expect(events()).toEqual([calendarEventOf(sent)]);
    expect(store.calendars.list()).toMatchObject([{ id: LOCAL_CALENDAR, events: 1, occurrences: 1 }]);
    store.outbox.update(
      waiting.id,
      () => ({ ...sent, state: { kind: 'cancelled', atMs: NOW } }),
      calendarEventOf,
    );
    expect(events()).toEqual([]);
    expect(store.calendars.list()).toMatchObject([{ events: 0, occurrences: 0 }]);
  });

  it('writes both or neither', () => {
    const store = temporaryStore();
    store.outbox.insert(waiting, calendarEventOf, never);
    const broken = (): never => {
      throw new Error('no event');
    };
    expect(() => store.outbox.update(waiting.id, () => sent, broken)).toThrow('no event');
    expect(store.outbox.read(waiting.id)).toEqual(waiting);
  });

  it('leaves alone what `change` leaves alone', () => {
    const { outbox } = temporaryStore();
    outbox.insert(waiting, calendarEventOf, never);
    expect(outbox.update(waiting.id, () => null, calendarEventOf)).toEqual(waiting);
    expect(outbox.update(inviteId('z'), () => sent, calendarEventOf)).toBeNull();
  });

  it('keeps answers of people by person and time', () => {
    const store = temporaryStore();
    store.outbox.insert(full, calendarEventOf, never);
    expect(store.answers.of(priya.personId)).toEqual([
      { personId: priya.personId, answer: 'yes', atMs: NOW + 5 },
    ]);
    expect(store.answers.list()).toHaveLength(1);
    expect(store.answers.of(personId('z'))).toEqual([]);
  });
});

describe('the lease', () => {
  it('is held by one, renewed by the same, free when given back or expired', () => {
    const path = join(temporaryFolder(), 'store.db');
    const [one, other] = [openOrThrow(path).outbox, openOrThrow(path).outbox];
    expect(one.acquireLease('one', 0, 100)).toEqual({ held: true });
    expect(other.acquireLease('other', 50, 150)).toEqual({ held: false, untilMs: 100 });
    expect(one.acquireLease('one', 50, 200)).toEqual({ held: true });
    other.releaseLease('other');
    expect(other.acquireLease('other', 199, 300)).toEqual({ held: false, untilMs: 200 });
    expect(other.acquireLease('other', 200, 300)).toEqual({ held: true });
    other.releaseLease('other');
    expect(one.acquireLease('one', 201, 300)).toEqual({ held: true });
  });
});
