import { type GroupKind, type Problem, WORD_BITS } from '#main/planner/solve/problem.ts';

/** What people cost and on which dates they may be asked, in one node of the search. */
export interface GroupLimits {
  /** By person, in value units, never negative. */
  readonly price: Float64Array;
  /** By person: bit d is set while they may be a guest on date index d. */
  readonly dates: Int32Array;
}

/** Values less prices; -Infinity where no group of that size may be formed. */
export interface GroupValues {
  /** Up to three guests. */
  readonly small: number;
  /** More than three. */
  readonly big: number;
}

export type GroupSize = 'small' | 'big';

/** Guests by size: up to three, more than three. */
export const SIZE_RANGE: Readonly<Record<GroupSize, readonly [least: number, most: number]>> = {
  small: [1, 3],
  big: [4, Infinity],
};

export interface Group {
  /** Less prices. */
  readonly value: number;
  readonly guests: readonly number[];
}

export interface GroupSolver {
  /** Values without regard to separations: no group that is allowed is worth more. */
  atMost(kind: GroupKind, limits: GroupLimits, dateIndex: number): GroupValues;
  /** The best group that is allowed of `least` to `most` guests. */
  best(kind: GroupKind, limits: GroupLimits, dateIndex: number, least: number, most: number): Group | null;
}

const CIRCLES = 8;
const MOST_GUESTS = 64;

/** The best picks of one circle in the order in which they are taken, and what k of them add. */
interface CirclePicks {
  readonly gain: Float64Array;
  readonly picks: Int32Array;
  readonly worth: Float64Array;
  count: number;
  /** The same of those without a department: they lose nothing by being the only ones. */
  readonly plainPicks: Int32Array;
  readonly plainWorth: Float64Array;
  plainCount: number;
  readonly usesPlain: Uint8Array;
  readonly chosen: Int32Array;
}

const makePicks = (): CirclePicks => ({
  gain: new Float64Array(MOST_GUESTS + 1),
  picks: new Int32Array(MOST_GUESTS),
  worth: new Float64Array(MOST_GUESTS),
  count: 0,
  plainPicks: new Int32Array(MOST_GUESTS),
  plainWorth: new Float64Array(MOST_GUESTS),
  plainCount: 0,
  usesPlain: new Uint8Array(MOST_GUESTS + 1),
  chosen: new Int32Array(MOST_GUESTS + 1),
});

/** Inserts into a list sorted by worth, then by position; returns the new length, at most `limit`. */
function insertPick(
  picks: Int32Array,
  worth: Float64Array,
  count: number,
  limit: number,
  p: number,
  value: number,
): number {
  let at = count;
  while (at > 0) {
    const before = worth[at - 1] ?? 0;
    if (before > value || (before === value && (picks[at - 1] ?? 0) < p)) break;
    at--;
  }
  if (at >= limit) return count;
  const last = Math.min(count, limit - 1);
  for (let i = last; i > at; i--) {
    picks[i] = picks[i - 1] ?? 0;
    worth[i] = worth[i - 1] ?? 0;
  }
  picks[at] = p;
  worth[at] = value;
  return last + 1;
}

/**
 * The best group for one kind of candidate, exactly. Inside a circle the sum of worth and departments is best by taking
 * the best next guest, where the best of each department counts for its novelty; circles are then put together by how
 * many come from each (a knapsack over at most eight), less the crowd. Separations are branched on: no group holds both
 * sides, so one side stays at home.
 */
