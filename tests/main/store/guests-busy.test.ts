import { beforeEach, expect, it } from 'vitest';
import { accountId } from '#contract/ids.ts';
import type { Store } from '#main/store/open.ts';
import { temporaryStore } from './temporary.ts';

const G1 = accountId('g1');
const G2 = accountId('g2');
let store: Store;

beforeEach(() => {
  store = temporaryStore();
  for (const id of [G1, G2]) {
    store.accounts.save({
      id,
      kind: 'google',
      host: 'google.com',
      user: `${id}@example.com`,
      mailsGuests: true,
      connection: {},
      calendars: [],
      trouble: null,
    });
  }
});

it('keeps one answer for each address and account, the last', () => {
  const busy = [{ startMs: 1, endMs: 2 }];
  store.guestsBusy.save([
    { accountId: G2, email: 'p@example.com', askedMs: 5, busy },
    { accountId: G1, email: 'p@example.com', askedMs: 5, busy: null },
    { accountId: G1, email: 'a@example.com', askedMs: 5, busy: [] },
  ]);
  store.guestsBusy.save([{ accountId: G1, email: 'p@example.com', askedMs: 9, busy }]);
  expect(store.guestsBusy.list()).toEqual([
    { accountId: G1, email: 'a@example.com', askedMs: 5, busy: [] },
    { accountId: G1, email: 'p@example.com', askedMs: 9, busy },
    { accountId: G2, email: 'p@example.com', askedMs: 5, busy },
  ]);
});

it('keeps nothing of who is no guest any more, nor over an account that is gone', () => {
  const answer = { email: 'p@example.com', askedMs: 5, busy: [] };
  store.guestsBusy.save([
    { accountId: G1, ...answer },
    { accountId: G2, ...answer, email: 'q@example.com' },
  ]);
  store.guestsBusy.keepOnly(new Set(['q@example.com', 'r@example.com']));
  expect(store.guestsBusy.list().map(({ email }) => email)).toEqual(['q@example.com']);
  store.accounts.remove(G2);
  expect(store.guestsBusy.list()).toEqual([]);
  store.guestsBusy.save([
    { accountId: G2, ...answer },
    { accountId: G1, ...answer },
  ]);
  expect(store.guestsBusy.list()).toEqual([{ accountId: G1, ...answer }]);
});
