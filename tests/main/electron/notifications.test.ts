import { EventEmitter } from 'node:events';
import type { Notification, NotificationConstructorOptions } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startNotifications } from '#main/electron/notifications.ts';
import { type AppWorld, openAppWorld } from '../app/app-world.ts';

let world: AppWorld;
beforeEach(async () => {
  // A Monday after half past eight: the weekly plan is due.
  world = await openAppWorld({ now: '2026-06-01T09:00:00+02:00' });
  await world.call('sample.load', {});
});
afterEach(() => world[Symbol.asyncDispose]());

function openDesk({ isSupported = true } = {}) {
  const shown: FakeNotification[] = [];
  const opened: unknown[] = [];
  class FakeNotification extends EventEmitter {
    static isSupported = () => isSupported;
    readonly options: NotificationConstructorOptions;
    constructor(options: NotificationConstructorOptions) {
      super();
      this.options = options;
    }
    show = () => shown.push(this);
    close = () => opened.push('closed');
  }
  const start = () =>
    startNotifications({
      app: world.app,
      windows: { showMain: (hash) => opened.push(hash) },
      showWeek: () => opened.push('week'),
      // A stand-in with the members that are used.
      electron: { Notification: FakeNotification as unknown as typeof Notification },
      onFailed: (reason) => opened.push(reason),
    });
  return { shown, opened, start };
}

describe('notifications', () => {
  it('show the weekly plan when it is due; a click opens it, where one more click invites', async () => {
    const desk = openDesk();
    const stop = desk.start();
    await vi.waitFor(() => expect(desk.shown).toHaveLength(1), 5_000);
    expect(desk.shown[0]?.options).toMatchObject({
      title: expect.stringMatching(/for your week$/),
      actions: [{ type: 'button', text: 'Not any more' }],
    });
    desk.shown[0]?.emit('click', {});
    expect(desk.opened).toEqual(['week']);
    stop();
    // After a restart nothing is said twice.
    const again = openDesk();
    const stopAgain = again.start();
    await new Promise((resolve) => setTimeout(resolve, 900));
    stopAgain();
    expect(again.shown).toEqual([]);
  });

  it('are turned off where they appear', async () => {
    const desk = openDesk();
    const stop = desk.start();
    await vi.waitFor(() => expect(desk.shown).toHaveLength(1), 5_000);
    desk.shown[0]?.emit('action', { actionIndex: 0 }, 0, 0);
    await vi.waitFor(async () =>
      expect((await world.call('settings.read', {})).notices.weeklyPlan).toBeNull(),
    );
    stop();
  });

  it('that the system refuses are told of, and take nothing where there are none at all', async () => {
    const none = openDesk({ isSupported: false });
    none.start()();
    const desk = openDesk();
    const stop = desk.start();
    await vi.waitFor(() => expect(desk.shown).toHaveLength(1), 5_000);
    desk.shown[0]?.emit('failed', {}, 'not signed');
    expect(desk.opened).toEqual(['not signed']);
    stop();
  });
});
