import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TESTS = join(import.meta.dirname, '..');

/** Electron's docs/tutorial/security.md, as of 22 August 2026. */
const CHECKLIST = [
  'Only load secure content',
  'Do not enable Node.js integration for remote content',
  'Enable context isolation',
  'Enable process sandboxing',
  'Handle session permission requests from remote content',
  'Do not disable webSecurity',
  'Define a Content Security Policy',
  'Do not enable allowRunningInsecureContent',
  'Do not enable experimental features',
  'Do not use enableBlinkFeatures',
  'Do not use allowpopups for WebViews',
  'Verify WebView options before creation',
  'Disable or limit navigation',
  'Disable or limit creation of new windows',
  'Do not use shell.openExternal with untrusted content',
  'Use a current version of Electron',
  'Validate the sender of all IPC messages',
  'Avoid usage of the file:// protocol and prefer usage of custom protocols',
  'Check which fuses you can change',
  'Do not expose Electron APIs to untrusted web content',
];

/** Which items the titles of the tests under `folders` name. */
function coveredBy(folders: readonly string[]): ReadonlySet<number> {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.{test,spec}.ts`),
    { cwd: TESTS },
  );
  const texts = files.map((file) => readFileSync(join(TESTS, file), 'utf8'));
  // Titles of a table are written with the number in it: `security item ${item}`, [6, 'title', …].
  const numbers = texts.flatMap((text) => [
    ...[...text.matchAll(/(?:test|describe)\(\s*['`]security item (\d+): /g)].map(([, number]) =>
      Number(number),
    ),
    ...(text.includes('security item ${item}: ')
      ? [...text.matchAll(/^ {2}\[(\d+), '/gm)].map(([, number]) => Number(number))
      : []),
  ]);
  return new Set(numbers);
}

test.each(CHECKLIST.map((text, index) => [index + 1, text] as const))('item %i is tested: %s', (item) => {
  expect(coveredBy(['e2e', 'main', 'preload', 'packaging'])).toContain(item);
});

test.each(CHECKLIST.map((text, index) => [index + 1, text] as const).filter(([item]) => item !== 19))(
  'item %i is tested as the app runs: %s',
  (item) => {
    expect(coveredBy(['e2e/desktop'])).toContain(item);
  },
);
