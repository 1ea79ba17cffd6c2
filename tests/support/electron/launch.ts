import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from 'playwright';
import { _electron } from 'playwright';
import type { ElectronDouble } from '#tests/electron/double/control.ts';
import type { Outside } from './outside.ts';

/** The stand-in for Electron's binary. */
const DOUBLE = fileURLToPath(new URL('../../electron/binary/electron', import.meta.url));

interface LaunchOptions {
  /** The binary; the double where absent. */
  readonly executable?: string;
  /** A folder with a package.json, or a main file. */
  readonly target: string;
  /** Absent: a new one. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Module files that the main process loads before the app. */
  readonly preloads?: readonly string[];
}

export const newUserData = (): string => mkdtempSync(join(tmpdir(), 'golden-hour-desktop-'));

export function launchElectron(options: LaunchOptions): Promise<ElectronApplication> {
  const {
    executable = DOUBLE,
    target,
    userData = newUserData(),
    env = {},
    args = [],
    preloads = [],
  } = options;
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined),
  );
  return _electron.launch({
    executablePath: executable,
    args: [...preloads.flatMap((file) => ['-r', file]), target, `--user-data-dir=${userData}`, ...args],
    // Playwright would have it light whatever the app says.
    colorScheme: null,
    // Playwright switches it off on Linux unless told; Chromium refuses it to root.
    chromiumSandbox: process.getuid?.() !== 0,
    // Without the undefined ones they are strings.
    env: { ...(inherited as Record<string, string>), ...env },
    timeout: 30_000,
  });
}

type Control = {
  readonly [Name in keyof ElectronDouble]: (
    ...values: Parameters<ElectronDouble[Name]>
  ) => Promise<Awaited<ReturnType<ElectronDouble[Name]>>>;
};

/** What happens outside the pages, of an app that runs on the double: each call is one in its main process. */
export function controlDouble(app: ElectronApplication): Control {
  const call =
    (name: string) =>
    (...values: unknown[]) =>
      app.evaluate(
        // The double exports itself beside Electron's own names.
        (electron, [member, given]) =>
          (electron as unknown as { double: Record<string, (...of: unknown[]) => unknown> }).double[member]!(
            ...given,
          ),
        [name, values] as const,
      );
  return new Proxy({} as Control, { get: (_target, name) => call(String(name)) });
}

/** What the double's control has to give. */
export type CheckedControl = Control extends Outside ? true : never;
true satisfies CheckedControl;
