import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LifeParts, startLife } from '#main/electron/life.ts';

function live(platform: NodeJS.Platform, hasTray: boolean) {
  const log: string[] = [];
  const app = Object.assign(new EventEmitter(), { quit: () => log.push('quit') });
  const powerMonitor = new EventEmitter();
  const screen = new EventEmitter();
  let day = 'Europe/Amsterdam Mon';
  let finishStop = (): void => {};
  const stopped = new Promise<void>((resolve) => {
    finishStop = resolve;
  });
  startLife({
    // Electron's emitters are Node's with typed names.
    electron: { app, powerMonitor, screen } as unknown as LifeParts['electron'],
    app: {
      wake: async () => void log.push('wake'),
      stop: () => {
        log.push('stop');
        return stopped;
      },
    },
    windows: {
      showMain: () => log.push('show'),
      keepOnScreen: () => log.push('keep on screen'),
    },
    platform,
    hasTray: () => hasTray,
    readDay: () => day,
    dispose: () => log.push('dispose'),
    onBug: (error) => {
      throw error;
    },
  });
  return {
    log,
    app,
    powerMonitor,
    screen,
    setDay: (next: string) => {
      day = next;
    },
    finishStop: () => finishStop(),
    quit: (): boolean => {
      let held = false;
      app.emit('will-quit', { preventDefault: () => (held = true) });
      return held;
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('when the last window closes', () => {
  test.each([
    ['darwin', true, []],
    ['darwin', false, []],
    ['win32', true, []],
    ['linux', true, []],
    ['linux', false, ['quit']],
  ] as const)('%s, in the tray: %s', (platform, hasTray, expected) => {
    const { app, log } = live(platform, hasTray);
    app.emit('window-all-closed');
    expect(log).toEqual(expected);
  });
});

test('a click in the dock brings a window where none is seen', () => {
  const { app, log } = live('darwin', true);
  app.emit('activate', {}, true);
  app.emit('activate', {}, false);
  expect(log).toEqual(['show']);
});

test('a quit waits for what is leaving, once', async () => {
  const { quit, log, finishStop } = live('linux', true);
  expect(quit()).toBe(true);
  expect(quit()).toBe(true);
  expect(log).toEqual(['dispose', 'stop']);
  finishStop();
  await vi.waitFor(() => expect(log).toEqual(['dispose', 'stop', 'quit']));
  expect(quit()).toBe(false);
});

describe('the clock', () => {
  test('midnight and a journey wake the app within a minute', () => {
    const { log, setDay } = live('linux', true);
    vi.advanceTimersByTime(10 * 60_000);
    expect(log).toEqual([]);
    setDay('Europe/Amsterdam Tue');
    vi.advanceTimersByTime(60_000);
    setDay('America/New_York Mon');
    vi.advanceTimersByTime(60_000);
    expect(log).toEqual(['wake', 'wake']);
  });

  test('nothing ticks while the machine sleeps; waking up looks at once', () => {
    const { log, powerMonitor, setDay } = live('linux', true);
    powerMonitor.emit('suspend');
    expect(vi.getTimerCount()).toBe(0);
    setDay('Europe/Amsterdam Tue');
    powerMonitor.emit('resume');
    expect(log).toEqual(['wake']);
    vi.advanceTimersByTime(60_000);
    expect(log).toEqual(['wake']);
    expect(vi.getTimerCount()).toBe(1);
  });
});

test('screens that come, go or change move what nobody would see', () => {
  const { log, screen } = live('linux', true);
  for (const event of ['display-added', 'display-removed', 'display-metrics-changed']) screen.emit(event);
  expect(log).toEqual(['keep on screen', 'keep on screen', 'keep on screen']);
});
