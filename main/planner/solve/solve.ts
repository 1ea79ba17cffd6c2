import {
  createPricer,
  type FreeValues,
  freeValues,
  isWorthProposing,
  type Masks,
  type Prices,
  type Relaxation,
} from '#main/planner/solve/bound.ts';
import { createGroupSolver, type GroupSolver } from '#main/planner/solve/group.ts';
import {
  type ChosenProposal,
  type Solution,
  type SolveInstance,
  UNITS_PER_MICRO,
} from '#main/planner/solve/instance.ts';
import { createSchedule, fitsSchedule } from '#main/planner/solve/schedule.ts';
import { isBigGroup } from '#main/planner/constraints/big-groups.ts';

/** Nodes, not time, so that every machine gives the same plan. */
const NODE_LIMIT = 20_000;
const ROOT_STEPS = 60;
const NODE_STEPS = 12;

interface SearchNode {
  readonly bound: number;
  readonly masks: Masks;
  readonly prices: Prices;
  readonly relaxation: Relaxation;
}

interface Plan {
  readonly chosen: readonly ChosenProposal[];
  readonly value: number;
}

/**
 * The best plan, proven: prices bound every plan from above (bound.ts), and where a person or an activity is wanted on
 * two dates the search branches on 'only on this date' or 'not on this date'. Every branch closes dates, so it ends;
 * with one date left for everybody the relaxation is the plan. Beyond the node limit it returns the best plan found
 * and the bound that holds for it.
 */
export function solvePlan(instance: SolveInstance, nodeLimit: number = NODE_LIMIT): Solution {
  const groups = createGroupSolver(instance);
  const adjacency = instance.adjacencyMicro * UNITS_PER_MICRO;
  const schedule = createSchedule(instance.schedule, adjacency);
  const free = freeValues(instance, groups);
  const pricer = createPricer(instance, groups, schedule, free);
  const fullMask = (1 << instance.schedule.days) - 1;
  const keptMasks = startMasks(instance, fullMask);
  let best = complete(instance, groups, pricer.byDate, free, keptMasks);

  const improve = (relaxation: Relaxation, masks: Masks): void => {
    for (const plan of [
      dividePeople(relaxation, instance, groups, masks),
      dividePeople(relaxation, instance, groups, keptMasks),
    ]) {
      if (plan.value > best.value) best = plan;
    }
  };

  const root = priceNode(keptMasks, emptyPrices(instance), ROOT_STEPS, true);
  let nodes = 1;
  const open: SearchNode[] = root.bound > best.value ? [root] : [];

  /** Moves prices towards a lower bound (subgradient with Polyak's step), keeping the lowest. */
  function priceNode(masks: Masks, start: Prices, steps: number, isRoot: boolean): SearchNode {
    let prices = clearSingles(start, masks);
    let lowest: SearchNode | null = null;
    let scale = 1;
    let sinceBetter = 0;
    for (let step = 0; step < steps; step++) {
      const relaxation = pricer.relax(prices, masks);
      improve(relaxation, masks);
      if (!lowest || relaxation.bound < lowest.bound) {
        lowest = { bound: relaxation.bound, masks, prices, relaxation };
        sinceBetter = 0;
      } else if (++sinceBetter >= 4) {
        scale /= 2;
        sinceBetter = 0;
      }
      if (lowest.bound <= best.value) break;
      if (isRoot && (step === 9 || step === steps - 1)) dropHopeless(lowest);
      const next = movePrices(prices, relaxation, masks, scale, best.value, instance);
      if (!next) break;
      prices = next;
    }
    if (!lowest) throw new Error('A search node needs at least one pricing step.');
    return lowest;
  }

  /** A candidate with which no plan can beat the best one found is out for good. */
  function dropHopeless(node: SearchNode): void {
    const boundWith = pricer.boundsWith(node.prices, node.masks);
    for (const [d, list] of pricer.byDate.entries()) {
      pricer.byDate[d] = list.filter((c) => boundWith(c) > best.value);
    }
    const plan = complete(instance, groups, pricer.byDate, free, keptMasks);
    if (plan.value > best.value) best = plan;
  }

  while (open.length > 0 && nodes < nodeLimit) {
    const node = takeHighest(open);
    if (node.bound <= best.value) break;
    const branch = chooseBranch(node, instance);
    if (!branch) {
      // Nothing is shared and nothing is left to pay back: the relaxation is a plan, and `improve` has seen it.
      continue;
    }
    for (const masks of [branch.only, branch.without]) {
      const child = priceNode(masks, node.prices, NODE_STEPS, false);
      nodes++;
      const bounded = child.bound <= node.bound ? child : { ...child, bound: node.bound };
      if (bounded.bound > best.value) open.push(bounded);
    }
  }
  const bound = Math.max(best.value, ...open.map((node) => node.bound));
  return { chosen: best.chosen, value: best.value, bound, nodes };
}

