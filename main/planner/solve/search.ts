import type { Masks, Offers, Pricer, Prices, Relaxation } from '#main/planner/solve/bound.ts';
import { chooseBranch, type Undecided } from '#main/planner/solve/branch.ts';
import { dive, type Draft, draftOf, improve, makeDraft, roundOff } from '#main/planner/solve/draft.ts';
import {
  type ColumnPool,
  createColumnPool,
  createMaster,
  type GroupColumn,
} from '#main/planner/solve/master.ts';
import { clearSingles, movePrices, zeroPrices } from '#main/planner/solve/price.ts';
import type { Problem } from '#main/planner/solve/problem.ts';

const ROOT_STEPS = 30;
const NODE_STEPS = 3;
const ROOT_ROUNDS = 100;
const NODE_ROUNDS = 30;
/** After so many steps or rounds at the root a plan is made from the prices and candidates are left out. */
const DIVE_EVERY = 10;
/** The first nodes each look for a better plan, later ones now and then. */
const EAGER_NODES = 10;
const LAZY_EVERY = 5;
/** Prices are rounded to units, so a bound is at most a few of them too high: this is a thousandth of a millionth. */
const RESOLUTION = 1000;
/** A column that the linear programme takes at least this much of is taken whole. */
const WHOLE = 0.9;

interface SearchNode extends Undecided {
  readonly bound: number;
  readonly pool: ColumnPool;
  readonly offers: Offers;
}

/** Where a node is looked for: who may come when, and which groups and candidates still matter. */
interface Scope {
  readonly masks: Masks;
  readonly pool: ColumnPool;
  readonly offers: Offers;
}

/** The lowest bound of a node so far and the prices that gave it. */
interface Priced {
  readonly bound: number;
  readonly prices: Prices;
  readonly relaxation: Relaxation;
}

export interface SearchResult {
  readonly best: Draft;
  readonly bound: number;
  readonly nodes: number;
}

/**
 * Branch and bound over who may come on which dates. A node is priced in two ways: a few cheap steps of the subgradient,
 * then column generation, whose linear programme over the groups met so far gives the prices that are lowest in all.
 */
