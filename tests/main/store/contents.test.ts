import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { Store } from '#main/store/open.ts';
import { fillCalendar, ownFile } from '#tests/support/store/fill-calendar.ts';
import { openOrThrow, temporaryFolder } from './temporary.ts';

const WORK = calendarId('work');
const NOW = 1_800_000_000_000;
const EVER = { startMs: 0, endMs: 9e15 };
const CONTENT = { asOfMs: NOW, events: 1, skipped: [], window: null };

const event = (uid: string): Occurrence => ({
  uid,
  recurrenceId: null,
  calendarId: WORK,
  summary: uid,
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [],
  time: { kind: 'timed', startMs: NOW, endMs: NOW + 1000, zone: null },
  activity: null,
});

const events = (count: number, name = 'e'): Occurrence[] =>
  Array.from({ length: count }, (_, i) => event(`${name}${i}`));

const uids = (store: Store): string[] => store.calendars.occurrencesIn(EVER).map(({ uid }) => uid);

function rowsOf(path: string): Record<string, number> {
  const database = new DatabaseSync(path);
  const count = (table: string): number =>
    Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
  const rows = {
    generations: count('generations'),
    occurrences: count('occurrences'),
    sources: count('sources'),
  };
  database.close();
  return rows;
}

function sweep(store: Store, nowMs: number): number {
  let slices = 0;
  while (store.contents.sweepSlice(nowMs)) slices += 1;
  return slices;
}

function openFresh(): { store: Store; path: string } {
  const path = join(temporaryFolder(), 'store.db');
  return { store: openOrThrow(path), path };
}

describe('a generation', () => {
  it('is seen by nobody before it is finished, and then alone', () => {
    const { store, path } = openFresh();
    fillCalendar(store, ownFile(WORK), events(3), { source: 'first' });
    const generation = store.contents.begin(WORK, NOW);
    store.contents.append(generation, events(1, 'new'), NOW);
    expect(uids(store)).toEqual(['e0', 'e1', 'e2']);
    expect(store.contents.finish(generation, WORK, CONTENT)).toBe(true);
    expect(uids(store)).toEqual(['new0']);
    expect(store.calendars.readSource(WORK)).toBeNull();
    sweep(store, NOW);
    expect(rowsOf(path)).toEqual({ generations: 1, occurrences: 1, sources: 0 });
  });

  it('is swept away a little at a time once it is nobody’s', () => {
    const { store, path } = openFresh();
    fillCalendar(store, ownFile(WORK), events(3_500), { source: 'x'.repeat(5_000_000) });
    store.calendars.remove(WORK);
    expect(uids(store)).toEqual([]);
    expect(sweep(store, NOW)).toBeGreaterThan(4);
    expect(rowsOf(path)).toEqual({ generations: 0, occurrences: 0, sources: 0 });
  });

  it('that is being written is left alone for ten minutes, and is lost afterwards', () => {
    const { store } = openFresh();
    fillCalendar(store, ownFile(WORK), events(1));
    const generation = store.contents.begin(WORK, NOW);
    store.contents.append(generation, events(5, 'new'), NOW);
    expect(sweep(store, NOW + 9 * 60_000)).toBe(0);
    expect(store.contents.append(generation, events(5, 'more'), NOW + 9 * 60_000)).toBe(true);
    expect(sweep(store, NOW + 12 * 60_000)).toBe(0);
    expect(sweep(store, NOW + 20 * 60_000)).toBeGreaterThan(0);
    expect(store.contents.append(generation, events(5, 'late'), NOW + 20 * 60_000)).toBe(false);
    expect(store.contents.finish(generation, WORK, CONTENT)).toBe(false);
    expect(uids(store)).toEqual(['e0']);
  });

  it('that was given up goes at once', () => {
    const { store, path } = openFresh();
    const generation = store.contents.begin(WORK, NOW);
    store.contents.append(generation, events(5), NOW);
    store.contents.giveUp(generation);
    sweep(store, NOW);
    expect(rowsOf(path)).toEqual({ generations: 0, occurrences: 0, sources: 0 });
  });

  it('of a calendar that is gone, or that holds a newer one by now, is refused', () => {
    const { store } = openFresh();
    fillCalendar(store, ownFile(WORK), events(1));
    const replaced = store.contents.current(WORK) ?? 0;
    const late = store.contents.begin(WORK, NOW);
    fillCalendar(store, ownFile(WORK), events(1, 'newer'));
    expect(store.contents.finish(late, WORK, CONTENT, replaced)).toBe(false);
    expect(uids(store)).toEqual(['newer0']);
    store.calendars.remove(WORK);
    expect(store.contents.finish(late, WORK, CONTENT)).toBe(false);
    expect(store.calendars.list()).toEqual([]);
  });

  it('may be empty: what the user has said is gone', () => {
    const { store } = openFresh();
    fillCalendar(store, ownFile(WORK), events(3));
    expect(store.contents.empty(WORK, NOW)).toBe(true);
    expect([uids(store), store.calendars.read(WORK)]).toMatchObject([[], { events: 0, occurrences: 0 }]);
    expect(store.contents.empty(calendarId('none'), NOW)).toBe(false);
  });
});

describe('a death in the middle', () => {
  it('leaves what was there, and nothing of the rest after the next sweep', async () => {
    const { store, path } = openFresh();
    fillCalendar(store, ownFile(WORK), events(2));
    const script = join(import.meta.dirname, 'write-generation-process.ts');
    const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(uids(store)).toEqual(['e0', 'e1']);
    expect(rowsOf(path).occurrences).toBeGreaterThan(2);
    sweep(store, Date.now() + 20 * 60_000);
    expect(rowsOf(path)).toEqual({ generations: 1, occurrences: 2, sources: 0 });
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  });
});

describe('a home', () => {
  it('is one calendar at most, and goes with it', () => {
    const { store } = openFresh();
    for (const id of ['a', 'b']) store.calendars.add({ ...ownFile(id), isWritable: true }, NOW);
    store.calendars.setHome(calendarId('a'));
    store.calendars.setHome(calendarId('b'));
    expect(store.calendars.list().map(({ id, isHome }) => [id, isHome])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    store.calendars.remove(calendarId('b'));
    expect(store.calendars.list().some(({ isHome }) => isHome)).toBe(false);
  });
});
