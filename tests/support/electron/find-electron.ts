import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Never `require('electron')` to find out: since Electron 42 that downloads the binary. */
export function findElectron(): { readonly path: string } | { readonly missing: string } {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return { missing: 'Electron’s binary is not installed (`npx install-electron`)' };
  const path = join(folder, 'dist', readFileSync(record, 'utf8').trim());
  return existsSync(path) ? { path } : { missing: `Electron’s binary is not at ${path}` };
}

/** Where its absence is no reason to skip. */
export const mustHaveElectron = (): boolean => process.env['REQUIRE_ELECTRON'] === '1';
