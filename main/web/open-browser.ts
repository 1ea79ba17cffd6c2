import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A page that leads to `link`. It keeps the token out of the arguments of the process that opens the browser. */
export interface DoorFile {
  readonly path: string;
  remove(): void;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Readable by this user alone, in a folder that is too. */
export function writeDoorFile(folder: string, link: string): DoorFile {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `open-${randomBytes(6).toString('hex')}.html`);
  const target = escapeHtml(link);
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
      `<meta http-equiv="refresh" content="0; url=${target}"><title>Golden Hour</title>` +
      `<p><a href="${target}">Golden Hour</a></p>\n`,
    { mode: 0o600, flag: 'wx' },
  );
  return { path, remove: () => rmSync(path, { force: true }) };
}

type Opener = { readonly command: string; readonly args: readonly string[] };

/** Null where there is no screen to open a browser on. */
export function chooseOpener(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  path: string,
): Opener | null {
  if (platform === 'darwin') return { command: 'open', args: [path] };
  if (platform === 'win32') return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', path] };
  // Without a screen xdg-open falls back to a browser inside this very terminal.
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', args: [path] } : null;
}

/** Whether a browser was asked to open the file; whether one did, nobody can tell. */
export function openInBrowser(path: string): Promise<boolean> {
  const opener = chooseOpener(process.platform, process.env, path);
  if (opener === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
