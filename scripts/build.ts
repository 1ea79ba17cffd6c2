// Builds what the hosts load: the renderer for all of them, main and preload for Electron.

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'electron-vite';

const root = dirname(import.meta.dirname);
const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const hashFile = join(root, 'node_modules/.cache/golden-hour/build.sha256');
const inputs = [
  'renderer/**/*',
  'preload/**/*',
  'main/**/*',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** A hash over the names and contents of everything that a build reads. */
function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(inputs, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

async function buildAll(): Promise<void> {
  const sourceHash = hashSources();
  await build({ root, logLevel: 'warn', ignoreConfigWarning: true });
  mkdirSync(dirname(hashFile), { recursive: true });
  writeFileSync(hashFile, sourceHash);
}

/**
 * Builds only when a source has changed since the last build. What it starts is told its Google client as it starts, so
 * a client for trying things out does not stay behind in the build.
 */
export async function buildIfStale(): Promise<void> {
  const isBuilt = results.every((file) => existsSync(join(root, file))) && existsSync(hashFile);
  if (isBuilt && readFileSync(hashFile, 'utf8') === hashSources()) return;
  process.stderr.write('golden-hour: building the user interface …\n');
  const told = { ...process.env };
  delete process.env['GOLDEN_HOUR_GOOGLE_CLIENT_ID'];
  delete process.env['GOLDEN_HOUR_GOOGLE_CLIENT_SECRET'];
  await buildAll();
  Object.assign(process.env, told);
}

if (import.meta.main) await buildAll();
