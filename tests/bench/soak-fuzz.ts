import { describeFault, type FuzzFault, runFuzz } from '#tests/support/fuzz/run-fuzz.ts';
import { createTargets } from '#tests/support/fuzz/targets.ts';

/** One target's turn at most; then the next one's, and again with another seed. */
const LONGEST_TURN_MS = 20_000;

/**
 * `npm run soak -- fuzz MINUTES SEED`: every reader of what comes from outside, in turn, until the time is over. Faults
 * are printed with their input and do not stop it. Gives the number of faults.
 */
export async function soakFuzz({
  minutes,
  seed,
  print,
}: {
  readonly minutes: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}): Promise<number> {
  const targets = createTargets();
  for (const { corpus, name } of targets) if (corpus.reason !== null) print(`${name}: ${corpus.reason}`);
  const untilMs = performance.now() + minutes * 60_000;
  const turnMs = Math.min(LONGEST_TURN_MS, (minutes * 60_000) / targets.length);
  const inputs = new Map<string, number>();
  const faults: FuzzFault[] = [];
  for (let round = 0; performance.now() < untilMs; round++) {
    for (const target of targets) {
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) break;
      const figures = await runFuzz(target, (seed + round) >>> 0, Math.min(turnMs, leftMs));
      inputs.set(target.name, (inputs.get(target.name) ?? 0) + figures.inputs);
      if (figures.fault === null) continue;
      faults.push(figures.fault);
      print(describeFault(figures.fault));
    }
  }
  for (const [name, count] of inputs) print(`${name}: ${count} inputs`);
  print(`${faults.length} faults, first seed ${seed}.`);
  return faults.length;
}
