import type { Masks, Prices, Relaxation } from '#main/planner/solve/bound.ts';
import type { TakenGroup } from '#main/planner/solve/master.ts';
import type { Problem } from '#main/planner/solve/problem.ts';

const KINDS = ['people', 'activities'] as const;

/** Two smaller nodes that together hold every plan of a larger one. */
export type Branch = readonly [Masks, Masks];

/** What the search knows of a node when it has to be divided. */
export interface Undecided {
  readonly masks: Masks;
  readonly prices: Prices;
  readonly relaxation: Relaxation;
  /** What the linear programme takes, whole or in part. */
  readonly taken: readonly TakenGroup[];
}

/**
 * Divides a node: a date on which both sides of a separation are wanted, an activity that is shared out over dates, then
 * somebody or something used twice or paid for and not used. Every branch closes dates to somebody or something, so the
 * search ends. Null where the relaxation is a plan.
 */
export const chooseBranch = (node: Undecided, problem: Problem): Branch | null =>
  chooseSide(node, problem) ?? chooseActivity(node, problem) ?? chooseDearest(node, problem);

export interface Uses {
  readonly people: Int32Array;
  readonly activities: Int32Array;
}

/** On how many dates the relaxation takes each person and each activity. */
export function countUses(relaxation: Relaxation, problem: Problem): Uses {
  const uses = {
    people: new Int32Array(problem.people.length),
    activities: new Int32Array(problem.activities),
  };
  for (const day of relaxation.days) {
    for (const p of day.guests) uses.people[p] = (uses.people[p] ?? 0) + 1;
    const activity = problem.instance.candidates[day.candidate]?.activity ?? 0;
    uses.activities[activity] = (uses.activities[activity] ?? 0) + 1;
  }
  return uses;
}

export const hasChoice = (mask: number): boolean => (mask & (mask - 1)) !== 0;

/** No group holds both sides of a separation, so on each date one of them stays at home. */
function chooseSide({ taken, masks }: Undecided, problem: Problem): Branch | null {
  let branch: Branch | null = null;
  let most = 0;
  for (const { left, right } of problem.sides) {
    const byDate = new Map<number, { left: number; right: number }>();
    for (const { group, level } of taken) {
      const sums = byDate.get(group.dateIndex) ?? { left: 0, right: 0 };
      if (group.guests.some((p) => left.includes(p))) sums.left += level;
      if (group.guests.some((p) => right.includes(p))) sums.right += level;
      byDate.set(group.dateIndex, sums);
    }
    for (const [dateIndex, sums] of byDate) {
      const mixed = Math.min(sums.left, sums.right);
      if (mixed <= most) continue;
      most = mixed;
      branch = [closeDate(masks, right, dateIndex), closeDate(masks, left, dateIndex)];
    }
  }
  return branch;
}

function closeDate(masks: Masks, side: Int32Array, dateIndex: number): Masks {
  const people = masks.people.slice();
  for (const p of side) people[p] = (people[p] ?? 0) & ~(1 << dateIndex);
  return { ...masks, people };
}

/** The activity that is shared out most evenly over an earlier and a later part of the dates. */
function chooseActivity({ taken, masks }: Undecided, problem: Problem): Branch | null {
  const shares = new Map<number, Map<number, number>>();
  for (const { group, level } of taken) {
    const activity = problem.instance.candidates[group.candidate]?.activity ?? 0;
    const byDate = shares.get(activity) ?? new Map<number, number>();
    byDate.set(group.dateIndex, (byDate.get(group.dateIndex) ?? 0) + level);
    shares.set(activity, byDate);
  }
  let branch: Branch | null = null;
  let most = 0;
  for (const [index, byDate] of shares) {
    const dates = [...byDate.keys()].toSorted((a, b) => a - b);
    const total = [...byDate.values()].reduce((sum, level) => sum + level, 0);
    let early = 0;
    for (const [i, date] of dates.slice(0, -1).entries()) {
      early += byDate.get(date) ?? 0;
      const share = Math.min(early, total - early);
      if (share <= most) continue;
      most = share;
      branch = splitAt(masks, { kind: 'activities', index }, amid(date, dates[i + 1] ?? date));
    }
  }
  return branch;
}

interface Pick {
  readonly kind: (typeof KINDS)[number];
  readonly index: number;
}

/** The dearest of those that the relaxation takes twice, else of those that are paid for and have a choice of dates. */
function chooseDearest({ relaxation, prices, masks }: Undecided, problem: Problem): Branch | null {
  const uses = countUses(relaxation, problem);
  const twice = findDearest(prices, 0, ({ kind, index }) => (uses[kind][index] ?? 0) > 1);
  const pick = twice ?? findDearest(prices, 1, ({ kind, index }) => hasChoice(masks[kind][index] ?? 0));
  if (!pick) return null;
  const mask = masks[pick.kind][pick.index] ?? 0;
  const open = Array.from({ length: 31 }, (_, d) => d).filter((d) => ((mask >> d) & 1) === 1);
  const dates = twice ? datesOfUse(relaxation, problem, pick) : open;
  return splitAt(masks, pick, amid(dates[0] ?? 0, dates.at(-1) ?? 0));
}

/** People before activities; at least `least` units dear. */
function findDearest(prices: Prices, least: number, isMeant: (pick: Pick) => boolean): Pick | null {
  let dearest: Pick | null = null;
  let most = least - 1;
  for (const kind of KINDS) {
    for (const [index, price] of prices[kind].entries()) {
      if (price <= most || !isMeant({ kind, index })) continue;
      dearest = { kind, index };
      most = price;
    }
  }
  return dearest;
}

function datesOfUse(relaxation: Relaxation, problem: Problem, { kind, index }: Pick): number[] {
  return relaxation.days
    .filter(({ candidate, guests }) =>
      kind === 'people' ? guests.includes(index) : problem.instance.candidates[candidate]?.activity === index,
    )
    .map((day) => day.dateIndex);
}

/** The last date of the earlier half of what lies from `first` up to, not including, `last`. */
const amid = (first: number, last: number): number => Math.floor((first + last - 1) / 2);

/** On a date up to `cut`, or on a later one. */
function splitAt(masks: Masks, { kind, index }: Pick, cut: number): Branch {
  const mask = masks[kind][index] ?? 0;
  const early = (1 << (cut + 1)) - 1;
  const withMask = (changedMask: number): Masks => {
    const changed = masks[kind].slice();
    changed[index] = changedMask;
    return { ...masks, [kind]: changed };
  };
  return [withMask(mask & early), withMask(mask & ~early)];
}
