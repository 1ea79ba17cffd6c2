import { expect, it } from 'vitest';
import { inviteId } from '#contract/ids.ts';
import { calendarEventOf } from '#main/invites/calendar-event.ts';
import { sent } from '#tests/main/invites/fixtures.ts';
import { temporaryStore } from './temporary.ts';

it('keeps the last word on each invite, and takes it back', () => {
  const store = temporaryStore();
  store.outbox.insert(sent, calendarEventOf, () => false);
  const word = { inviteId: sent.id, startMs: 5, what: 'moved', saidAtMs: 9 } as const;
  store.happened.save(word);
  store.happened.save({ ...word, startMs: 7, what: 'yes', saidAtMs: 11 });
  expect(store.happened.list()).toEqual([{ inviteId: sent.id, startMs: 7, what: 'yes', saidAtMs: 11 }]);
  store.happened.remove(sent.id);
  store.happened.remove(sent.id);
  expect(store.happened.list()).toEqual([]);
  expect(() => store.happened.save({ ...word, inviteId: inviteId('nobody') })).toThrow('FOREIGN KEY');
});

it('goes with the invite', () => {
  const store = temporaryStore();
  store.outbox.insert(sent, calendarEventOf, () => false);
  store.happened.save({ inviteId: sent.id, startMs: 5, what: 'no', saidAtMs: 9 });
  store.removeInvites([sent.id]);
  expect(store.happened.list()).toEqual([]);
});
