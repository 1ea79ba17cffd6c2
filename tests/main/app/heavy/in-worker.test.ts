import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlanQuestion } from '#main/app/heavy/heavy-work.ts';
import { type HeavyWorker, startHeavyWorker } from '#main/app/heavy/in-worker.ts';
import { usedSettings } from '#main/app/sample-state.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const ZONE = 'Europe/Amsterdam';

let folder: string;
let store: Store;
let heavy: HeavyWorker;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-worker-'));
  const path = join(folder, 'store.sqlite');
  const opened = openStore(path);
  if (!opened.ok) throw new Error(opened.message);
  store = opened.value;
  heavy = startHeavyWorker(path);
});

afterEach(async () => {
  await heavy.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const question = (): PlanQuestion => ({
  nowMs: NOW,
  zone: ZONE,
  language: 'en',
  settings: usedSettings(store, DEFAULT_SETTINGS),
  shown: null,
});

const loadSample = async (): Promise<void> => {
  expect(await heavy.loadSample(question())).toMatchObject({ ok: true });
};

describe('the heavy work in its worker', () => {
  it('plans from the store that it shares', async () => {
    expect((await heavy.planWeek(question())).proposals).toEqual([]);
    await loadSample();
    const week = await heavy.planWeek(question());
    expect(week.proposals.length).toBeGreaterThan(0);
    const [person] = week.people;
    if (person === undefined) throw new Error('The sample has no people.');
    expect(await heavy.readTouches({ ...question(), personId: person.personId })).toBeInstanceOf(Array);
  });

  it('leaves this thread free: nothing here waits longer than 30 ms for it', async () => {
    await loadSample();
    let longestMs = 0;
    let lastMs = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs - 1);
      lastMs = performance.now();
    }, 1);
    await heavy.planWeek(question());
    clearInterval(watch);
    // Other tests share the machine; a plan made in this thread would be seen as one wait of its whole length.
    const startedMs = performance.now();
    await heavy.planWeek(question());
    const planMs = performance.now() - startedMs;
    expect(longestMs).toBeLessThan(Math.max(30, planMs / 2));
  });

  it('gives the errors of the other side, and goes on', async () => {
    await expect(heavy.planWeek({ ...question(), zone: 'Mars/Olympus' })).rejects.toThrow('Mars/Olympus');
    expect((await heavy.planWeek(question())).days).toHaveLength(10);
  });

  it('answers several at once, each its own', async () => {
    const zones = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata'];
    const weeks = await Promise.all(zones.map((zone) => heavy.planWeek({ ...question(), zone })));
    expect(weeks.map(({ zone }) => zone)).toEqual(zones);
  });

  it('answers what was asked before it is closed, and nothing afterwards', async () => {
    const asked = heavy.planWeek(question());
    const closed = heavy.close();
    expect((await asked).days).toHaveLength(10);
    await closed;
    await expect(heavy.planWeek(question())).rejects.toThrow('closed');
  });
});
