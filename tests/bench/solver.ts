/** How long a plan takes on made-up lives of the issue's size: `node tests/bench/solver.ts [runs]`. */
import { makePlan } from '#main/planner/make-plan.ts';
import { ISSUE_SIZE, makeLargeWorld } from '#tests/support/planner/large-world.ts';

const runs = Number(process.argv[2] ?? 5);
const now = (): number => performance.now();

for (let seed = 1; seed <= runs; seed++) {
  const input = makeLargeWorld({ ...ISSUE_SIZE, seed });
  for (let round = 0; round < 3; round++) {
    const from = now();
    const plan = makePlan(input, now);
    const whole = now() - from;
    const { solver } = plan;
    process.stdout.write(
      `seed ${seed}: ${input.occurrences.length} occurrences, ${plan.askable.length} askable, ` +
        `${plan.openings.length} openings, ${solver.candidates} candidates, ${plan.proposals.length} proposals, ` +
        `value ${solver.valueMicro} gap ${solver.boundMicro - solver.valueMicro}, ${solver.nodes} nodes, ` +
        `solver ${solver.milliseconds.toFixed(0)} ms, whole ${whole.toFixed(0)} ms\n`,
    );
  }
}
