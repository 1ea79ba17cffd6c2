import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Gives what the command prints; rejects where it fails or is not there. */
export type RunCommand = (command: string, args: readonly string[]) => Promise<string>;

const TIMEOUT_MS = 2_000;
const QUESTION =
  'call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher'.split(
    ' ',
  );

const run: RunCommand = async (command, args) =>
  (await promisify(execFile)(command, args, { timeout: TIMEOUT_MS })).stdout;

/**
 * Whether something shows tray icons, so that the app can live on without a window. macOS and Windows always do; on
 * Linux a panel says so on the session bus (StatusNotifierItem), and stock GNOME has none.
 */
export async function hasStatusArea(
  platform: NodeJS.Platform,
  runCommand: RunCommand = run,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    return (await runCommand('gdbus', QUESTION)).includes('true');
  } catch {
    // Nobody to ask: closing the last window then ends the app, which loses nothing.
    return false;
  }
}
