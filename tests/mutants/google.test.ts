import { expect, test } from 'vitest';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { commitSeed } from '#tests/support/fire/commit-seed.ts';
import { createRandom } from '#tests/support/planner/random.ts';
import { GOOGLE_MUTANTS } from './google.ts';
import type { Mutant } from './mutant.ts';
import { findFailing, findStale, tryMutant } from './try-mutant.ts';

/** `npm run soak -- mutants` tries all of them. */
const SAMPLE = 6;
/** Slower ones wait for whole apps, and are left to the long run. */
const IS_NARROW = ({ tests }: Mutant): boolean => tests.every((name) => !/\/fire\/|invites-from/.test(name));

test('each mutant of the client for Google changes one place that is there', () => {
  expect(findStale(GOOGLE_MUTANTS)).toEqual([]);
  expect(GOOGLE_MUTANTS.length).toBeGreaterThanOrEqual(30);
});

test('a sample of the mutants of the client for Google: a test notices each', async (ctx) => {
  const whyNot = whyNoGoogle();
  if (whyNot !== null) return ctx.skip(whyNot);
  const seed = commitSeed();
  const sample = createRandom(seed).shuffle(GOOGLE_MUTANTS.filter(IS_NARROW)).slice(0, SAMPLE);
  expect(await findFailing(sample)).toEqual([]);
  const wrong: string[] = [];
  for (const mutant of sample) {
    const trial = await tryMutant(mutant);
    if (trial.wrong !== null) wrong.push(trial.wrong);
  }
  expect(wrong, `GOLDEN_HOUR_SEED=${seed}`).toEqual([]);
}, 240_000);
