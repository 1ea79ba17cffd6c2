import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App as ElectronApp } from 'electron';
import type { DesktopState } from '#contract/status.ts';
import { autostartEntry, type Program } from './autostart-entry.ts';

export interface AutostartParts {
  readonly electron: Pick<ElectronApp, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  readonly program: Program;
  /** Of the user, on Linux: $XDG_CONFIG_HOME or ~/.config. */
  readonly configFolder: string;
  readonly replaceFile: (path: string, text: string) => void;
}

export interface Autostart {
  /** Makes it so, and gives what came of it. Whatever is so already is left alone. */
  apply(wanted: { readonly isOn: boolean; readonly isHidden: boolean }): DesktopState['startAtLogin'];
}

const FILE = 'golden-hour.desktop';
export const HIDDEN = '--hidden';

/** What has to be started to start this app again: an AppImage is a file of its own, a checkout needs its folder. */
export function ownProgram(process: {
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isPackaged: boolean;
  readonly appPath: string;
}): Program {
  return {
    path: process.env['APPIMAGE'] ?? process.execPath,
    args: process.isPackaged ? [] : [process.appPath],
  };
}

/** Whether this start shows no window. macOS hands a login item no arguments and says itself that it was one. */
export function startsHidden(start: {
  readonly argv: readonly string[];
  readonly wasOpenedAtLogin: boolean;
  readonly startHidden: boolean;
}): boolean {
  return start.argv.includes(HIDDEN) || (start.wasOpenedAtLogin && start.startHidden);
}

export function createAutostart(parts: AutostartParts): Autostart {
  return {
    apply({ isOn, isHidden }) {
      const program = { ...parts.program, args: [...parts.program.args, ...(isHidden ? [HIDDEN] : [])] };
      return parts.platform === 'linux' ? applyFile(parts, isOn, program) : applyItem(parts, isOn, program);
    },
  };
}

function applyFile(
  { configFolder, replaceFile }: AutostartParts,
  isOn: boolean,
  program: Program,
): DesktopState['startAtLogin'] {
  const path = join(configFolder, 'autostart', FILE);
  try {
    if (!isOn) {
      rmSync(path, { force: true });
      return 'off';
    }
    const entry = autostartEntry(program);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== entry) {
      mkdirSync(dirname(path), { recursive: true });
      replaceFile(path, entry);
    }
    return 'on';
  } catch {
    // A folder that may not be written: shown in the settings as refused, which is all that can be done about it.
    return 'refused';
  }
}

function applyItem(
  { electron, platform, program: own }: AutostartParts,
  isOn: boolean,
  program: Program,
): DesktopState['startAtLogin'] {
  const item = platform === 'win32' ? { path: program.path, args: program.args.map(quoteForWindows) } : {};
  const before = electron.getLoginItemSettings(item);
  // Somebody who switched it off in the system's own settings is not overruled by every start of the app.
  if (before.openAtLogin !== isOn) {
    // Registered with other arguments it would stay behind as a second entry.
    if (platform === 'win32') electron.setLoginItemSettings({ openAtLogin: false, path: own.path });
    electron.setLoginItemSettings({ ...item, openAtLogin: isOn });
  }
  if (!isOn) return 'off';
  const after = electron.getLoginItemSettings(item);
  const isAllowed =
    platform === 'win32' ? after.executableWillLaunchAtLogin : after.status !== 'requires-approval';
  return after.openAtLogin && isAllowed ? 'on' : 'refused';
}

const quoteForWindows = (argument: string): string => (/\s/.test(argument) ? `"${argument}"` : argument);
