// Vitest's own JSON report leaves out why a test was skipped; this one keeps it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { readVitestModules } from './test-report.ts';

const reportFile = process.env['GOLDEN_HOUR_REPORT'];

export default class implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    if (reportFile === undefined) throw new Error('GOLDEN_HOUR_REPORT names no file to write the report to.');
    mkdirSync(dirname(reportFile), { recursive: true });
    writeFileSync(reportFile, JSON.stringify(readVitestModules(modules, unhandledErrors, process.cwd())));
  }
}
