import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDesktopOptions } from '#main/electron/desktop-options.ts';
import { type AppWorld, openAppWorld } from '../app/app-world.ts';

let world: AppWorld;
beforeEach(async () => {
  world = await openAppWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

it('what only a desktop can do follows the settings, once for each change of them', async () => {
  const done: unknown[] = [];
  const options = createDesktopOptions({
    platform: 'darwin',
    notifies: true,
    autostart: {
      apply(wanted) {
        done.push(wanted);
        return wanted.isOn ? 'on' : 'off';
      },
    },
    shortcut: {
      apply(accelerator) {
        done.push(accelerator);
        return accelerator === null ? 'none' : 'refused';
      },
      dispose: () => done.push('disposed'),
    },
  });
  const stop = options.follow(world.app);
  await vi.waitFor(() => expect(done).toEqual([{ isOn: false, isHidden: true }, null]));
  await world.call('settings.save', { changes: { startAtLogin: true, shortcut: 'Alt+G' } });
  expect(options.state()).toEqual({
    hasTrayTitle: true,
    notifies: true,
    startAtLogin: 'on',
    shortcut: 'refused',
  });
  const before = done.length;
  await world.call('settings.save', { changes: { myName: 'Alex' } });
  expect(done).toHaveLength(before);
  stop();
  expect(done.at(-1)).toBe('disposed');
});
