import { expect, it } from 'vitest';
import { activityId, personId } from '#contract/ids.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { isoDate } from '#main/kernel/time.ts';
import { joinPeople } from '#main/people/import/merge-person.ts';
import { toPerson } from '#main/people/import/to-person.ts';
import type { Person } from '#main/people/person.ts';
import { NOW, priya, sent } from '#tests/main/invites/fixtures.ts';
import { temporaryStore } from './temporary.ts';

const person = (id: string, changes: Partial<Person> = {}): Person => ({
  ...toPerson({ name: id, emails: [`${id}@x.example`] }, { today: isoDate('2026-06-01') }),
  id: personId(id),
  ...changes,
});

it('everything that was of the one is of the other afterwards', () => {
  const store = temporaryStore();
  const keep = person('keep');
  const drop = person(priya.personId, { name: 'Priya', emails: [priya.email] });
  const third = person('third');
  for (const somebody of [keep, drop, third]) store.people.save(somebody);
  store.people.clearBackoff(drop.id, 5);
  store.touches.add({ personId: keep.id, date: isoDate('2026-05-01') });
  store.touches.add({ personId: drop.id, date: isoDate('2026-05-01') });
  store.touches.add({ personId: drop.id, date: isoDate('2026-05-02') });
  store.holds.add({
    kind: 'not-now',
    personIds: [drop.id],
    activityId: activityId('walk'),
    until: isoDate('2026-07-01'),
  });
  store.holds.add({ kind: 'not-this-person', personId: drop.id, until: isoDate('2026-07-02') });
  store.merges.keepApart(third.id, drop.id);
  const answered: InviteRecord = {
    ...sent,
    settled: {
      content: sent.content,
      sequence: 0,
      step: 'create',
      stampMs: NOW,
      dueMs: NOW,
      state: { kind: 'sent', atMs: NOW },
      copy: null,
    },
    answers: [
      {
        email: priya.email,
        personId: drop.id,
        answer: 'declined',
        comment: null,
        sequence: 0,
        stampMs: NOW,
        recordedAtMs: NOW,
        via: 'tap',
      },
    ],
  };
  store.outbox.insert(answered, calendarEventOf, () => false);

  store.merges.merge(joinPeople(keep, drop), drop);

  expect(store.people.read(drop.id)).toBeNull();
  expect(store.people.read(keep.id)).toMatchObject({
    person: { emails: ['keep@x.example', priya.email] },
    backoffClearedAtMs: 5,
  });
  expect(store.people.findByEmail(priya.email)?.person.id).toBe(keep.id);
  expect(store.touches.list()).toEqual([
    { personId: keep.id, date: '2026-05-01' },
    { personId: keep.id, date: '2026-05-02' },
  ]);
  expect(store.answers.of(keep.id)).toEqual([{ personId: keep.id, answer: 'no', atMs: NOW }]);
  const { content, settled } = store.outbox.list()[0] ?? answered;
  for (const { guests } of [content, settled?.content ?? content]) {
    expect(guests.map(({ personId: id }) => id)).not.toContain(drop.id);
    expect(guests.find(({ email }) => email === priya.email)?.personId).toBe(keep.id);
  }
  expect(JSON.stringify(store.holds.active(isoDate('2026-06-01')))).not.toContain(drop.id);
  expect(store.merges.keptApart()).toEqual([[keep.id, third.id]]);
  expect(store.merges.otherNames()).toEqual(new Map([[keep.id, ['Priya']]]));
});

it("'never' of one of them holds for every address, also after both are removed", () => {
  const store = temporaryStore();
  const keep = person('keep');
  const drop = person('drop', { status: 'never' });
  store.people.save(keep);
  store.people.save(drop);
  store.neverAsk.add(drop.emails);
  store.merges.merge(joinPeople(keep, drop), drop);
  store.people.remove(keep.id);
  expect([...keep.emails, ...drop.emails].map((email) => store.neverAsk.has(email))).toEqual([true, true]);
});

it('a merge with oneself is a bug, and two entries kept apart twice are kept apart once', () => {
  const store = temporaryStore();
  const [a, b] = [person('a'), person('b')];
  store.people.save(a);
  store.people.save(b);
  expect(() => store.merges.merge(a, a)).toThrow('cannot be merged with itself');
  store.merges.keepApart(b.id, a.id);
  store.merges.keepApart(a.id, b.id);
  store.merges.keepApart(a.id, a.id);
  expect(store.merges.keptApart()).toEqual([['a', 'b']]);
});
