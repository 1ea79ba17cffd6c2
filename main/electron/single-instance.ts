import type { App } from 'electron';

/**
 * Whether this process is the one that runs. A later start ends at once, and `onAnother` hears of it with its command
 * line, so that it brings the window instead.
 */
export function claimSingleInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  onAnother: (argv: readonly string[]) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv) => onAnother(argv));
  return true;
}
