import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildIfStale } from '#scripts/build.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What an Electron binary carries before its fuses: a sentinel, the version of the wire, its length. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_VERSION = 1;

export interface PackedApp {
  readonly folder: string;
  readonly executable: string;
  readonly archive: string;
  dispose(): Promise<void>;
}

/** `wire`: one character for each fuse, '1' on, '0' off, as a downloaded Electron has them. */
async function writeStubElectron(folder: string, wire: string): Promise<void> {
  await mkdir(join(folder, 'locales'), { recursive: true });
  await mkdir(join(folder, 'resources'));
  const bytes = Buffer.concat([
    Buffer.from(`a made-up Electron ${FUSE_SENTINEL}`),
    Buffer.from([WIRE_VERSION, wire.length]),
    Buffer.from(wire),
    Buffer.from(' and its end'),
  ]);
  await writeFile(join(folder, 'electron'), bytes, { mode: 0o755 });
  for (const language of ['de', 'en-US', 'nl']) {
    await writeFile(join(folder, 'locales', `${language}.pak`), language);
  }
}

/** Runs electron-builder as a release does, for Linux and without the last step, around a made-up Electron. */
export async function packApp({ wire }: { readonly wire: string }): Promise<PackedApp> {
  await buildIfStale();
  const work = await mkdtemp(join(tmpdir(), 'golden-hour-pack-'));
  const dispose = (): Promise<void> => rm(work, { recursive: true, force: true });
  try {
    await writeStubElectron(join(work, 'electron'), wire);
    await run(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        '--linux',
        'dir',
        '--x64',
        '--publish=never',
        `-c.electronDist=${join(work, 'electron')}`,
        `-c.directories.output=${join(work, 'dist')}`,
      ],
      { cwd: root, timeout: 120_000 },
    );
  } catch (error) {
    await dispose();
    // What execFile rejects with carries what the program wrote.
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`electron-builder did not pack the app.\n${stdout}${stderr}`, { cause: error });
  }
  const folder = join(work, 'dist/linux-unpacked');
  return {
    folder,
    executable: join(folder, 'golden-hour'),
    archive: join(folder, 'resources/app.asar'),
    dispose,
  };
}
