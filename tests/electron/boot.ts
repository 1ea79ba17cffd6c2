// What Electron does before the app's own first line: finds the app's package and starts its main file.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setClock } from './double/clock.ts';
import { startRuntime } from './double/runtime.ts';

interface Package {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : findRoot(parent);
}

const target = resolve(process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '.');
const isFolder = statSync(target).isDirectory();
const root = findRoot(isFolder ? target : dirname(target));
const packageFile = join(root, 'package.json');
// A package.json is what npm says it is; an app without one has Electron's defaults.
const found = existsSync(packageFile) ? (JSON.parse(readFileSync(packageFile, 'utf8')) as Package) : {};

process.argv = [process.execPath, ...process.argv.slice(2)];
const clockStart = process.env['ELECTRON_DOUBLE_NOW'];
if (clockStart !== undefined) setClock(Date.parse(clockStart));
startRuntime({
  appPath: root,
  name: found.productName ?? found.name ?? 'Electron',
  version: found.version ?? process.versions['electron'] ?? '0.0.0',
});

const loader = process.env['ELECTRON_DOUBLE_LOADER'];
if (loader !== undefined) {
  // Playwright's loader cuts the arguments that it gave itself off process.argv.
  const kept = process.argv;
  process.argv = ['', '--remote-debugging-port=0', ...kept.slice(1)];
  createRequire(import.meta.url)(loader);
  process.argv = kept;
}
await import(pathToFileURL(isFolder ? join(root, found.main ?? 'index.js') : target).href);
