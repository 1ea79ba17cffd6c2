import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/**
 * The last day on which Electron's maintainers support a major: they support the latest three. From
 * https://releases.electronjs.org/schedule, as it was quoted in November 2026; the days of publication that it gives
 * agree with the npm registry within two days. A new major needs its line here.
 */
const LAST_SUPPORTED_DAY: Readonly<Record<string, string>> = {
  '44': '2027-03-01',
  '45': '2027-04-26',
  '46': '2027-06-21',
};

const root = fileURLToPath(new URL('../../', import.meta.url));

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(`${root}${path}`, 'utf8'));
}

/** The day of the commit and not of today: a state that was well when it was made stays so. */
function readCommitDay(): string | null {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync('git', ['log', '-1', '--format=%cs'], options).trim();
  } catch {
    return null;
  }
}

test('security item 16: the major is supported', (ctx) => {
  const day = readCommitDay();
  if (day === null) ctx.skip('no git history here, so the day of this state is not known');
  const { devDependencies } = readJson('package.json') as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const major = devDependencies['electron']?.split('.')[0] ?? 'none';
  const lastDay = LAST_SUPPORTED_DAY[major];
  expect(lastDay, `Electron ${major} has no line in LAST_SUPPORTED_DAY`).toBeDefined();
  expect(`${day}` <= `${lastDay}`, `Electron ${major} was supported until ${lastDay}: take a newer one`).toBe(
    true,
  );
});

test('the version of Electron is pinned, and the one that is installed', () => {
  const { devDependencies } = readJson('package.json') as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const { version } = readJson('node_modules/electron/package.json') as { readonly version: string };
  expect(devDependencies['electron']).toBe(version);
});
