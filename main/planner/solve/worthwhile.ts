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

/** The reward for being worth enough settles in a few steps; the bound holds after any number of them. */
const REWARD_STEPS = 12;
/** More parts than this are hardly ever needed; beyond them the bound is what it is. */
const MOST_PARTS = 60;
/** Somebody who must come is paid for coming more than anything else is worth. */
const MUST_COME = 4e14;

/**
 * The best group at these prices among those that are worth at least `least` before prices. Prices make cheap company
 * look good that nobody would propose, so the best group of all may not do.
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
  const bestAt = (price: Float64Array, dates: Int32Array): Group | null =>
    groups.best(kind, { price, dates }, dateIndex, Math.max(2, from), until);
  const more = findTogether(bestAt, limits, least, alone?.bound ?? -Infinity);
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

type BestAt = (price: Float64Array, dates: Int32Array) => Group | null;

/** The groups that all of `forced` and none of `banned` belong to. */
interface Part {
  readonly banned: readonly number[];
  readonly forced: readonly number[];
}

interface Line {
  readonly guests: readonly number[];
  readonly worth: number;
  readonly priced: number;
}

interface Relaxed {
  readonly part: Part;
  /** No group of the part that is worth enough gains more. */
  readonly bound: number;
  /** The best one met that is worth enough. */
  readonly enough: Line;
  /** One that gains more and is worth too little; null where `enough` is the best. */
  readonly short: Line | null;
}

/** Branch and bound over who comes: the part with the highest bound is divided until its best group reaches it. */
function findTogether(bestAt: BestAt, limits: GroupLimits, least: number, beat: number): BoundedGroup | null {
  const first = relaxPart(bestAt, limits, least, { banned: [], forced: [] });
  if (!first) return null;
  let best = first.enough;
  const open = [first];
  for (let parts = 1; ; parts += 2) {
    const top = open.toSorted((a, b) => b.bound - a.bound)[0];
    const reached = Math.max(best.priced, beat);
    if (!top || top.bound <= reached || !top.short) return { bound: best.priced, guests: best.guests };
    if (parts >= MOST_PARTS) return { bound: top.bound, guests: best.guests };
    open.splice(open.indexOf(top), 1);
    const { part, short, enough } = top;
    const person = differing(short.guests, enough.guests);
    for (const next of [
      { ...part, banned: [...part.banned, person] },
      { ...part, forced: [...part.forced, person] },
    ]) {
      const relaxed = relaxPart(bestAt, limits, least, next);
      if (!relaxed) continue;
      if (relaxed.enough.priced > best.priced) best = relaxed.enough;
      open.push(relaxed);
    }
  }
}

/** Somebody who is in one of two groups only. */
function differing(some: readonly number[], others: readonly number[]): number {
  const person = some.find((p) => !others.includes(p)) ?? others.find((p) => !some.includes(p));
  if (person === undefined) throw new Error('Two groups of the same people cannot be worth two values.');
  return person;
}

/**
 * With a reward of `r` for each unit above the least worth the best group is that at prices divided by 1 + r, and its
 * reward is a bound; the reward at which a group that is worth enough and one that is not are equally good bounds best.
 */
function relaxPart(bestAt: BestAt, limits: GroupLimits, least: number, part: Part): Relaxed | null {
  const dates = limits.dates.slice();
  for (const p of part.banned) dates[p] = 0;
  const lineAt = (factor: number): Line | null => {
    const price = limits.price.map((p) => p * factor);
    for (const p of part.forced) price[p] = -MUST_COME;
    const group = bestAt(price, dates);
    if (!group || !part.forced.every((p) => group.guests.includes(p))) return null;
    const worth = Math.round(group.guests.reduce((sum, p) => sum + (price[p] ?? 0), group.value));
    const priced = group.guests.reduce((sum, p) => sum - (limits.price[p] ?? 0), worth);
    return { guests: group.guests, worth, priced };
  };
  const free = lineAt(0);
  if (!free || free.worth < least) return null;
  const cheap = lineAt(1);
  if (!cheap) return null;
  if (cheap.worth >= least) return { part, bound: cheap.priced, enough: cheap, short: null };
  let enough = free;
  let short = cheap;
  let bound = cheap.priced;
  for (let step = 0; step < REWARD_STEPS; step++) {
    const reward = (short.priced - enough.priced) / (enough.worth - short.worth);
    const line = lineAt(1 / (1 + reward));
    if (!line) break;
    const rewarded = ({ priced, worth }: Line): number => priced + reward * (worth - least);
    // Rounded up, so that floating point never makes a bound too low.
    bound = Math.min(bound, Math.ceil(rewarded(line)) + 1);
    if (rewarded(line) <= rewarded(enough) + 1) break;
    if (line.worth >= least) enough = line;
    else short = line;
  }
  return { part, bound: Math.max(bound, enough.priced), enough, short };
}
