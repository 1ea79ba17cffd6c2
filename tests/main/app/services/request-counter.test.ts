import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountId, calendarId } from '#contract/ids.ts';
import { forgetNotes, requestsKey } from '#main/app/account-notes.ts';
import {
  createRequestCounter,
  isMetered,
  type MeteredCalendar,
  type RequestCounter,
} from '#main/app/services/request-counter.ts';
import type { Store } from '#main/store/open.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import { openOrThrow, temporaryFolder } from '#tests/main/store/temporary.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ACCOUNT = accountId('g1');
const ALEX = 'alex@example.com';

let path: string;
let store: Store;
let nowMs: number;
let counter: RequestCounter;
const open = (on: Store): RequestCounter => createRequestCounter({ store: on, clock: () => nowMs });

function add(id: string, ref: string): void {
  const who = { id: calendarId(id), name: id, kind: 'google', role: 'own', accountId: ACCOUNT } as const;
  store.calendars.add({ ...who, remoteRef: ref, origin: null, isWritable: true }, nowMs);
}

function read(id: string, triedMs = nowMs): MeteredCalendar {
  const synced = { ...NEVER_SYNCED, lastGoodMs: triedMs, lastTriedMs: triedMs, nextDueMs: triedMs };
  store.calendars.saveSync(calendarId(id), synced);
  const calendar = store.calendars.read(calendarId(id));
  if (calendar === null || !isMetered(calendar)) throw new Error(`${id} is not counted.`);
  return calendar;
}

beforeEach(() => {
  path = join(temporaryFolder(), 'store.db');
  store = openOrThrow(path);
  nowMs = Date.parse('2026-06-01T09:00:00Z');
  store.accounts.save({
    id: ACCOUNT,
    kind: 'google',
    host: 'google.com',
    user: ALEX,
    mailsGuests: true,
    connection: {},
    calendars: ['list@x', ALEX, 'team@x'].map((ref) => ({ ref, name: ref, colour: null, isWritable: true })),
    trouble: null,
  });
  counter = open(store);
});

describe('the counter of requests', () => {
  it('goes on where it was after a restart, and counts with other processes', () => {
    add('work', ALEX);
    const work = read('work', nowMs - HOUR_MS);
    const other = open(openOrThrow(path));
    counter.noteReading(work, 60, 'own');
    expect(other.mayRead(work, true)).toBe(true);
    other.note(ACCOUNT, 40, 'own');
    expect(open(store).mayRead(work, true)).toBe(false);
    nowMs += 24 * HOUR_MS + MINUTE_MS;
    expect(counter.mayRead(work, true)).toBe(true);
  });

  it('does not hold against the app what the user asked for', () => {
    add('work', ALEX);
    counter.note(ACCOUNT, 1_000, 'asked');
    expect(counter.mayRead(read('work', nowMs - HOUR_MS), true)).toBe(true);
    // What is only good to know waits.
    expect(counter.maySpend(ACCOUNT, 1)).toBe(false);
  });

  it('counts what is under way, until it is over', () => {
    add('work', ALEX);
    const work = read('work', nowMs - HOUR_MS);
    const giveBack = counter.reserve(ACCOUNT, 100);
    expect(counter.mayRead(work, true)).toBe(false);
    giveBack();
    giveBack();
    expect(counter.mayRead(work, true)).toBe(true);
  });

  it('learns what a reading costs, and takes one large reading for what it is', () => {
    add('work', ALEX);
    const work = read('work', nowMs - 30 * MINUTE_MS);
    counter.noteReading(work, 10, 'asked');
    expect(counter.costOf(work)).toBe(1);
    counter.noteReading(work, 1, 'own');
    expect(counter.costOf(work)).toBe(1);
    counter.noteReading(work, 4, 'own');
    counter.noteReading(work, 4, 'own');
    expect(counter.costOf(work)).toBe(4);
    expect(counter.mayRead(work, true)).toBe(false);
    expect(counter.mayRead({ ...work, sync: { ...work.sync, lastTriedMs: nowMs - HOUR_MS } }, true)).toBe(
      true,
    );
  });

  it('forgets an account that is gone, and does not remember it again', () => {
    counter.note(ACCOUNT, 3, 'own');
    expect(store.meta.read(requestsKey(ACCOUNT))).not.toBeNull();
    store.accounts.remove(ACCOUNT);
    forgetNotes(store, ACCOUNT);
    counter.note(ACCOUNT, 3, 'own');
    expect(store.meta.read(requestsKey(ACCOUNT))).toBeNull();
  });

  it('puts the home calendar first, or the main one, then whatever waits longest', () => {
    add('list', 'list@x');
    add('main', ALEX);
    add('team', 'team@x');
    read('list', nowMs - 2 * HOUR_MS);
    read('main', nowMs - MINUTE_MS);
    read('team', nowMs - 3 * HOUR_MS);
    const order = (): string[] => counter.inOrder(store.calendars.list()).map(({ id }) => id);
    expect(order()).toEqual(['main', 'team', 'list']);
    store.calendars.setHome(calendarId('list'));
    expect(order()).toEqual(['list', 'team', 'main']);
  });
});
