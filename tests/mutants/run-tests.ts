import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Mutant, MUTANT_VARIABLE } from './mutant.ts';
import { type Verdict, VERDICT_VARIABLE } from './verdict.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = 'tests/mutants/vitest.config.ts';
/** For each spec, on a machine that is busy with other things. */
const LIMIT_MS = 60_000;

/** Runs these specs in a process of its own, with the mutant in the place of the module that it changes; null: as it is. */
export async function runTests(tests: readonly string[], mutant: Mutant | null): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-hour-mutant-'));
  const path = join(folder, 'verdict.json');
  try {
    const said = await runVitest(tests, {
      [VERDICT_VARIABLE]: path,
      [MUTANT_VARIABLE]: mutant === null ? '' : JSON.stringify(mutant),
      NODE_OPTIONS: `--import=${new URL('load-mutated.ts', import.meta.url).href}`,
    });
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return { passed: 0, refuted: [], broken: [`No verdict was written. ${said}`] };
    // Written by verdict-reporter.ts.
    return JSON.parse(text) as Verdict;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What it said, for whoever has to find out why it did not get to its end. */
async function runVitest(tests: readonly string[], more: NodeJS.ProcessEnv): Promise<string> {
  // A run inside another one is nobody's worker.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^VITEST|^GOLDEN_HOUR_REPORT$/.test(name)),
  );
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', CONFIG, ...tests];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, ...more, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const over = new AbortController();
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  }).finally(() => over.abort());
  const limit = wait(LIMIT_MS * (1 + tests.length), undefined, { signal: over.signal }).then(
    () => void child.kill('SIGKILL'),
    () => undefined,
  );
  await ended;
  await limit;
  return said.slice(-2_000);
}