function startMasks(instance: SolveInstance, full: number): Masks {
  const masks = {
    people: new Int32Array(instance.people.length).fill(full),
    activities: new Int32Array(activityCount(instance)).fill(full),
  };
  for (const kept of instance.kept) {
    for (const p of kept.guests) masks.people[p] = 0;
    masks.activities[kept.activity] = 0;
  }
  return masks;
}

const activityCount = (instance: SolveInstance): number =>
  Math.max(
    0,
    ...instance.candidates.map((candidate) => candidate.activity + 1),
    ...instance.kept.map((kept) => kept.activity + 1),
  );

const emptyPrices = (instance: SolveInstance): Prices => ({
  people: new Float64Array(instance.people.length),
  activities: new Float64Array(activityCount(instance)),
});

const hasChoice = (mask: number): boolean => (mask & (mask - 1)) !== 0;

/** Who can be asked on one date only is not fought over: a price would only loosen the bound. */
function clearSingles(prices: Prices, masks: Masks): Prices {
  const clear = (price: Float64Array, mask: Int32Array): Float64Array =>
    price.map((value, i) => (hasChoice(mask[i] ?? 0) ? value : 0));
  return {
    people: clear(prices.people, masks.people),
    activities: clear(prices.activities, masks.activities),
  };
}

function countUses(
  relaxation: Relaxation,
  instance: SolveInstance,
): { people: Int32Array; activities: Int32Array } {
  const uses = {
    people: new Int32Array(instance.people.length),
    activities: new Int32Array(activityCount(instance)),
  };
  for (const day of relaxation.days) {
    if (!day) continue;
    for (const p of day.guests) uses.people[p] = (uses.people[p] ?? 0) + 1;
    const activity = instance.candidates[day.candidate]?.activity ?? 0;
    uses.activities[activity] = (uses.activities[activity] ?? 0) + 1;
  }
  return uses;
}

function movePrices(
  prices: Prices,
  relaxation: Relaxation,
  masks: Masks,
  scale: number,
  target: number,
  instance: SolveInstance,
): Prices | null {
  const uses = countUses(relaxation, instance);
  let norm = 0;
  const slopes = (price: Float64Array, used: Int32Array, mask: Int32Array): Float64Array =>
    price.map((value, i) => {
      if (!hasChoice(mask[i] ?? 0)) return 0;
      const slope = (used[i] ?? 0) - 1;
      if (slope < 0 && value === 0) return 0;
      norm += slope * slope;
      return slope;
    });
  const people = slopes(prices.people, uses.people, masks.people);
  const activities = slopes(prices.activities, uses.activities, masks.activities);
  if (norm === 0) return null;
  const step = (scale * (relaxation.bound - target)) / norm;
  if (step < 1) return null;
  const move = (price: Float64Array, slope: Float64Array): Float64Array =>
    price.map((value, i) => Math.max(0, Math.round(value + step * (slope[i] ?? 0))));
  return { people: move(prices.people, people), activities: move(prices.activities, activities) };
}

function takeHighest(open: SearchNode[]): SearchNode {
  let at = 0;
  for (const [i, node] of open.entries()) if (node.bound > (open[at]?.bound ?? -Infinity)) at = i;
  const [node] = open.splice(at, 1);
  if (!node) throw new Error('No open node to take.');
  return node;
}

/** Somebody wanted twice, else somebody who is paid for and not wanted; null where the relaxation is a plan. */
function chooseBranch(node: SearchNode, instance: SolveInstance): { only: Masks; without: Masks } | null {
  const { relaxation, masks, prices } = node;
  const uses = countUses(relaxation, instance);
  for (const kind of ['people', 'activities'] as const) {
    let pick = -1;
    for (const [i, used] of uses[kind].entries()) {
      if (used > 1 && (pick < 0 || (prices[kind][i] ?? 0) > (prices[kind][pick] ?? 0))) pick = i;
    }
    if (pick >= 0) return splitDates(masks, kind, pick, dateOfUse(relaxation, instance, kind, pick));
  }
  let pick: { kind: 'people' | 'activities'; index: number; price: number } | null = null;
  for (const kind of ['people', 'activities'] as const) {
    for (const [index, price] of prices[kind].entries()) {
      if (price > 0 && hasChoice(masks[kind][index] ?? 0) && price > (pick?.price ?? 0))
        pick = { kind, index, price };
    }
  }
  if (!pick) return null;
  const used = dateOfUse(relaxation, instance, pick.kind, pick.index);
  return splitDates(
    masks,
    pick.kind,
    pick.index,
    used >= 0 ? used : lowestBit(masks[pick.kind][pick.index] ?? 0),
  );
}

const lowestBit = (mask: number): number => 31 - Math.clz32(mask & -mask);

function dateOfUse(
  relaxation: Relaxation,
  instance: SolveInstance,
  kind: 'people' | 'activities',
  index: number,
): number {
  return relaxation.days.findIndex((day) => {
    if (!day) return false;
    return kind === 'people'
      ? day.guests.includes(index)
      : instance.candidates[day.candidate]?.activity === index;
  });
}