export function createGroupSolver(problem: Problem): GroupSolver {
  const { instance, circle: circleOf, department: departmentOf } = problem;
  const circles = Array.from({ length: CIRCLES }, makePicks);
  const total = new Float64Array(MOST_GUESTS + 1);
  const banned = new Uint8Array(problem.people.length);
  const words = Math.max(0, problem.left[0]?.length ?? 0);
  const leftSeen = new Int32Array(words);
  const rightSeen = new Int32Array(words);
  const crowd = (n: number): number => instance.crowdMicro * n * (n - 1);

  function insert(c: CirclePicks, p: number, value: number, hasDepartment: boolean, most: number): void {
    c.count = insertPick(c.picks, c.worth, c.count, most, p, value);
    if (!hasDepartment) c.plainCount = insertPick(c.plainPicks, c.plainWorth, c.plainCount, most, p, value);
  }

  /** Sorts who may come into their circles, at most `most` of each; the largest value less price. */
  function gather(kind: GroupKind, limits: GroupLimits, dateIndex: number, most: number): number {
    const { members, value } = kind;
    const { price, dates } = limits;
    const departmentGain = kind.weatherMicro * instance.mixing.departmentMicro;
    for (const circle of circles) circle.count = circle.plainCount = 0;
    let highest = -Infinity;
    let i = 0;
    while (i < members.length) {
      const first = members[i] ?? 0;
      const circle = circles[circleOf[first] ?? 0];
      const department = departmentOf[first] ?? -1;
      let top = -1;
      let topValue = -Infinity;
      for (; i < members.length; i++) {
        const p = members[i] ?? 0;
        if (circleOf[p] !== circleOf[first] || departmentOf[p] !== department) break;
        if ((((dates[p] ?? 0) >> dateIndex) & 1) === 0 || banned[p] !== 0) continue;
        const adjusted = (value[p] ?? 0) - (price[p] ?? 0);
        if (adjusted > highest) highest = adjusted;
        if (!circle) continue;
        if (department < 0) insert(circle, p, adjusted, false, most);
        else if (adjusted > topValue) {
          if (top >= 0) insert(circle, top, topValue, true, most);
          top = p;
          topValue = adjusted;
        } else insert(circle, p, adjusted, true, most);
      }
      // The best of a department is the one who brings it in.
      if (top >= 0 && circle) insert(circle, top, topValue + departmentGain, true, most);
    }
    return highest;
  }

  /** gain[k]: the best sum of k people of a circle with (departments - 1), but never below none. */
  function sumCircle(c: CirclePicks, most: number, departmentGain: number): number {
    const count = Math.min(c.count, most);
    let sum = 0;
    let plain = 0;
    let hasDepartment = false;
    for (let k = 1; k <= count; k++) {
      const p = c.picks[k - 1] ?? 0;
      sum += c.worth[k - 1] ?? 0;
      if ((departmentOf[p] ?? -1) >= 0) hasDepartment = true;
      const gain = hasDepartment ? sum - departmentGain : sum;
      plain = k <= c.plainCount ? plain + (c.plainWorth[k - 1] ?? 0) : -Infinity;
      c.usesPlain[k] = plain > gain ? 1 : 0;
      c.gain[k] = Math.max(gain, plain);
    }
    return count;
  }

  /** Fills `total` by number of guests, less crowd; returns the largest number that was looked at. */
  function fill(kind: GroupKind, limits: GroupLimits, dateIndex: number): number {
    const { weatherMicro: w, minimum, maximum } = kind;
    const circleGain = w * instance.mixing.circleMicro;
    const departmentGain = w * instance.mixing.departmentMicro;
    const limit = Math.min(maximum, MOST_GUESTS);
    const highest = gather(kind, limits, dateIndex, limit);
    if (highest === -Infinity) return 0;
    // A further guest adds at most this; beyond the size at which the crowd takes it all, fewer are never worse. Four
    // are always looked at: three may be worth too little for a proposal.
    const atMost = highest + Math.max(circleGain, departmentGain);
    let most = Math.min(limit, Math.max(SIZE_RANGE.big[0], minimum));
    while (most < limit && w * (crowd(most + 1) - crowd(most)) < atMost) most++;
    total.fill(-Infinity, 0, most + 1);
    total[0] = -circleGain - kind.burden;
    let reach = 0;
    for (const c of circles) {
      c.chosen.fill(0, 0, most + 1);
      if (c.count === 0) continue;
      const count = sumCircle(c, most, departmentGain);
      const before = reach;
      reach = Math.min(most, reach + count);
      for (let n = reach; n >= 1; n--) {
        let best = total[n] ?? -Infinity;
        let from = 0;
        for (let k = Math.max(1, n - before); k <= count && k <= n; k++) {
          const value = (total[n - k] ?? -Infinity) + (c.gain[k] ?? 0) + circleGain;
          if (value > best) {
            best = value;
            from = k;
          }
        }
        total[n] = best;
        c.chosen[n] = from;
      }
    }
    for (let n = 1; n <= reach; n++) total[n] = (total[n] ?? -Infinity) - w * crowd(n);
    return reach;
  }

  function readGuests(size: number): number[] {
    const guests: number[] = [];
    let left = size;
    for (const c of circles.toReversed()) {
      const k = c.chosen[left] ?? 0;
      const picks = c.usesPlain[k] === 1 ? c.plainPicks : c.picks;
      for (let i = 0; i < k; i++) guests.push(picks[i] ?? 0);
      left -= k;
    }
    return guests;
  }

  /** A separation of which the guests hold both sides; null where they break none. */
  function findBroken(
    guests: readonly number[],
  ): { readonly left: Int32Array; readonly right: Int32Array } | null {
    leftSeen.fill(0);
    rightSeen.fill(0);
    for (const p of guests) {
      for (let w = 0; w < words; w++) {
        leftSeen[w] = (leftSeen[w] ?? 0) | (problem.left[p]?.[w] ?? 0);
        rightSeen[w] = (rightSeen[w] ?? 0) | (problem.right[p]?.[w] ?? 0);
      }
    }
    for (let w = 0; w < words; w++) {
      const both = (leftSeen[w] ?? 0) & (rightSeen[w] ?? 0);
      if (both !== 0) return problem.sides[w * WORD_BITS + (31 - Math.clz32(both & -both))] ?? null;
    }
    return null;
  }

  function bestSize(kind: GroupKind, least: number, most: number, reach: number): number {
    let best = 0;
    for (let n = Math.max(least, kind.minimum, 1); n <= Math.min(most, kind.maximum, reach); n++) {
      if (best === 0 || (total[n] ?? -Infinity) > (total[best] ?? -Infinity)) best = n;
    }
    return best;
  }

  const valueAt = (n: number): number => (n === 0 ? -Infinity : (total[n] ?? -Infinity));

  function bestAllowed(
    kind: GroupKind,
    limits: GroupLimits,
    dateIndex: number,
    range: readonly [number, number],
    beat: number,
  ): Group | null {
    const n = bestSize(kind, ...range, fill(kind, limits, dateIndex));
    const value = valueAt(n);
    if (value <= beat) return null;
    const guests = readGuests(n);
    const broken = kind.hasSeparation ? findBroken(guests) : null;
    if (!broken) return { value, guests: guests.toSorted((a, b) => a - b) };
    let best: Group | null = null;
    let bar = beat;
    for (const side of [broken.right, broken.left]) {
      for (const p of side) banned[p] = (banned[p] ?? 0) + 1;
      const group = bestAllowed(kind, limits, dateIndex, range, bar);
      if (group) {
        best = group;
        bar = group.value;
      }
      for (const p of side) banned[p] = (banned[p] ?? 0) - 1;
    }
    return best;
  }

  return {
    atMost(kind, limits, dateIndex) {
      const reach = fill(kind, limits, dateIndex);
      return {
        small: valueAt(bestSize(kind, ...SIZE_RANGE.small, reach)),
        big: valueAt(bestSize(kind, ...SIZE_RANGE.big, reach)),
      };
    },
    best: (kind, limits, dateIndex, least, most) =>
      bestAllowed(kind, limits, dateIndex, [least, most], -Infinity),
  };
}
