import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Configuration } from 'electron-builder';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readConfiguration = (): Configuration => parse(readFileSync(`${root}electron-builder.yml`, 'utf8'));

interface Validator {
  readonly validateConfiguration: (
    configuration: unknown,
    log: { readonly isEnabled: boolean },
  ) => Promise<void>;
}

/** electron-builder's own check, of which it exports nothing. */
function loadValidator(): Validator {
  const ownRequire = createRequire(import.meta.resolve('electron-builder'));
  return ownRequire('app-builder-lib/out/util/config/config') as Validator;
}

describe('electron-builder.yml', () => {
  const { validateConfiguration } = loadValidator();
  const validate = (change: object): Promise<void> =>
    validateConfiguration({ ...readConfiguration(), ...change }, { isEnabled: false });

  test('is what the schema of electron-builder allows', async () => {
    await expect(validate({})).resolves.toBeUndefined();
  });

  test.each([
    ['a word that is misspelt', { artefactName: 'x' }],
    ['a value of the wrong kind', { asar: 'yes' }],
    ['a part in the wrong place', { mac: { oneClick: true } }],
  ])('%s would be refused', async (_name, change) => {
    await expect(validate(change)).rejects.toThrow(/Invalid configuration object/);
  });

  test('names every target, once for each kind of processor', () => {
    const { linux, win, mac } = readConfiguration();
    const targets = [linux?.target, win?.target, mac?.target].flat();
    const arch = ['x64', 'arm64'];
    expect(targets).toEqual(['AppImage', 'deb', 'nsis', 'dmg', 'zip'].map((target) => ({ target, arch })));
  });

  test('names files that are there', () => {
    const { linux, win, mac, afterPack } = readConfiguration();
    const named = [linux?.icon, win?.icon, mac?.icon, mac?.entitlements, mac?.entitlementsInherit, afterPack];
    expect(named.filter((path) => typeof path !== 'string' || !existsSync(`${root}${path}`))).toEqual([]);
  });

  test('gives the hardened runtime of macOS one hole, for the compiler of V8', () => {
    const entitlements = readFileSync(`${root}build/entitlements.mac.plist`, 'utf8');
    const keys = [...entitlements.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key);
    expect(readConfiguration().mac?.hardenedRuntime).toBe(true);
    expect(keys).toEqual(['com.apple.security.cs.allow-jit']);
  });
});
