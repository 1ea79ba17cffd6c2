import {
  type Group,
  type GroupLimits,
  type GroupSize,
  type GroupSolver,
  SIZE_RANGE,
} from '#main/planner/solve/group.ts';
import type { GroupKind } from '#main/planner/solve/problem.ts';

/** A group with a bound: no group of its size that is worth proposing gains more. */
export interface BoundedGroup {
  readonly bound: number;
  readonly guests: readonly number[];
}

/** Where prices are paid for the difference hardly moves any more. */
const STEPS = 12;

/**
 * The best group at these prices among those that are worth at least `least` before prices. Prices make cheap company
 * look good that nobody would propose, so the best group may not do; then the bound is that of the relaxation in which
 * falling short of the least value costs something, and the guests are the best of those that do.
 */
export function findWorthwhile(
  groups: GroupSolver,
  kind: GroupKind,
  limits: GroupLimits,
  dateIndex: number,
  size: GroupSize,
  least: number,
): BoundedGroup | null {
  const [from, until] = SIZE_RANGE[size];
  const found = groups.best(kind, limits, dateIndex, from, until);
  if (!found) return null;
  if (worthOf(found, limits) >= least) return { bound: found.value, guests: found.guests };
  const alone = size === 'small' && kind.minimum <= 1 ? findAlone(kind, limits, dateIndex, least) : null;
  const more = findAmong(groups, kind, limits, dateIndex, [Math.max(2, from), until], least);
  if (!alone || !more) return alone ?? more;
  const best = alone.bound > more.bound ? alone : more;
  return { ...best, bound: Math.max(alone.bound, more.bound) };
}

/** Value before prices. */
const worthOf = (group: Group, { price }: GroupLimits): number =>
  group.guests.reduce((sum, p) => sum + (price[p] ?? 0), group.value);

function findAlone(
  kind: GroupKind,
  limits: GroupLimits,
  dateIndex: number,
  least: number,
): BoundedGroup | null {
  let best: BoundedGroup | null = null;
  for (const p of kind.members) {
    const worth = (kind.value[p] ?? 0) - kind.burden;
    if (worth < least || (((limits.dates[p] ?? 0) >> dateIndex) & 1) === 0) continue;
    const bound = worth - (limits.price[p] ?? 0);
    if (!best || bound > best.bound) best = { bound, guests: [p] };
  }
  return best;
}

/**
 * Maximises value less prices over groups worth at least `least`, up to the gap of the relaxation: with a reward of `r`
 * for each unit above the least value the best group is that at prices divided by 1 + r.
 */
function findAmong(
  groups: GroupSolver,
  kind: GroupKind,
  limits: GroupLimits,
  dateIndex: number,
  [from, until]: readonly [number, number],
  least: number,
): BoundedGroup | null {
  const bestAt = (factor: number): Group | null =>
    groups.best(kind, { ...limits, price: limits.price.map((p) => p * factor) }, dateIndex, from, until);
  const pricedOf = (guests: readonly number[], worth: number): number =>
    guests.reduce((sum, p) => sum - (limits.price[p] ?? 0), worth);
  const free = bestAt(0);
  if (!free || free.value < least) return null;
  let enough = { guests: free.guests, worth: free.value, priced: pricedOf(free.guests, free.value) };
  const cheap = bestAt(1);
  if (!cheap) return null;
  const cheapWorth = worthOf(cheap, limits);
  if (cheapWorth >= least) return { bound: cheap.value, guests: cheap.guests };
  let short = { worth: cheapWorth, priced: cheap.value };
  let bound = cheap.value;
  for (let step = 0; step < STEPS; step++) {
    // Where the two groups are equally good, with the reward counted.
    const reward = (short.priced - enough.priced) / (enough.worth - short.worth);
    const factor = 1 / (1 + reward);
    const group = bestAt(factor);
    if (!group) return null;
    const worth = group.guests.reduce((sum, p) => sum + (limits.price[p] ?? 0) * factor, group.value);
    const priced = pricedOf(group.guests, worth);
    bound = Math.min(bound, Math.ceil(priced + reward * (worth - least)) + 1);
    const isSame = priced + reward * worth <= enough.priced + reward * enough.worth + 1;
    if (isSame) break;
    if (worth >= least) enough = { guests: group.guests, worth, priced };
    else short = { worth, priced };
  }
  return { bound: Math.max(bound, enough.priced), guests: enough.guests };
}
