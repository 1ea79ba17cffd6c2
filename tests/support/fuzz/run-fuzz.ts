import fc from 'fast-check';
import { mutate } from './mutate.ts';
import { createRandom } from './random.ts';
import type { FuzzTarget } from './targets.ts';

export interface FuzzFault {
  readonly target: string;
  readonly seed: number;
  readonly problem: string;
  /** Made as small as it could be in a short time; base64. */
  readonly input: string;
  /** The same, to be read. */
  readonly text: string;
}

export interface FuzzFigures {
  readonly inputs: number;
  readonly structures: number;
  readonly fault: FuzzFault | null;
}

/** Structures made at a time: fast-check takes a while to begin. */
const BATCH = 40;
const SHRINKING_MS = 5_000;

/**
 * Tries inputs on one target until the time is over or one of them shows a fault: structures as they are, and files and
 * structures with mutations. The same seed tries the same inputs in the same order, as many as there is time for.
 */
export async function runFuzz(target: FuzzTarget, seed: number, forMs: number): Promise<FuzzFigures> {
  const random = createRandom(seed);
  const untilMs = performance.now() + forMs;
  let inputs = 0;
  let structures = 0;
  for (let round = 0; performance.now() < untilMs; round++) {
    const made = fc
      .sample(target.structures, { numRuns: BATCH, seed: (seed + round) | 0 })
      .map((text) => new TextEncoder().encode(text));
    const sources = [...target.corpus.files, ...made];
    const tried = made.flatMap((structure) => [
      structure,
      mutate(structure, random, random.pick(sources)),
      mutate(random.pick(sources), random, random.pick(sources)),
    ]);
    for (const [i, input] of tried.entries()) {
      if (performance.now() >= untilMs) break;
      inputs++;
      if (i % 3 === 0) structures++;
      const problem = await findProblem(target, input);
      if (problem === null) continue;
      const small = await shrink(target, input, problem);
      return {
        inputs,
        structures,
        fault: {
          target: target.name,
          seed,
          problem,
          input: Buffer.from(small).toString('base64'),
          text: new TextDecoder().decode(small),
        },
      };
    }
  }
  return { inputs, structures, fault: null };
}

async function findProblem(target: FuzzTarget, input: Uint8Array): Promise<string | null> {
  try {
    await target.run(input);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 1_500) : String(error);
  }
}

const firstWords = (problem: string): string => problem.slice(0, 30);

/** Leaves out ever smaller pieces as long as the same problem stays. */
async function shrink(target: FuzzTarget, input: Uint8Array, problem: string): Promise<Uint8Array> {
  const untilMs = performance.now() + SHRINKING_MS;
  let small = input;
  for (let size = Math.ceil(input.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < small.length && performance.now() < untilMs; ) {
      const shorter = new Uint8Array([...small.subarray(0, at), ...small.subarray(at + size)]);
      const still = await findProblem(target, shorter);
      if (still !== null && firstWords(still) === firstWords(problem)) small = shorter;
      else at += size;
    }
  }
  return small;
}

/** How to repeat a fault, for whoever reads the log. */
export const describeFault = ({ target, seed, problem, input, text }: FuzzFault): string =>
  `${target}, seed ${seed}: ${problem}\nInput (base64): ${input.slice(0, 20_000)}\n${JSON.stringify(text).slice(0, 4_000)}\n`;
