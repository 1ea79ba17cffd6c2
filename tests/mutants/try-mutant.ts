import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countPlaces, type Mutant } from './mutant.ts';
import { ROOT, runTests } from './run-tests.ts';

export interface Trial {
  readonly name: string;
  /** The first test that noticed it; null: none did. */
  readonly caughtBy: string | null;
  /** Why it was not caught as it should be; null: it was. */
  readonly wrong: string | null;
  readonly seconds: number;
}

/** What is wrong with a list of mutants before any of them is tried, by name. */
export function findStale(mutants: readonly Mutant[]): readonly string[] {
  const names = mutants.map(({ name }) => name);
  return mutants.flatMap((mutant, at) => {
    const { name, file, find, replace, tests } = mutant;
    const source = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : null;
    const places = source === null ? 0 : countPlaces(mutant, source);
    const missing = tests.filter((test) => !existsSync(join(ROOT, test)));
    return [
      ...(names.indexOf(name) === at ? [] : ['has the name of another one']),
      ...(source === null ? [`changes ${file}, which is not there`] : []),
      ...(source === null || places === 1 ? [] : [`finds its text ${places} times in ${file}`]),
      ...(find === replace ? ['changes nothing'] : []),
      ...(tests.length === 0 ? ['names no tests'] : []),
      ...missing.map((test) => `names ${test}, which is not there`),
    ].map((why) => `The mutant "${name}" ${why}.`);
  });
}

/** Why the specs of these mutants do not pass as things are; empty: they do. */
export async function findFailing(mutants: readonly Mutant[]): Promise<readonly string[]> {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
  const { passed, refuted, broken } = await runTests(tests, null);
  const failing = [...refuted, ...broken];
  return passed > 0 || failing.length > 0 ? failing : ['No test was executed.'];
}

/** Whether the tests of a mutant notice it. The same tests pass without it: see `findFailing`. */
export async function tryMutant(mutant: Mutant): Promise<Trial> {
  const startedAt = performance.now();
  const { refuted, broken } = await runTests(mutant.tests, mutant);
  const seconds = (performance.now() - startedAt) / 1_000;
  const [caughtBy = null] = refuted;
  const wrong = caughtBy === null ? explainSurvival(mutant, broken) : null;
  return { name: mutant.name, caughtBy, wrong, seconds };
}

function explainSurvival({ name, tests }: Mutant, broken: readonly string[]): string {
  if (broken.length === 0)
    return `The mutant "${name}" survives ${tests.join(', ')}. Write the test that is missing.`;
  return `The mutant "${name}" is not caught by an assertion: ${broken.join('\n')}`;
}
