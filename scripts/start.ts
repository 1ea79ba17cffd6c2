// `npm start`: opens the desktop app where Electron's binary is, and the same app in a browser tab where it is not.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIfStale } from './build.ts';
import { endWith } from './end-with.ts';

type Host = { readonly command: string; readonly args: readonly string[]; readonly notice?: string };

const root = dirname(import.meta.dirname);

/**
 * Finds the binary without `require('electron')`, which would start a download where it is missing.
 * ELECTRON_OVERRIDE_DIST_PATH names another folder with an electron in it, as it does for Electron's own tools.
 */
function findElectronBinary(): string | undefined {
  const electronFolder = join(root, 'node_modules/electron');
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const distFolder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist');
  const binary = join(distFolder, name);
  return existsSync(binary) ? binary : undefined;
}

function chooseHost(args: readonly string[]): Host {
  const browser = { command: process.execPath, args: [join(root, 'main/web/main.ts'), ...args] };
  const electron = findElectronBinary();
  if (electron === undefined) {
    return {
      ...browser,
      notice:
        "Electron's binary is not installed, so there is no desktop window; opening the same app in your browser. " +
        '(Set-up tries to fetch it once a day; `npx install-electron` does it now.)',
    };
  }
  if (!hasDisplay()) {
    return {
      ...browser,
      notice: 'There is no display for a desktop window; serving the same app for a browser.',
    };
  }
  return { command: electron, args: [root, ...args] };
}

/** macOS and Windows have one for whoever can start a program. */
const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

await buildIfStale();
const host = chooseHost(process.argv.slice(2));
if (host.notice !== undefined) process.stderr.write(`${host.notice}\n`);
const child = spawn(host.command, host.args, { stdio: 'inherit' });
endWith(child);
child.on('error', (error) => {
  process.stderr.write(`golden-hour: ${host.command} could not be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
