import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;
beforeEach(async () => {
  world = await openAppWorld();
});
afterEach(() => world[Symbol.asyncDispose]());

it.each(['updates.check', 'updates.fetch', 'updates.install'] as const)(
  '%s is refused, in words, where no desktop app could replace itself',
  async (name) => {
    expect(await world.app.dispatch(name, {})).toEqual({
      ok: false,
      code: 'refused',
      message: 'Only the desktop app looks for newer versions of itself.',
    });
  },
);
