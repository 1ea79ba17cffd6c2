import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { afterPack } from '#scripts/flip-fuses.ts';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const WIRE_BEFORE = '101110110';
const WIRE_AFTER = '010011001';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-hour-fuses-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As much of electron-builder's context as tells where the executable is. */
const contextOf = (electronPlatformName: string): AfterPackContext =>
  ({
    appOutDir: folder,
    electronPlatformName,
    arch: Arch.x64,
    packager: {
      appInfo: { productFilename: 'Golden Hour' },
      config: { linux: { executableName: 'golden-hour' } },
    },
  }) as unknown as AfterPackContext;

test.each([
  ['linux', 'golden-hour'],
  ['win32', 'Golden Hour.exe'],
  ['darwin', 'Golden Hour.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'],
])('flips the fuses where %s has them', async (platform, path) => {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `before ${SENTINEL}\u0001\u0009${WIRE_BEFORE} after`);
  await afterPack(contextOf(platform));
  expect(await readFile(file, 'latin1')).toBe(`before ${SENTINEL}\u0001\u0009${WIRE_AFTER} after`);
});

test('a system that is not known is an error, and not an app with its fuses as they were', async () => {
  await expect(afterPack(contextOf('freebsd'))).rejects.toThrow(
    'No fuses are known for the platform freebsd',
  );
});
