import type { Masks, Prices, Relaxation } from '#main/planner/solve/bound.ts';
import type { TakenGroup } from '#main/planner/solve/master.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { countUses } from '#main/planner/solve/uses.ts';

const KINDS = ['people', 'activities'] as const;

/** Two smaller nodes that together hold every plan of a larger one, up to twins. */
export type Branch = readonly [Masks, Masks];

/** What the search knows of a node when it has to be divided. */
export interface Undecided {
  readonly masks: Masks;
  readonly prices: Prices;
  readonly relaxation: Relaxation;
  /** What the linear programme takes, whole or in part. */
  readonly taken: readonly TakenGroup[];
}

/** A level closer to nothing or to all is taken for rounding. */
const UNDECIDED = 1e-3;
/** People of whom the programme takes at least this much on either side go before the others. */
const EVEN = 0.2;
/** So that people without a price are told apart by how even they are shared. */
const LEAST_PRICE = 1e10;

/**
 * Divides a node by what its linear programme leaves undecided: first the dates, then what takes place on them, then
 * which side of a ban stays at home, then people. Every branch closes dates to somebody or something or requires one, so
 * the search ends. Null where the relaxation is a plan. (Found by trial: dates and activities first needs a third of the
 * nodes that bans first needs.)
 */
export const chooseBranch = (node: Undecided, problem: Problem): Branch | null =>
  chooseDate(node) ??
  chooseOnDate(node, problem) ??
  chooseActivity(node, problem) ??
  chooseSide(node, problem) ??
  choosePerson(node, problem) ??
  chooseDearest(node, problem);

/** A date that is taken, or taken by a big group, in part: wholly or not at all. */
function chooseDate({ taken, masks }: Undecided): Branch | null {
  const sums = new Map<number, { big: number; any: number }>();
  for (const { group, level } of taken) {
    const sum = sums.get(group.dateIndex) ?? { big: 0, any: 0 };
    sum.any += level;
    if (group.big) sum.big += level;
    sums.set(group.dateIndex, sum);
  }
  let branch: Branch | null = null;
  let most = UNDECIDED;
  for (const [dateIndex, { big, any }] of sums) {
    const date = 1 << dateIndex;
    const required = { ...masks, required: masks.required | date };
    const notBig = { ...masks, big: masks.big & ~date };
    // A programme that has too few columns for what is required takes it in part: no reason to divide once more.
    const isRequired = (masks.required & date) !== 0;
    const isOnlyBig = isRequired && (masks.small & date) === 0;
    if (!isOnlyBig && Math.min(big, 1 - big) > most) {
      most = Math.min(big, 1 - big);
      branch = [{ ...required, small: masks.small & ~date }, notBig];
    }
    if (!isRequired && Math.min(any, 1 - any) > most) {
      most = Math.min(any, 1 - any);
      branch = [required, { ...notBig, small: masks.small & ~date }];
    }
  }
  return branch;
}

const activityOf = ({ group }: TakenGroup, problem: Problem): number =>
  problem.instance.candidates[group.candidate]?.activity ?? 0;

/** Sums levels by thing and date. */
function shareOut(entries: Iterable<readonly [index: number, dateIndex: number, level: number]>) {
  const shares = new Map<number, Map<number, number>>();
  for (const [index, dateIndex, level] of entries) {
    const byDate = shares.get(index) ?? new Map<number, number>();
    byDate.set(dateIndex, (byDate.get(dateIndex) ?? 0) + level);
    shares.set(index, byDate);
  }
  return shares;
}

/** The activity that is most in doubt on one date: it is that date's, or it is not. */
function chooseOnDate({ taken, masks }: Undecided, problem: Problem): Branch | null {
  const shares = shareOut(
    taken.map((one) => [activityOf(one, problem), one.group.dateIndex, one.level] as const),
  );
  let branch: Branch | null = null;
  let most = UNDECIDED;
  for (const [activity, byDate] of shares) {
    for (const [dateIndex, level] of byDate) {
      const date = 1 << dateIndex;
      const isOnly = masks.activities.every((mask, a) => a === activity || (mask & date) === 0);
      if (Math.min(level, 1 - level) <= most || (isOnly && (masks.required & date) !== 0)) continue;
      most = Math.min(level, 1 - level);
      branch = [
        {
          ...masks,
          activities: masks.activities.map((mask, a) => (a === activity ? mask : mask & ~date)),
          required: masks.required | date,
        },
        { ...masks, activities: masks.activities.map((mask, a) => (a === activity ? mask & ~date : mask)) },
      ];
    }
  }
  return branch;
}

