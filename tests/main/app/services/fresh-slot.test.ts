import { afterEach, describe, expect, it, vi } from 'vitest';
import { calendarId } from '#contract/ids.ts';
import { readFreshSlot } from '#main/app/services/fresh-slot.ts';
import { NEVER_SYNCED } from '#main/store/sync-state.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';

const NOW = Date.parse('2026-06-01T09:00:00+02:00');
const slot = { startMs: NOW + 3_600_000, endMs: NOW + 7_200_000 };
const moment = () => ({
  nowMs: NOW,
  zone: 'Europe/Amsterdam',
  language: 'en' as const,
  settings: DEFAULT_SETTINGS,
});

function storeWithFeed() {
  const store = temporaryStore();
  const identity = {
    accountId: null,
    remoteRef: null,
    origin: null,
    isWritable: false,
    role: 'own',
  } as const;
  store.calendars.add({ ...identity, id: calendarId('feed'), name: 'Feed', kind: 'feed' }, NOW);
  store.calendars.add({ ...identity, id: calendarId('file'), name: 'File', kind: 'file' }, NOW);
  return store;
}

afterEach(() => void vi.useRealTimers());

describe('readFreshSlot', () => {
  it('asks every source that can be asked anew, and waits for the answers', async () => {
    const asked: string[] = [];
    const start = async (id: string, whoAsks = 'user'): Promise<void> => void asked.push(`${id}, ${whoAsks}`);
    const answer = await readFreshSlot({ store: storeWithFeed(), sync: { start }, moment }, slot, 'own');
    expect(answer).toEqual({ isFree: true });
    expect(asked).toEqual(['feed, app']);
  });

  it('leaves alone what takes no time: holidays, and calendars that the user ignores', async () => {
    const store = storeWithFeed();
    const identity = {
      accountId: null,
      remoteRef: null,
      origin: null,
      isWritable: false,
      kind: 'feed',
    } as const;
    store.calendars.add({ ...identity, id: calendarId('days-off'), name: 'Days off', role: 'holidays' }, NOW);
    store.calendars.add({ ...identity, id: calendarId('ignored'), name: 'Football', role: 'own' }, NOW);
    store.calendars.add({ ...identity, id: calendarId('family'), name: 'Family', role: 'household' }, NOW);
    const asked: string[] = [];
    const start = async (id: string): Promise<void> => void asked.push(id);
    const settings = { ...DEFAULT_SETTINGS, ignoredCalendars: ['Football'] };
    const parts = { store, sync: { start }, moment: () => ({ ...moment(), settings }) };
    await readFreshSlot(parts, slot, 'own');
    expect(asked.toSorted()).toEqual(['family', 'feed']);
  });

  it.each([
    ['refused', 5, []],
    ['unauthorized', 5, []],
    ['offline', 5, ['feed']],
    ['refused', -5, ['feed']],
  ] as const)(
    'leaves alone who asked for patience: %s, due in %i minutes',
    async (kind, minutes, expected) => {
      const store = storeWithFeed();
      store.calendars.saveSync(calendarId('feed'), {
        ...NEVER_SYNCED,
        lastTriedMs: NOW - 60_000,
        nextDueMs: NOW + minutes * 60_000,
        failures: 1,
        trouble: { kind, detail: '', sinceMs: NOW },
      });
      const asked: string[] = [];
      const start = async (id: string): Promise<void> => void asked.push(id);
      await readFreshSlot({ store, sync: { start }, moment }, slot, 'own');
      expect(asked).toEqual(expected);
    },
  );

  it('does not wait for one that never answers', async () => {
    vi.useFakeTimers();
    const sync = { start: () => new Promise<void>(() => undefined) };
    const answer = readFreshSlot({ store: storeWithFeed(), sync, moment }, slot, 'own');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toEqual({ isFree: true });
  });
});
