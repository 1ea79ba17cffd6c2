import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importTable, packageFences } from '#scripts/import-table.ts';
import plugin from '#scripts/lint-plugin.ts';

// Each folder of fixtures is named after a rule. A line that ends in `// bad` must be flagged by that rule, and no
// other line may be: so a rule that is switched off, or that no longer sees a syntax, fails here.

const root = join(import.meta.dirname, '../..');
const fixtures = 'tests/lint/fixtures';

type Finding = {
  readonly code?: string;
  readonly filename: string;
  readonly message: string;
  readonly labels: ReadonlyArray<{ readonly span: { readonly line: number } }>;
};

function lintFixtures(): Promise<readonly Finding[]> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve, reject) => {
    // oxlint ends with 1 whenever it finds something, which is what is asked of it here.
    execFile(
      process.execPath,
      [oxlint, '--format=json', fixtures],
      { cwd: root },
      (error, stdout, stderr) => {
        if (stdout === '') reject(new Error(stderr, { cause: error }));
        else resolve((JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics);
      },
    );
  });
}

function listFixtures(rule: string): string[] {
  return globSync(`${fixtures}/${rule}/**/*.ts`, { cwd: root }).map((path) => path.split(sep).join('/'));
}

function listBadLines(rule: string): string[] {
  return listFixtures(rule).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((text, index) => (text.endsWith('// bad') ? [`${path}:${index + 1}`] : [])),
  );
}

let findings: readonly Finding[] = [];

beforeAll(async () => {
  findings = await lintFixtures();
});

function listFlaggedLines(rule: string): string[] {
  const lines = findings
    .filter((finding) => finding.code === `golden-hour(${rule})`)
    .map(({ filename, labels }) => `${filename.split(sep).join('/')}:${labels[0]?.span.line}`)
    .filter((line) => line.startsWith(`${fixtures}/${rule}/`));
  return [...new Set(lines)];
}

describe.each(Object.keys(plugin.rules))('%s', (rule) => {
  test('flags exactly the lines marked as bad', () => {
    const badLines = listBadLines(rule);
    expect(badLines.length).toBeGreaterThan(0);
    expect(listFlaggedLines(rule).toSorted()).toEqual(badLines.toSorted());
  });
});

test.each(Object.keys(importTable))('the table row of %s has a bad import', (room) => {
  const badFiles = listBadLines('rooms').map((line) => line.replace(`${fixtures}/rooms/`, ''));
  expect(badFiles.filter((file) => file.startsWith(`${room}/`))).not.toEqual([]);
});

test.each(Object.keys(packageFences))('the fence around %s has an import from outside it', (name) => {
  const message = `${name} may be imported only in`;
  expect(findings.filter((finding) => finding.message.startsWith(message))).not.toEqual([]);
});
