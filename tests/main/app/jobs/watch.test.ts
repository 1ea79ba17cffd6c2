import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storePath } from '#main/app/data-folder.ts';
import { startWatch } from '#main/app/jobs/watch.ts';
import { openStore } from '#main/store/open.ts';
import { temporaryStore } from '#tests/main/store/temporary.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const told = (): unknown[] =>
  world.events.flatMap(({ name, payload }) =>
    name === 'changed' && 'what' in payload ? [payload.what] : [],
  );

describe('a look around', () => {
  it('tells the pages what another process wrote', async () => {
    await world.call('outlook.read', {});
    await world.app.wake();
    expect(told()).toEqual([]);
    const other = openStore(storePath(world.folder));
    if (!other.ok) throw new Error(other.message);
    other.value.meta.save('note', 'x');
    other.value.close();
    await world.app.wake();
    expect(told()).toEqual(['outlook', 'people', 'activities', 'calendars']);
    await world.app.wake();
    expect(told()).toHaveLength(4);
  });

  it('tells once that the plan has become old', async () => {
    await world.call('outlook.read', {});
    world.nowMs += 16 * 60_000;
    await world.app.wake();
    await world.app.wake();
    expect(told()).toEqual(['outlook']);
    await world.call('outlook.read', {});
    world.nowMs += 16 * 60_000;
    await world.app.wake();
    expect(told()).toEqual(['outlook', 'outlook']);
  });

  it('says nothing of a language that nobody waits for', async () => {
    await world.call('settings.save', { changes: { language: 'en' } });
    const before = told().length;
    world.app.hintLanguage('nl');
    expect(told()).toHaveLength(before);
  });
});

it('looks around as often as the host likes, and not once it is stopped', () => {
  vi.useFakeTimers();
  let looks = 0;
  const watch = startWatch({
    store: temporaryStore(),
    plans: {
      outdated: () => {
        looks += 1;
        return null;
      },
      current: () => Promise.reject(new Error('Nobody asks for a plan.')),
      replan: () => Promise.reject(new Error('Nobody asks for a plan.')),
      invalidate: () => {},
    },
    weather: { refreshIfDue: async () => false },
    timer: { wake: async () => {}, stop: async () => {} },
    calendars: { tick: () => {} },
    changed: () => {},
    onBug: () => {},
    lookEveryMs: 60_000,
  });
  watch.start();
  vi.advanceTimersByTime(10 * 60_000);
  expect(looks).toBe(11);
  watch.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('a closed app', () => {
  it('answers in a sentence', async () => {
    const closed = await openAppWorld();
    await closed[Symbol.asyncDispose]();
    expect(await closed.try('outlook.read', {})).toMatchObject({ ok: false, code: 'offline' });
  });
});
