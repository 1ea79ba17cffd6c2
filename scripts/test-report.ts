// What one step of `npm test` leaves behind, and how the reports of the two test runners become it.

import { relative } from 'node:path';

export type Skip = { readonly test: string; readonly reason: string };

export type StepReport = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
};

const noReason = 'no reason given';

/** The parts of Playwright's JSON report that count. */
type PlaywrightSuite = {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: ReadonlyArray<{
    readonly title: string;
    readonly file: string;
    readonly tests: ReadonlyArray<{
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly annotations: ReadonlyArray<{ readonly type: string; readonly description?: string }>;
    }>;
  }>;
};
export type PlaywrightReport = {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly unknown[];
};

export function readPlaywrightReport(report: PlaywrightReport): StepReport {
  let passed = 0;
  let failed = report.errors.length;
  const skipped: Skip[] = [];
  const countSuite = (suite: PlaywrightSuite): void => {
    for (const spec of suite.specs ?? []) {
      for (const { status, annotations } of spec.tests) {
        if (status === 'expected') passed += 1;
        else if (status === 'skipped') {
          const note = annotations.find(({ type }) => type === 'skip' || type === 'fixme');
          // Without an annotation nobody chose to skip it: Playwright stopped before it.
          const reason = note === undefined ? 'did not run' : (note.description ?? noReason);
          skipped.push({ test: `${spec.file} › ${spec.title}`, reason });
        } else failed += 1;
      }
    }
    suite.suites?.forEach(countSuite);
  };
  report.suites.forEach(countSuite);
  return { passed, failed, skipped };
}

/** The shape of what Vitest hands a reporter, as far as it counts. */
type VitestModule = {
  readonly moduleId: string;
  readonly errors: () => readonly unknown[];
  readonly children: {
    readonly allTests: () => Iterable<{
      readonly fullName: string;
      readonly result: () => { readonly state: string; readonly note?: string | undefined };
    }>;
  };
};

/** A module that could not be loaded and an error outside any test each count as one failed test. */
export function readVitestModules(
  modules: readonly VitestModule[],
  unhandledErrors: readonly unknown[],
  root: string,
): StepReport {
  let passed = 0;
  let failed = unhandledErrors.length;
  const skipped: Skip[] = [];
  for (const module of modules) {
    failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state, note } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'skipped') {
        skipped.push({
          test: `${relative(root, module.moduleId)} › ${test.fullName}`,
          reason: note ?? noReason,
        });
      } else failed += 1;
    }
  }
  return { passed, failed, skipped };
}

/** A skip has to say why: one that does not is a failure. */
export function hasReason(skip: Skip): boolean {
  return skip.reason !== noReason;
}