function splitDates(
  masks: Masks,
  kind: 'people' | 'activities',
  index: number,
  date: number,
): { only: Masks; without: Masks } {
  const withMask = (mask: number): Masks => {
    const changed = masks[kind].slice();
    changed[index] = mask;
    return { ...masks, [kind]: changed };
  };
  const mask = masks[kind][index] ?? 0;
  return { only: withMask(mask & (1 << date)), without: withMask(mask & ~(1 << date)) };
}

/** A plan from a relaxation: the most valuable date chooses its guests first. */
function dividePeople(
  relaxation: Relaxation,
  instance: SolveInstance,
  groups: GroupSolver,
  start: Masks,
): Plan {
  const masks: Masks = { people: start.people.slice(), activities: start.activities.slice() };
  const price = new Float64Array(instance.people.length);
  const chosen: ChosenProposal[] = [];
  const byValue = relaxation.days.filter((day) => day !== null).toSorted((a, b) => b.priced - a.priced);
  for (const day of byValue) {
    const candidate = instance.candidates[day.candidate];
    if (!candidate || (masks.activities[candidate.activity] ?? 0) === 0) continue;
    // A date that the relaxation kept small stays small: another one may be the week's big group.
    const most = isBigGroup(day.guests.length) ? Infinity : 3;
    const own = day.guests.every((p) => ((masks.people[p] ?? 0) >> candidate.dateIndex) & 1);
    const group = own
      ? { guests: day.guests, priced: groups.value(candidate, day.guests) }
      : groups.best(candidate, { price, dates: masks.people }, 1, most);
    if (!group || !isWorthProposing({ value: group.priced }, instance)) continue;
    chosen.push({ candidate: day.candidate, guests: group.guests, value: group.priced });
    take(masks, candidate.activity, group.guests);
  }
  return evaluate(chosen, instance);
}

function take(masks: Masks, activity: number, guests: readonly number[]): void {
  masks.activities[activity] = 0;
  for (const p of guests) masks.people[p] = 0;
}

/** Adds the best fitting proposal again and again: the plan to start from. */
function complete(
  instance: SolveInstance,
  groups: GroupSolver,
  byDate: readonly (readonly number[])[],
  free: FreeValues,
  start: Masks,
): Plan {
  const masks: Masks = { people: start.people.slice(), activities: start.activities.slice() };
  const limits = { price: free.noPrice, dates: masks.people };
  const chosen: ChosenProposal[] = [];
  for (;;) {
    const before = evaluate(chosen, instance);
    const others = scheduledDays(chosen, instance);
    let best: ChosenProposal | null = null;
    let bestValue = before.value;
    for (const [dateIndex, list] of byDate.entries()) {
      if (!fitsSchedule(others, { dateIndex, big: false }, instance.schedule)) continue;
      const most = fitsSchedule(others, { dateIndex, big: true }, instance.schedule) ? Infinity : 3;
      for (const c of list) {
        const candidate = instance.candidates[c];
        if (!candidate || (masks.activities[candidate.activity] ?? 0) === 0) continue;
        if (before.value + Math.max(...(free.values[c]?.slice(1) ?? [])) <= bestValue) continue;
        const group = groups.best(candidate, limits, 1, most);
        if (!group || !isWorthProposing({ value: group.priced }, instance)) continue;
        const proposal = { candidate: c, guests: group.guests, value: group.priced };
        const { value } = evaluate([...chosen, proposal], instance);
        if (value > bestValue) {
          best = proposal;
          bestValue = value;
        }
      }
    }
    if (!best) return before;
    chosen.push(best);
    take(masks, instance.candidates[best.candidate]?.activity ?? 0, best.guests);
  }
}

function scheduledDays(
  chosen: readonly ChosenProposal[],
  instance: SolveInstance,
): { dateIndex: number; big: boolean }[] {
  return [
    ...instance.schedule.fixed,
    ...instance.kept.map((kept) => ({ dateIndex: kept.dateIndex, big: isBigGroup(kept.guests.length) })),
    ...chosen.map((proposal) => ({
      dateIndex: instance.candidates[proposal.candidate]?.dateIndex ?? 0,
      big: isBigGroup(proposal.guests.length),
    })),
  ];
}

/** Value of a plan, kept proposals included; -Infinity where the dates break a rule. */
function evaluate(chosen: readonly ChosenProposal[], instance: SolveInstance): Plan {
  const days = scheduledDays(chosen, instance);
  const proposals = days.slice(instance.schedule.fixed.length);
  const fits = proposals.every((day, i) => {
    const others = days.filter((_, j) => j !== i + instance.schedule.fixed.length);
    return fitsSchedule(others, day, instance.schedule);
  });
  if (!fits) return { chosen: [], value: -Infinity };
  const dates = new Set(proposals.map((day) => day.dateIndex));
  const pairs = [...dates].filter((d) => dates.has(d + 1)).length;
  const sum = [...instance.kept, ...chosen].reduce((total, proposal) => total + proposal.value, 0);
  return { chosen, value: sum - pairs * instance.adjacencyMicro * UNITS_PER_MICRO };
}
