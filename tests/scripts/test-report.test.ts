import { expect, test } from 'vitest';
import { hasReason, readPlaywrightReport, readVitestModules } from '#scripts/test-report.ts';

const skip = (description?: string) => ({
  status: 'skipped' as const,
  annotations: [description === undefined ? { type: 'skip' } : { type: 'skip', description }],
});
const ran = (status: 'expected' | 'unexpected' | 'flaky' | 'skipped') => ({ status, annotations: [] });

test('counts nested Playwright suites, and a flaky test as failed', () => {
  const specs = [{ title: 'opens', file: 'app.spec.ts', tests: [ran('expected'), ran('unexpected')] }];
  const inner = { title: 'inner', specs: [{ title: 'syncs', file: 'app.spec.ts', tests: [ran('flaky')] }] };
  const report = readPlaywrightReport({ suites: [{ title: 'outer', specs, suites: [inner] }], errors: [] });
  expect(report).toEqual({ passed: 1, failed: 2, skipped: [] });
});

test('tells a reasoned skip from a mute one and from a test that never ran', () => {
  const specs = [
    { title: 'opens', file: 'app.spec.ts', tests: [skip('no Electron here'), skip(), ran('skipped')] },
  ];
  const { skipped } = readPlaywrightReport({ suites: [{ title: 'app', specs }], errors: [] });
  expect(skipped.map(({ reason }) => reason)).toEqual(['no Electron here', 'no reason given', 'did not run']);
  expect(skipped.map(hasReason)).toEqual([true, false, true]);
});

test('counts an error outside any Playwright test as a failure', () => {
  expect(readPlaywrightReport({ suites: [], errors: [new Error('no config')] }).failed).toBe(1);
});

test('counts a Vitest module that did not load and a stray rejection as failures', () => {
  const tests = [
    { fullName: 'adds', result: () => ({ state: 'passed' }) },
    { fullName: 'rings', result: () => ({ state: 'skipped', note: 'no keyring' }) },
  ];
  const loaded = {
    moduleId: '/repo/tests/a.test.ts',
    errors: () => [],
    children: { allTests: () => tests },
  };
  const broken = {
    moduleId: '/repo/tests/b.test.ts',
    errors: () => [new Error('syntax')],
    children: { allTests: () => [] },
  };
  expect(readVitestModules([loaded, broken], [new Error('stray')], '/repo')).toEqual({
    passed: 1,
    failed: 2,
    skipped: [{ test: 'tests/a.test.ts › rings', reason: 'no keyring' }],
  });
});
