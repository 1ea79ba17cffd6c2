import type { App as ElectronApp, PowerMonitor, Screen } from 'electron';
import type { App } from '#main/app/app.ts';
import type { Windows } from './windows.ts';

/** Midnight and a journey are noticed within this time. */
const LOOK_EVERY_MS = 60_000;

export interface LifeParts {
  readonly electron: {
    readonly app: Pick<ElectronApp, 'on' | 'quit'>;
    readonly powerMonitor: Pick<PowerMonitor, 'on'>;
    readonly screen: Pick<Screen, 'on'>;
  };
  readonly app: Pick<App, 'wake' | 'stop'>;
  readonly windows: Pick<Windows, 'showMain' | 'keepOnScreen'>;
  readonly platform: NodeJS.Platform;
  /** Whether there is a tray icon that the app can live in without a window. */
  readonly hasTray: () => boolean;
  /** The machine's zone and today's date there: when it changes, plans are others. */
  readonly readDay: () => string;
  /** Everything else that runs: icons, timers, channels. */
  readonly dispose: () => void;
  readonly onBug: (error: unknown) => void;
}

/**
 * Close, quit, sleep and the clock. A closed window ends the app only where nothing is left of it: not on macOS, and
 * not where it lives in the tray. A quit lets what is leaving finish first.
 */
export function startLife(parts: LifeParts): void {
  const { electron, windows } = parts;
  const wake = (): void => void parts.app.wake().catch(parts.onBug);
  const stopWatching = watchDay(parts, wake);

  electron.app.on('activate', (_event, hasVisibleWindows) => {
    if (!hasVisibleWindows) windows.showMain();
  });
  electron.app.on('window-all-closed', () => {
    if (parts.platform !== 'darwin' && !parts.hasTray()) electron.app.quit();
  });
  electron.screen.on('display-added', () => windows.keepOnScreen());
  electron.screen.on('display-removed', () => windows.keepOnScreen());
  electron.screen.on('display-metrics-changed', () => windows.keepOnScreen());

  let ending: 'no' | 'stopping' | 'stopped' = 'no';
  electron.app.on('will-quit', (event) => {
    if (ending === 'stopped') return;
    event.preventDefault();
    if (ending === 'stopping') return;
    ending = 'stopping';
    stopWatching();
    parts.dispose();
    void parts.app
      .stop()
      .catch(parts.onBug)
      .then(() => {
        ending = 'stopped';
        electron.app.quit();
      });
  });
}

function watchDay({ electron, readDay }: LifeParts, wake: () => void): () => void {
  let day = readDay();
  let timer: NodeJS.Timeout | null = null;

  const look = (): void => {
    const today = readDay();
    if (today === day) return;
    day = today;
    wake();
  };
  const start = (): void => {
    timer ??= setInterval(look, LOOK_EVERY_MS);
    timer.unref();
  };
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };

  electron.powerMonitor.on('suspend', stop);
  electron.powerMonitor.on('resume', () => {
    day = readDay();
    start();
    wake();
  });
  start();
  return stop;
}
