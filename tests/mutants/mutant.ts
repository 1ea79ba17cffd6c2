/** One mistake that somebody could make, and the tests that must notice it. */
export interface Mutant {
  /** What the client does wrong, in a few words; unique in its list. */
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Specs of which at least one has to fail, by an assertion. */
  readonly tests: readonly string[];
}

/** Holds a mutant as JSON where a run is to have one. */
export const MUTANT_VARIABLE = 'GOLDEN_HOUR_MUTANT';

/** Null: nothing is mutated. */
export function readMutant(env: NodeJS.ProcessEnv): Mutant | null {
  const json = env[MUTANT_VARIABLE];
  // Written by run-tests.ts.
  return json === undefined || json === '' ? null : (JSON.parse(json) as Mutant);
}

/** How often the text to find stands in a source. */
export const countPlaces = ({ find }: Mutant, source: string): number => source.split(find).length - 1;

/** Throws where the text to find does not stand there exactly once. */
export function mutate(mutant: Mutant, source: string): string {
  const places = countPlaces(mutant, source);
  if (places !== 1) {
    throw new Error(
      `"${mutant.find}" stands ${places} times in ${mutant.file}. Adapt the mutant "${mutant.name}" to what the file says now.`,
    );
  }
  // Not by `replace`, which reads a $ in what is put in.
  return source.split(mutant.find).join(mutant.replace);
}
