import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export interface StaticFile {
  readonly type: string;
  /** Its name changes with its content. */
  readonly isImmutable: boolean;
  read(): Promise<Buffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** As Vite names what it builds: `assets/main-B2x9_qLr.js`. */
const HASHED = /^\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * The files under `root` by their path as a browser asks for it, listed once: a path that is not in the list does not
 * exist, however it is spelled, so there is nothing to traverse. Links are left out.
 */
export function listStaticFiles(root: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  addFiles(root, '', files);
  const page = files.get('/index.html');
  if (page !== undefined) files.set('/', page);
  return files;
}

// Folder by folder: the archive that a desktop package keeps its files in knows no recursive listing everywhere.
function addFiles(folder: string, prefix: string, files: Map<string, StaticFile>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name);
    const path = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) addFiles(file, path, files);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    files.set(path, { type, isImmutable: HASHED.test(path), read: () => readFile(file) });
  }
}
