import { createPricer, type Masks, type Prices, type Relaxation } from '#main/planner/solve/bound.ts';
import { chooseBranch } from '#main/planner/solve/branch.ts';
import { dive, type Draft, draftOf, improve, makeDraft } from '#main/planner/solve/draft.ts';
import { createGroupSolver } from '#main/planner/solve/group.ts';
import type { Solution, SolveInstance } from '#main/planner/solve/instance.ts';
import { clearSingles, movePrices, zeroPrices } from '#main/planner/solve/price.ts';
import { buildProblem } from '#main/planner/solve/problem.ts';
import { createSchedule } from '#main/planner/solve/schedule.ts';
import { findUsefulPeople } from '#main/planner/solve/useful-people.ts';

/** Nodes, not time, so that every machine gives the same plan. */
const NODE_LIMIT = 20_000;
const ROOT_STEPS = 120;
const NODE_STEPS = 12;
/** After so many steps at the root a plan is made from the prices and candidates are left out. */
const DIVE_EVERY = 10;

interface SearchNode {
  readonly bound: number;
  readonly masks: Masks;
  readonly prices: Prices;
  readonly relaxation: Relaxation;
}

/**
 * The best plan, proven: prices bound every plan from above (bound.ts), and where a person or an activity is wanted on
 * two dates the search branches on 'only on this date' or 'not on this date'. Every branch closes dates, so it ends;
 * with one date left for everybody the relaxation is the plan. Beyond the node limit it returns the best plan found
 * and the bound that holds for it.
 */
export function solvePlan(instance: SolveInstance, nodeLimit: number = NODE_LIMIT): Solution {
  const schedule = createSchedule(instance.schedule);
  const problem = buildProblem(instance, findUsefulPeople(instance, schedule));
  const startMasks = openMasks();
  const pricer = createPricer(problem, createGroupSolver(problem), schedule, startMasks);
  let best: Draft = makeDraft(problem, []);

  function openMasks(): Masks {
    const full = (1 << instance.schedule.days) - 1;
    const activities = new Int32Array(problem.activities).fill(full);
    for (const kept of instance.kept) activities[kept.activity] = 0;
    return { people: new Int32Array(problem.people.length).fill(full), activities };
  }

  const keepBest = (draft: Draft | null): void => {
    if (draft && draft.value > best.value) best = draft;
  };

  /** Moves prices towards a lower bound (subgradient with Polyak's step), keeping the lowest. */
  function priceNode(masks: Masks, start: Prices, steps: number, isRoot: boolean): SearchNode {
    let prices = clearSingles(start, masks);
    let lowest: SearchNode | null = null;
    let scale = 1;
    let sinceBetter = 0;
    for (let step = 0; step < steps; step++) {
      const relaxation = pricer.relax(prices, masks);
      const draft = draftOf(problem, relaxation);
      if (draft && draft.value > best.value) keepBest(improve(problem, pricer, draft, startMasks));
      if (!lowest || relaxation.bound < lowest.bound) {
        lowest = { bound: relaxation.bound, masks, prices, relaxation };
        sinceBetter = 0;
      } else if (++sinceBetter >= 4) {
        scale /= 2;
        sinceBetter = 0;
      }
      if (lowest.bound <= best.value) break;
      if (isRoot && step % DIVE_EVERY === 0) {
        keepBest(dive(problem, pricer, lowest.prices, masks));
        pricer.dropBelow(best.value, lowest.prices, masks);
      }
      const next = movePrices(prices, relaxation, masks, scale, best.value, problem);
      if (!next) break;
      prices = next;
    }
    if (!lowest) throw new Error('A search node needs at least one pricing step.');
    return lowest;
  }

  const root = priceNode(startMasks, zeroPrices(problem), ROOT_STEPS, true);
  let nodes = 1;
  const open: SearchNode[] = root.bound > best.value ? [root] : [];
  while (open.length > 0 && nodes < nodeLimit) {
    const node = takeHighest(open);
    if (node.bound <= best.value) break;
    const branch = chooseBranch(node.relaxation, node.prices, node.masks, problem);
    // Nothing is shared and nothing is left to pay back: the relaxation is a plan, and has been kept.
    if (!branch) continue;
    for (const masks of [branch.only, branch.without]) {
      const child = priceNode(masks, node.prices, NODE_STEPS, false);
      nodes++;
      const bounded = child.bound <= node.bound ? child : { ...child, bound: node.bound };
      if (bounded.bound > best.value) open.push(bounded);
    }
  }
  const bound = Math.max(best.value, ...open.map((node) => node.bound));
  const chosen = best.proposals.map(({ candidate, guests, value }) => ({
    candidate,
    guests: guests.map((p) => problem.people[p] ?? 0),
    value,
  }));
  return { chosen, value: best.value, bound, nodes };
}

function takeHighest(open: SearchNode[]): SearchNode {
  let at = 0;
  for (const [i, node] of open.entries()) if (node.bound > (open[at]?.bound ?? -Infinity)) at = i;
  const [node] = open.splice(at, 1);
  if (!node) throw new Error('No open node to take.');
  return node;
}
