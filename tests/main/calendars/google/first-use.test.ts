import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const FOLDERS: readonly (readonly [prefix: string, folder: string])[] = [
  ['#main/', 'main/'],
  ['#contract/', 'preload/contract/'],
];

/** Null: a package. */
function resolveFile(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/');
  const [prefix, folder] = FOLDERS.find(([start]) => specifier.startsWith(start)) ?? [null, ''];
  return prefix === null ? null : specifier.replace(prefix, folder);
}

/** Files that are loaded with this one, by what they import at once; a type is not loaded. */
function listLoaded(entry: string): ReadonlySet<string> {
  const loaded = new Set([entry]);
  for (const file of loaded) {
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, specifier = ''] of source.matchAll(
      /^(?:import|export) (?!type\b)[^;]*?from '([^']+)';/gms,
    )) {
      const found = resolveFile(file, specifier);
      if (found?.endsWith('.ts')) loaded.add(found);
    }
  }
  return loaded;
}

test.each([
  'main/electron/index.ts',
  'main/cli/main.ts',
  'main/web/main.ts',
  'main/app/open-app.ts',
  'main/app/workers/plan-worker.ts',
  'main/app/workers/reading-thread.ts',
])('%s starts without Google’s packages', (entry) => {
  const loaded = listLoaded(entry);
  expect(loaded.size).toBeGreaterThan(5);
  expect([...loaded]).not.toContain('main/calendars/google/api.ts');
});

test('what asks Google loads them', () => {
  expect([...listLoaded('main/calendars/google/api.ts')]).toContain('main/calendars/http/exchange.ts');
  expect(readFileSync(join(root, 'main/calendars/google/api.ts'), 'utf8')).toContain(
    "from '@googleapis/calendar'",
  );
});
