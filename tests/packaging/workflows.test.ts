import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly strategy?: {
          readonly matrix: { readonly os?: string[]; readonly include?: { os: string }[] };
        };
        readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
      }
    >
  >;
}

const readText = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const readWorkflow = (name: string): Workflow => parse(readText(`.github/workflows/${name}.yml`)) as Workflow;
const systems = ['ubuntu-latest', 'macos-latest', 'windows-latest'];

test('every change is checked on three systems, with the real Electron', () => {
  const { test: job } = readWorkflow('ci').jobs;
  expect(job?.strategy?.matrix.os).toEqual(systems);
  const runs = job?.steps.filter(({ run }) => run?.includes('npm test')) ?? [];
  expect(runs.map(({ env }) => env?.['REQUIRE_ELECTRON'])).toEqual(['1', '1']);
});

test('a release is packed on the system that it is for, and stays a draft', () => {
  const { package: pack, draft } = readWorkflow('release').jobs;
  expect(pack?.strategy?.matrix.include?.map(({ os }) => os)).toEqual(systems);
  const commands = [...(pack?.steps ?? []), ...(draft?.steps ?? [])].flatMap(({ run }) => run ?? []);
  expect(commands.some((run) => run.includes('--publish never'))).toBe(true);
  expect(commands.filter((run) => run.includes('gh release create'))).toEqual([
    expect.stringContaining('--draft'),
  ]);
});

test.each(['ci', 'release'])('%s names scripts that package.json has', (name) => {
  const { scripts } = JSON.parse(readText('package.json')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...readText(`.github/workflows/${name}.yml`).matchAll(/npm run (\w+)/g)].map(
    ([, script = '']) => script,
  );
  expect(named.filter((script) => !(script in scripts))).toEqual([]);
});
