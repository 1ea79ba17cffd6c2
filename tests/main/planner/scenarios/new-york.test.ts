import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fail } from '#contract/outcome.ts';
import { runCommand } from '#main/cli/run-command.ts';
import { findBestPlan } from '#tests/support/scenarios/best-plan.ts';
import { checkPrintedPlan } from '#tests/support/scenarios/check-printed.ts';
import { type PrintedPlan, readPrinted } from '#tests/support/scenarios/printed-plan.ts';

const FOLDER = fileURLToPath(new URL('../../../../../shared/data/scenarios/new-york/', import.meta.url));
const SCENARIO = [
  '--calendar calendar.ics --people people.json --forecast forecast.json --me alex.morgan@example.com',
  '--now 2025-12-29T09:00:00-05:00 --zone America/New_York --place 40.63,-74.43',
].flatMap((line) => line.split(' '));

async function plan(...more: string[]): Promise<PrintedPlan> {
  const out: string[] = [];
  const code = await runCommand(['plan', '--json', '--candidates', ...SCENARIO, ...more], {
    folder: FOLDER,
    output: { out: (text) => out.push(text), error: (text) => out.push(text) },
    serve: () => Promise.resolve(fail('refused', 'No host in this test.')),
  });
  if (code !== 0) throw new Error(out.join('\n'));
  return readPrinted(out.join('\n'));
}

describe.each([1, 2])('the last week of 2025 in New York, at most %i a week', (perWeek) => {
  it('is planned as well as brute force plans it', async (ctx) => {
    if (!existsSync(FOLDER)) ctx.skip(`The scenario is not there: ${FOLDER}`);
    const printed = await plan('--per-week', String(perWeek));
    const { units, faults } = checkPrintedPlan(printed);
    expect(faults).toEqual([]);
    expect(printed.solver.optimalityGap).toBe(0);
    const best = findBestPlan(printed);
    expect(best.chosen.length).toBeGreaterThan(0);
    expect(Math.abs(units - best.units) / 1e12).toBeLessThanOrEqual(1e-6);
  });
});
