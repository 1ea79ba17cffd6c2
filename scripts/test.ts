// `npm test`: every check in order. The last line on stdout is `N passed, N failed, N skipped` over all of them.
// `npm test -- types lint` runs only the steps named.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { forgetGoogle } from './forget-google.ts';
import { hasReason, type PlaywrightReport, readPlaywrightReport, type StepReport } from './test-report.ts';
import { chooseSuiteZone, fixedZones, zonedFolders } from './zones.ts';

type Step = { readonly name: string; readonly title: string; readonly run: () => StepReport };
type Command = readonly [tool: string, ...args: string[]];

const root = dirname(import.meta.dirname);
const binFolder = join(root, 'node_modules/.bin');
const reportFolder = join(root, 'test-results');
const onePassed: StepReport = { passed: 1, failed: 0, skipped: [] };
const oneFailed: StepReport = { passed: 0, failed: 1, skipped: [] };

/** Escape codes are noise in a log. Playwright sets FORCE_COLOR for its workers, which then complain of NO_COLOR. */
function withoutColours(tool: string): NodeJS.ProcessEnv {
  return tool === 'playwright' ? { FORCE_COLOR: '0' } : { NO_COLOR: '1' };
}

/** @returns whether the tool ended with exit code 0 */
function runTool([tool, ...args]: Command, env: NodeJS.ProcessEnv = {}): boolean {
  const isWindows = process.platform === 'win32';
  const result = spawnSync(tool === 'node' ? process.execPath : join(binFolder, tool), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...(process.stdout.isTTY ? {} : withoutColours(tool)), ...env },
    shell: isWindows && tool !== 'node',
  });
  return result.status === 0;
}

/** A check counts as one test, however many tools it takes; all of them run, so that one round shows everything. */
function check(name: string, title: string, commands: readonly Command[]): Step {
  const run = (): StepReport => {
    const isClean = commands.map((command) => runTool(command)).every(Boolean);
    return isClean ? onePassed : oneFailed;
  };
  return { name, title, run };
}

/** A runner that ends badly, or ends well without a report, has failed whatever it counted. */
function readReport(file: string, isExitClean: boolean, parse: (text: string) => StepReport): StepReport {
  if (!existsSync(file)) return oneFailed;
  const report = parse(readFileSync(file, 'utf8'));
  const executed = report.passed + report.failed;
  if (executed === 0) {
    process.stdout.write('No test was executed.\n');
    return { ...report, failed: 1 };
  }
  return isExitClean || report.failed > 0 ? report : { ...report, failed: 1 };
}

function unit(zone: string, folders: readonly string[]): Step {
  const reportFile = join(reportFolder, `unit-${zone.replaceAll('/', '-')}-${folders.length}.json`);
  const run = (): StepReport => {
    rmSync(reportFile, { force: true });
    const isExitClean = runTool(
      ['vitest', 'run', '--reporter=default', '--reporter=./scripts/vitest-reporter.ts', ...folders],
      { TZ: zone, GOLDEN_HOUR_REPORT: reportFile },
    );
    return readReport(reportFile, isExitClean, (text) => JSON.parse(text) as StepReport);
  };
  return { name: 'unit', title: `${folders.join(', ') || 'unit and contract tests'} (TZ=${zone})`, run };
}

function endToEnd(): StepReport {
  const reportFile = join(reportFolder, 'e2e.json');
  rmSync(reportFile, { force: true });
  const isExitClean = runTool(['playwright', 'test']);
  return readReport(reportFile, isExitClean, (text) =>
    readPlaywrightReport(JSON.parse(text) as PlaywrightReport),
  );
}

function readCommit(): string {
  const git = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return git.status === 0 ? git.stdout : '00000000';
}

const steps: readonly Step[] = [
  check('types', 'types', [['tsc', '-b']]),
  check('lint', 'lint, format, dead code', [
    ['oxlint', '--type-aware', '--deny-warnings', '--ignore-pattern', 'tests/lint/fixtures/**'],
    ['biome', 'format'],
    ['knip'],
  ]),
  // Before the unit tests: some of them serve the built page.
  check('build', 'build', [['node', 'scripts/build.ts']]),
  unit(chooseSuiteZone(readCommit()), []),
  ...fixedZones.map((zone) => unit(zone, zonedFolders)),
  { name: 'e2e', title: 'end to end', run: endToEnd },
];

forgetGoogle();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  const known = [...new Set(steps.map(({ name }) => name))].join(', ');
  process.stderr.write(`npm test knows no step ${unknown.join(', ')}; it has ${known}.\n`);
  process.exit(2);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = new Set<string>();
const closing: string[] = [];
for (const { name, title, run } of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n== ${title}\n`);
  const startedAt = performance.now();
  const isBlocked = name === 'e2e' && failedSteps.has('build');
  if (isBlocked) process.stdout.write('Not run, because the build failed.\n');
  const { passed, failed, skipped } = isBlocked ? oneFailed : run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const unexplained = skipped.filter((skip) => !hasReason(skip)).length;
  totals.passed += passed;
  totals.failed += failed + unexplained;
  totals.skipped += skipped.length - unexplained;
  const isOk = failed + unexplained === 0;
  if (!isOk) failedSteps.add(name);
  const counts = `${passed} passed, ${failed + unexplained} failed, ${seconds} s`;
  closing.push(`${isOk ? 'ok    ' : 'FAILED'} ${title}: ${counts}`);
  for (const skip of skipped) {
    closing.push(`       ${hasReason(skip) ? 'skipped' : 'failed'}: ${skip.test}: ${skip.reason}`);
  }
}
process.stdout.write(`\n${closing.join('\n')}\n`);
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`);
process.exitCode = totals.failed > 0 ? 1 : 0;