interface Cut {
  /** The last date of the earlier part. */
  readonly until: number;
  /** How much is on the smaller side. */
  readonly even: number;
}

/** All ways to cut what is shared out over dates into an earlier and a later part. */
function* cutsOf(byDate: ReadonlyMap<number, number>): Generator<Cut> {
  const dates = [...byDate.keys()].toSorted((a, b) => a - b);
  const total = [...byDate.values()].reduce((sum, level) => sum + level, 0);
  let early = 0;
  for (const [i, date] of dates.slice(0, -1).entries()) {
    early += byDate.get(date) ?? 0;
    yield { until: amid(date, dates[i + 1] ?? date), even: Math.min(early, total - early) };
  }
}

/** The activity that is shared out most evenly over an earlier and a later part of the dates. */
function chooseActivity({ taken, masks }: Undecided, problem: Problem): Branch | null {
  const shares = shareOut(
    taken.map((one) => [activityOf(one, problem), one.group.dateIndex, one.level] as const),
  );
  let branch: Branch | null = null;
  let most = UNDECIDED;
  for (const [index, byDate] of shares) {
    for (const { until, even } of cutsOf(byDate)) {
      if (even <= most) continue;
      most = even;
      branch = splitAt(masks, { kind: 'activities', index }, until);
    }
  }
  return branch;
}

/** No group holds both sides of a separation, so on each date one of them stays at home. */
function chooseSide({ taken, masks }: Undecided, problem: Problem): Branch | null {
  let branch: Branch | null = null;
  let most = UNDECIDED;
  for (const { left, right } of problem.sides) {
    const sums = new Map<number, { left: number; right: number }>();
    for (const { group, level } of taken) {
      const sum = sums.get(group.dateIndex) ?? { left: 0, right: 0 };
      if (group.guests.some((p) => left.includes(p))) sum.left += level;
      if (group.guests.some((p) => right.includes(p))) sum.right += level;
      sums.set(group.dateIndex, sum);
    }
    for (const [dateIndex, sum] of sums) {
      if (Math.min(sum.left, sum.right) <= most) continue;
      most = Math.min(sum.left, sum.right);
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

/** The dearest of those who are shared out over dates, those who are shared out evenly first. */
function choosePerson({ taken, masks, prices }: Undecided, problem: Problem): Branch | null {
  const shares = shareOut(
    taken.flatMap(({ group, level }) => group.guests.map((p) => [p, group.dateIndex, level] as const)),
  );
  let branch: Branch | null = null;
  let most = 0;
  for (const [index, byDate] of shares) {
    const price = LEAST_PRICE + (prices.people[index] ?? 0);
    for (const { until, even } of cutsOf(byDate)) {
      const weight = (even > EVEN ? 1 : 0.1) * price;
      if (even < UNDECIDED || weight <= most) continue;
      most = weight;
      branch = splitTwins(masks, index, until, problem);
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
  const until = amid(dates[0] ?? 0, dates.at(-1) ?? 0);
  return pick.kind === 'people' ? splitTwins(masks, pick.index, until, problem) : splitAt(masks, pick, until);
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

export const hasChoice = (mask: number): boolean => (mask & (mask - 1)) !== 0;

/** The last date of the earlier half of what lies from `first` up to, not including, `last`. */
const amid = (first: number, last: number): number => Math.floor((first + last - 1) / 2);

const untilDate = (date: number): number => (1 << (date + 1)) - 1;

/** On a date up to `until`, or on a later one. */
function splitAt(masks: Masks, { kind, index }: Pick, until: number): Branch {
  const withMask = (only: number): Masks => ({
    ...masks,
    [kind]: masks[kind].map((mask, i) => (i === index ? mask & only : mask)),
  });
  return [withMask(untilDate(until)), withMask(~untilDate(until))];
}

/**
 * Somebody comes on a date up to `until`, or none of their twins does: whoever of them it is, they can stand in for one
 * another, so it may as well be this one.
 */
function splitTwins(masks: Masks, person: number, until: number, { twinOf }: Problem): Branch {
  const mask = masks.people[person] ?? 0;
  const early = untilDate(until);
  const isTwin = (p: number): boolean => twinOf[p] === twinOf[person] && masks.people[p] === mask;
  return [
    { ...masks, people: masks.people.map((own, p) => (p === person ? own & early : own)) },
    { ...masks, people: masks.people.map((own, p) => (isTwin(p) ? own & ~early : own)) },
  ];
}
