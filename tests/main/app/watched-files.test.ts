import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type AppWorld, openAppWorld } from './app-world.ts';
import { calendar, DRILL, LUNCH, sync, titles } from './feed-world.ts';

describe('a watched file', () => {
  async function watch(world: AppWorld): Promise<string> {
    const path = join(world.folder, 'team.ics');
    writeFileSync(path, calendar(LUNCH));
    const { calendars } = await world.call('calendars.watchFile', { path, role: 'own' });
    expect(calendars).toMatchObject([
      { kind: 'watched', origin: path, name: 'Team', isStale: false, trouble: null },
    ]);
    return path;
  }

  test('is read again when it was written or replaced', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(LUNCH, DRILL));
    expect(await sync(world)).toMatchObject({ events: 2 });
    writeFileSync(`${path}.part`, calendar(DRILL));
    renameSync(`${path}.part`, path);
    expect(await sync(world)).toMatchObject({ events: 1 });
    expect(await titles(world)).toEqual(['Fire drill']);
  });

  test('keeps its last good state while it is half or gone, and takes it up again', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(DRILL).slice(0, 120));
    expect(await sync(world)).toMatchObject({ events: 1, isStale: true, trouble: { kind: 'unreadable' } });
    rmSync(path);
    expect(await sync(world)).toMatchObject({ events: 1, isStale: true, trouble: { kind: 'gone' } });
    expect(await titles(world)).toEqual(['Team lunch']);
    writeFileSync(path, calendar(DRILL));
    expect(await sync(world)).toMatchObject({ isStale: false, trouble: null });
    expect(await titles(world)).toEqual(['Fire drill']);
  });

  test('is watched as long as the app runs, also for what was written before it looked', async () => {
    await using world = await openAppWorld();
    const path = await watch(world);
    writeFileSync(path, calendar(LUNCH, DRILL));
    await world.app.wake();
    const becomes = (events: number): Promise<void> =>
      vi.waitFor(
        async () => expect((await world.call('calendars.read', {})).calendars).toMatchObject([{ events }]),
        { timeout: 8_000, interval: 50 },
      );
    await becomes(2);
    writeFileSync(path, calendar(DRILL));
    await becomes(1);
    expect(await titles(world)).toEqual(['Fire drill']);
  });
});
