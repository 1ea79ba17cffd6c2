import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openApp } from '#main/app/open-app.ts';
import { startLife, type LifeParts } from '#main/electron/life.ts';
import { startNotifications, type NotificationsParts } from '#main/electron/notifications.ts';
import { followApp } from '#main/electron/tray/follow-app.ts';
import { startUpdates } from '#main/electron/updates.ts';
import { settingsPath } from '#main/app/data-folder.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';

const MINUTE = 60_000;
const NOWHERE = 'http://127.0.0.1:9';

let folder: string;
/** How often each place in our sources has woken the process. */
let wakes: Map<string, number>;

/** The line of ours that set the timer. */
function callerOf(stack: string | undefined): string {
  return (
    stack?.split('\n').find((line) => line.includes('/main/') && !line.includes('/tests/')) ?? 'elsewhere'
  );
}

/** Counts what the timers wake, from here on. */
function countWakes(): void {
  const counted =
    (set: typeof setTimeout | typeof setInterval) =>
    (run: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) => {
      const caller = callerOf(new Error('where').stack);
      return set(() => {
        wakes.set(caller, (wakes.get(caller) ?? 0) + 1);
        run(...values);
      }, ms);
    };
  vi.stubGlobal('setTimeout', counted(globalThis.setTimeout));
  vi.stubGlobal('setInterval', counted(globalThis.setInterval));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-idle-'));
  wakes = new Map();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  vi.setSystemTime('2026-06-01T12:00:00+02:00');
  countWakes();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

class SilentNotification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  show(): void {}
  close(): void {}
}

test('an hour in the tray wakes the process at most once a minute for each thing that it looks after', async () => {
  const settings = openSettingsFile(settingsPath(folder));
  settings.save({
    firstRunDone: true,
    weather: { forecastUrl: NOWHERE, ensembleUrl: NOWHERE, geocodingUrl: NOWHERE, enabled: false },
  });
  const onBug = (error: unknown): never => {
    throw error;
  };
  const opened = await openApp({
    folder,
    settings,
    secrets: createMemorySecrets(),
    machineZone: () => 'Europe/Amsterdam',
    // As the desktop asks for it.
    lookEveryMs: MINUTE,
  });
  if (!opened.ok) throw new Error(opened.message);
  const app = opened.value;
  await app.dispatch('sample.load', {});
  const emitter = () => new EventEmitter();
  startLife({
    // Electron's emitters are Node's with typed names.
    electron: {
      app: emitter(),
      powerMonitor: emitter(),
      screen: emitter(),
    } as unknown as LifeParts['electron'],
    app,
    windows: { showMain: () => {}, keepOnScreen: () => {} },
    platform: 'linux',
    hasTray: () => true,
    readDay: () => 'Europe/Amsterdam Mon',
    dispose: () => {},
    onBug,
  });
  const updates = startUpdates({
    dialog: { showMessageBox: onBug },
    shell: { openExternal: onBug },
    settings,
    language: () => 'en',
    currentVersion: '1.0.0',
    installation: async () => ({
      platform: 'linux',
      isPackaged: false,
      feed: null,
      isAppImage: false,
      isSigned: false,
    }),
    loadUpdater: () => Promise.reject(new Error('Nobody asked for a newer version.')),
    onBug,
  });
  const disposers = [
    startNotifications({
      app,
      windows: { showMain: () => {} },
      showWeek: () => {},
      // Of a notification only what is called.
      electron: { Notification: SilentNotification } as unknown as NotificationsParts['electron'],
      onFailed: onBug,
    }),
    followApp(app, { update: () => {}, showWeek: () => {}, dispose: () => {} }),
    () => updates.dispose(),
  ];
  app.start();
  await vi.advanceTimersByTimeAsync(10 * MINUTE);
  wakes.clear();
  for (let minute = 0; minute < 60; minute += 1) await vi.advanceTimersByTimeAsync(MINUTE);

  // It is alive: what it looks after has been looked at.
  expect(wakes.size).toBeGreaterThanOrEqual(3);
  expect([...wakes].filter(([, times]) => times > 60)).toEqual([]);
  for (const dispose of disposers) dispose();
  await app.stop();
});