export function searchPlans(
  problem: Problem,
  pricer: Pricer,
  startMasks: Masks,
  nodeLimit: number,
): SearchResult {
  let best: Draft = makeDraft(problem, []);
  let nodes = 0;
  /** What can still be part of a better plan at all. */
  let offers = pricer.offers;
  const canBeat = (bound: number): boolean => bound >= best.value + RESOLUTION;

  const improved = (draft: Draft): Draft => improve(problem, pricer, draft, startMasks, offers);

  /** Takes a plan over if it is better; what makes it up is worth knowing in any case. */
  function keepBest(draft: Draft | null, pool: ColumnPool): void {
    if (!draft || draft.value <= best.value) return;
    best = improved(draft);
    pool.addGroups(best.proposals);
    pool.addSchedule(best.proposals);
  }

  function relax(prices: Prices, scope: Scope): Priced {
    const { pool } = scope;
    const relaxation = pricer.relax(prices, scope.masks, scope.offers);
    pool.addGroups(relaxation.days);
    pool.addSchedule(relaxation.days);
    keepBest(draftOf(problem, relaxation.days), pool);
    return { bound: relaxation.bound, prices, relaxation };
  }

  function diveFrom({ prices }: Priced, { masks, pool }: Scope): void {
    keepBest(improved(makeDraft(problem, dive(problem, pricer, prices, masks, offers))), pool);
  }

  /** Leaves out what can be part of no better plan: candidates by the whole, groups by what they lose on their date. */
  function narrow({ bound, prices, relaxation }: Priced, scope: Scope): Scope {
    const narrowed = pricer.narrow(best.value, prices, scope.masks, scope.offers);
    if (scope.masks === startMasks) offers = narrowed;
    const open = { small: new Set(narrowed.small.flat()), big: new Set(narrowed.big.flat()) };
    const pool = scope.pool.narrow((group) => {
      if (!open[group.big ? 'big' : 'small'].has(group.candidate)) return false;
      const lost = relaxation.gain(group.dateIndex, group.big) - (group.value - paidFor(group, prices));
      return bound - lost > best.value;
    });
    return { ...scope, pool, offers: narrowed };
  }

  function paidFor({ candidate, guests }: GroupColumn, prices: Prices): number {
    const activity = problem.instance.candidates[candidate]?.activity ?? 0;
    return guests.reduce((sum, p) => sum + (prices.people[p] ?? 0), prices.activities[activity] ?? 0);
  }

  /** Moves prices towards a lower bound (subgradient with Polyak's step), keeping the lowest. */
  function stepDown(start: Prices, scope: Scope): Priced {
    const { masks } = scope;
    const isRoot = masks === startMasks;
    let now = relax(clearSingles(start, masks), scope);
    let lowest = now;
    let scale = 1;
    let sinceBetter = 0;
    for (let step = 1; step < (isRoot ? ROOT_STEPS : NODE_STEPS) && canBeat(lowest.bound); step++) {
      if (isRoot && step % DIVE_EVERY === 1) diveFrom(lowest, scope);
      const next = movePrices(now.prices, now.relaxation, masks, scale, best.value, problem);
      if (!next) break;
      now = relax(next, scope);
      if (now.bound < lowest.bound) {
        lowest = now;
        sinceBetter = 0;
      } else if (++sinceBetter >= 4) {
        scale /= 2;
        sinceBetter = 0;
      }
    }
    return lowest;
  }

  /** Column generation: the prices of the linear programme over all groups met, until no other group is better. */
  function tighten(start: Priced, from: Scope): SearchNode {
    const isRoot = from.masks === startMasks;
    const scope = isRoot ? narrow(start, from) : from;
    const { masks, pool } = scope;
    const master = createMaster(problem, masks, pool);
    let lowest = start;
    // Half-way between the programme's prices and the best ones so far is steadier; alone they have the last word.
    let isSteady = true;
    for (let round = 1; round <= (isRoot ? ROOT_ROUNDS : NODE_ROUNDS) && canBeat(lowest.bound); round++) {
      master.solve();
      const whole = master.taken().filter(({ level }) => level > WHOLE);
      keepBest(
        draftOf(
          problem,
          whole.map(({ group }) => group),
        ),
        pool,
      );
      if (lowest.bound - master.value() < RESOLUTION) break;
      const duals = master.prices();
      const before = pool.groups.length + pool.schedules.length;
      const now = relax(isSteady ? halfWay(lowest.prices, duals) : duals, scope);
      pool.addGroups(now.relaxation.offers());
      if (now.bound < lowest.bound) lowest = now;
      if (isRoot && round % DIVE_EVERY === 0) diveFrom(lowest, scope);
      const isNothingNew = pool.groups.length + pool.schedules.length === before;
      if (isNothingNew && !isSteady) break;
      isSteady = !isNothingNew;
    }
    const isEager = nodes < EAGER_NODES || nodes % LAZY_EVERY === 0;
    if (canBeat(lowest.bound) && isEager) {
      diveFrom(lowest, scope);
      keepBest(improved(roundOff(problem, master.taken())), pool);
    }
    return { ...lowest, ...narrow(lowest, scope), taken: master.taken() };
  }

  function priceNode(start: Prices, scope: Scope): SearchNode {
    const stepped = stepDown(start, scope);
    nodes++;
    return canBeat(stepped.bound) ? tighten(stepped, scope) : { ...stepped, ...scope, taken: [] };
  }

  const root = { masks: startMasks, pool: createColumnPool(problem), offers };
  const open: SearchNode[] = [priceNode(zeroPrices(problem), root)];
  for (;;) {
    const node = takeHighest(open);
    if (!node || !canBeat(node.bound)) return { best, bound: best.value, nodes };
    if (nodes >= nodeLimit) return { best, bound: node.bound, nodes };
    // Without a branch nothing is shared and nothing is left to pay back: the relaxation is a plan, and has been kept.
    for (const masks of chooseBranch(node, problem) ?? []) {
      const child = priceNode(node.prices, {
        masks,
        pool: node.pool.narrow(() => true),
        offers: node.offers,
      });
      open.push({ ...child, bound: Math.min(child.bound, node.bound) });
    }
  }
}

function halfWay(a: Prices, b: Prices): Prices {
  const middle = (x: Float64Array, y: Float64Array): Float64Array =>
    x.map((value, i) => Math.round((value + (y[i] ?? 0)) / 2));
  return { people: middle(a.people, b.people), activities: middle(a.activities, b.activities) };
}

function takeHighest(open: SearchNode[]): SearchNode | null {
  let at = 0;
  for (const [i, node] of open.entries()) if (node.bound > (open[at]?.bound ?? -Infinity)) at = i;
  return open.splice(at, 1)[0] ?? null;
}
