import { makePlan, type Plan } from '#main/planner/make-plan.ts';
import { type Figure, median } from '#tests/bench/figures.ts';
import { ISSUE_SIZE, makeLargeWorld } from '#tests/support/planner/large-world.ts';

const WORLDS = 12;
const ROUNDS = 3;

interface Measured {
  readonly plan: Plan;
  readonly wholeMs: number;
}

function measure(seed: number): Measured[] {
  const input = makeLargeWorld({ ...ISSUE_SIZE, seed });
  return Array.from({ length: ROUNDS }, () => {
    const from = performance.now();
    const plan = makePlan(input, () => performance.now());
    return { plan, wholeMs: performance.now() - from };
  });
}

/** Plans for made-up lives of the issue's size: 200 people, 10,000 events of which 400 recur, 24 activities, 51 members. */
export function measurePlans(): Figure[] {
  const first = measure(1)[0];
  const worlds = Array.from({ length: WORLDS }, (_, i) => measure(i + 1));
  const solverMs = worlds.map((runs) => median(runs.map(({ plan }) => plan.solver.milliseconds)));
  const wholeMs = worlds.map((runs) => median(runs.map((run) => run.wholeMs)));
  const plans = worlds.flatMap((runs) => runs[0]?.plan ?? []);
  const proven = plans.filter(({ solver }) => solver.boundMicro === solver.valueMicro).length;
  const size = `${ISSUE_SIZE.people} people, ${ISSUE_SIZE.activities} activities, ${ISSUE_SIZE.members} members`;
  return [
    {
      name: 'solver',
      value: median(solverMs),
      unit: 'ms',
      target: 100,
      note: `median of ${WORLDS} lives, ${size}`,
    },
    { name: 'solver, slowest life', value: Math.max(...solverMs), unit: 'ms', target: null, note: '' },
    {
      name: 'whole plan',
      value: median(wholeMs),
      unit: 'ms',
      target: 400,
      note: `from parsed data, ${ISSUE_SIZE.events} events of which ${ISSUE_SIZE.series} recur`,
    },
    { name: 'whole plan, slowest life', value: Math.max(...wholeMs), unit: 'ms', target: null, note: '' },
    {
      name: 'whole plan, cold',
      value: first?.wholeMs ?? Number.NaN,
      unit: 'ms',
      target: null,
      note: 'the first one of the process',
    },
    {
      name: 'plans proven best',
      value: (100 * proven) / WORLDS,
      unit: '%',
      target: null,
      note: `${plans.map(({ solver }) => solver.nodes).join(', ')} nodes`,
    },
  ];
}
