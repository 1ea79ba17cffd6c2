import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Feed, hasDeveloperId, type Installation, parseFeed } from './update-way.ts';

const run = promisify(execFile);

export interface InstallationParts {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  /** Electron's `process.resourcesPath`. */
  readonly resourcesFolder: string;
  readonly executable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What kind of copy this is, as far as replacing it goes. Looks at files, and on macOS asks `codesign`. */
export async function readInstallation(parts: InstallationParts): Promise<Installation> {
  const { platform, isPackaged } = parts;
  return {
    platform,
    isPackaged,
    feed: isPackaged ? await readFeed(parts.resourcesFolder) : null,
    // Set by the AppImage's own start program.
    isAppImage: platform === 'linux' && (parts.env['APPIMAGE'] ?? '') !== '',
    isSigned: platform === 'darwin' && isPackaged && (await isSignedForMac(parts.executable)),
  };
}

async function readFeed(folder: string): Promise<Feed | null> {
  try {
    return parseFeed(await readFile(join(folder, 'app-update.yml'), 'utf8'));
  } catch {
    // Not there or not readable: no feed, which the dialog says.
    return null;
  }
}

async function isSignedForMac(executable: string): Promise<boolean> {
  try {
    const { stderr } = await run('/usr/bin/codesign', ['--display', '--verbose=2', executable]);
    return hasDeveloperId(stderr);
  } catch {
    // codesign ends badly where there is no signature at all.
    return false;
  }
}
