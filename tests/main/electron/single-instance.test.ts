import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { expect, test } from 'vitest';
import { claimSingleInstance } from '#main/electron/single-instance.ts';

function fakeApp(isFirst: boolean) {
  const app = Object.assign(new EventEmitter(), { requestSingleInstanceLock: () => isFirst });
  // Electron's emitters are Node's with typed names.
  return { app, electron: app as unknown as Pick<App, 'requestSingleInstanceLock' | 'on'> };
}

test('the first hears of the later ones, with their command lines', () => {
  const { app, electron } = fakeApp(true);
  const heard: (readonly string[])[] = [];
  expect(claimSingleInstance(electron, (argv) => heard.push(argv))).toBe(true);
  app.emit('second-instance', {}, ['golden-hour', '--hidden'], '/');
  expect(heard).toEqual([['golden-hour', '--hidden']]);
});

test('a later one knows that it is not the first', () => {
  const { app, electron } = fakeApp(false);
  expect(claimSingleInstance(electron, () => {})).toBe(false);
  expect(app.listenerCount('second-instance')).toBe(0);
});
