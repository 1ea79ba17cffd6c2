import { readdir, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parseSync } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packApp, type PackedApp } from './pack-app.ts';

const MEGABYTE = 1_000_000;
/** 4.9 MB when this was written; a package that slips in with its tables or its node_modules shows. */
const ARCHIVE_LIMIT = 7 * MEGABYTE;

/** All the wrong way round, so that a fuse that nobody sets is seen. */
const WIRE_BEFORE = '101110110';

const fuses = {
  [FuseV1Options.RunAsNode]: FuseState.DISABLE,
  [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
  [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
  [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: FuseState.DISABLE,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  [FuseV1Options.WasmTrapHandlers]: FuseState.ENABLE,
};

/** What a module imports, from where it re-exports, and each import() whose name is written out. */
function findImports(file: string, code: string): readonly string[] {
  const { module } = parseSync(file, code);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.map(({ moduleRequest }) => moduleRequest),
  );
  const later = module.dynamicImports.map(({ moduleRequest }) =>
    code.slice(moduleRequest.start, moduleRequest.end),
  );
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...exported.flatMap((request) => request?.value ?? []),
    ...later.flatMap((text) => /^[`'"](.*)[`'"]$/.exec(text)?.[1] ?? []),
  ];
}

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);

describe('the packed app', () => {
  let app: PackedApp;
  let files: readonly string[];
  const read = (path: string): string => extractFile(app.archive, path).toString('utf8');
  const scripts = (): readonly string[] =>
    files.filter((file) => /^out\/(?:main|preload)\/.*\.c?js$/.test(file));

  beforeAll(async () => {
    app = await packApp({ wire: WIRE_BEFORE });
    files = listPackage(app.archive, { isPack: false })
      .map((file) => file.replaceAll('\\', '/').slice(1))
      .filter((file) => !('files' in statFile(app.archive, file)));
  }, 180_000);
  afterAll(() => app?.dispose());

  test('security item 19: fuses', async () => {
    const { version, ...wire } = await getCurrentFuseWire(app.executable);
    expect(version).toBe('1');
    expect(wire).toEqual(fuses);
  });

  test('holds the three targets, the licence and nothing else', () => {
    const places = new Set(
      files.map((file) =>
        file
          .split('/')
          .slice(0, file.startsWith('out/') ? 2 : 1)
          .join('/'),
      ),
    );
    expect([...places].toSorted()).toEqual([
      'LICENSE',
      'out/main',
      'out/preload',
      'out/renderer',
      'package.json',
    ]);
    expect(files).toEqual(
      expect.arrayContaining(['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']),
    );
  });

  test('holds no sources, source maps, tests or packages', () => {
    const unwanted = /\.(?:map|[mc]?tsx?)$|(?:^|\/)(?:node_modules|tests?|__tests__|fixtures)\//;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
    expect(scripts().filter((file) => read(file).includes('sourceMappingURL='))).toEqual([]);
  });

  test('is small', async () => {
    const { size } = await stat(app.archive);
    expect(size).toBeGreaterThan(MEGABYTE);
    expect(size).toBeLessThan(ARCHIVE_LIMIT);
  });

  test('brings every module that it imports, save the keyring of the other hosts', () => {
    const missing = scripts().flatMap((file) =>
      findImports(file, read(file))
        .filter((name) => !isBuiltin(name) && name !== 'electron')
        .filter((name) => !name.startsWith('.') || !files.includes(posix.join(posix.dirname(file), name))),
    );
    // main/app/open-app.ts imports it only where no secret store is given; the desktop gives its own.
    expect(missing).toEqual(['@napi-rs/keyring']);
  });

  test('finds what it looks for beside itself: its workers, and its own package.json', () => {
    const targets = scripts().flatMap((file) =>
      [...read(file).matchAll(/new URL\([`'"]([^`'"]+)[`'"],\s*import\.meta\.url\)/g)].map(
        ([, target = '']) => posix.join(posix.dirname(file), target),
      ),
    );
    // The last one is the program's own folder, which log.ts shortens.
    const expected = ['out/main/plan-worker.js', 'out/main/reading-thread.js', 'package.json', './'];
    expect(targets.toSorted()).toEqual(expected.toSorted());
    expect(expected.filter((target) => target !== './' && !files.includes(target))).toEqual([]);
  });

  test('starts at a file that is there, and says its version', () => {
    // Written by electron-builder from our own package.json.
    const { main, version, devDependencies } = JSON.parse(read('package.json')) as Record<string, unknown>;
    expect(files).toContain(main);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(devDependencies).toBeUndefined();
  });

  test("keeps Chromium's texts in the languages of the app alone", async () => {
    expect((await readdir(`${app.folder}/locales`)).toSorted()).toEqual(['en-US.pak', 'nl.pak']);
  });
});

test('an Electron with a fuse that nobody decided on is not packed', async () => {
  await expect(packApp({ wire: `${WIRE_BEFORE}1` })).rejects.toThrow(/strictlyRequireAllFuses/);
}, 180_000);
