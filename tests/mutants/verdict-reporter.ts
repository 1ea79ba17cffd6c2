import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { type Verdict, VERDICT_VARIABLE } from './verdict.ts';

/** Also where a property, or whatever else, reports what it found as the cause of its own error. */
const isAssertion = ({ name, cause }: SerializedError): boolean =>
  name === 'AssertionError' || (cause !== undefined && cause !== null && isAssertion(cause));

const firstLine = ({ name, message }: SerializedError): string => `${name}: ${message.split('\n')[0] ?? ''}`;

/** Writes down which tests failed, and whether by an assertion. */
export class VerdictReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const path = process.env[VERDICT_VARIABLE];
    if (path === undefined) throw new Error(`${VERDICT_VARIABLE} names no file to write the verdict to.`);
    let passed = 0;
    const refuted: string[] = [];
    const broken = unhandled.map(firstLine);
    for (const module of modules) {
      const file = relative(process.cwd(), module.moduleId).replaceAll('\\', '/');
      broken.push(...module.errors().map((error) => `${file}: ${firstLine(error)}`));
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        if (state === 'passed') passed += 1;
        if (state !== 'failed') continue;
        const name = `${file} > ${test.fullName}`;
        if (errors.some(isAssertion)) refuted.push(name);
        else broken.push(`${name}: ${errors.map(firstLine).join(', ')}`);
      }
    }
    writeFileSync(path, JSON.stringify({ passed, refuted, broken } satisfies Verdict));
  }
}
