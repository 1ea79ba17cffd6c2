import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { GroupLimits, GroupSolver } from '#main/planner/solve/group.ts';
import { UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { type DayChoice, fitsSchedule, type Schedule } from '#main/planner/solve/schedule.ts';
import { leastValue } from '#main/planner/solve/value.ts';

/** Prices on what a plan may use only once: people and activities. Integers, so that every bound is exact. */
export interface Prices {
  readonly people: Float64Array;
  readonly activities: Float64Array;
}

/** What one node of the search still allows: bit d of a mask is set while date index d is open to it. */
export interface Masks {
  readonly people: Int32Array;
  readonly activities: Int32Array;
}

export interface PricedDay {
  readonly candidate: number;
  readonly dateIndex: number;
  /** Positions in the problem's people, ascending. */
  readonly guests: readonly number[];
  /** Value less prices. */
  readonly priced: number;
}

export interface Relaxation {
  /** No plan of this node is worth more. */
  readonly bound: number;
  /** What the relaxation takes, ascending by date; people and activities may occur twice. */
  readonly days: readonly PricedDay[];
}

/** A proposal that is settled: its date is taken with its value, whatever the prices. */
export interface FirmDay {
  readonly dateIndex: number;
  readonly guests: readonly unknown[];
  readonly value: number;
}

export interface Pricer {
  /** `firm` dates are taken as they are, beside the kept ones. */
  relax(prices: Prices, masks: Masks, firm?: readonly FirmDay[]): Relaxation;
  /** The best single proposal to add to others, without prices; null where none makes the plan better. */
  bestBeside(others: readonly FirmDay[], masks: Masks): PricedDay | null;
  /** Leaves out for good each candidate with which no plan of these masks is worth more than `beat`. */
  dropBelow(beat: number, prices: Prices, masks: Masks): void;
  /** How many candidates are still in play. */
  count(): number;
}

type Size = 'small' | 'big';
const SIZES = ['small', 'big'] as const satisfies readonly Size[];
const choiceOf = (size: Size): DayChoice => (size === 'small' ? 1 : 2);

/** What the candidates are worth at certain prices, each kind solved at most once for dates with the same people. */
interface PriceList {
  priced(candidate: number, size: Size): number;
  guests(candidate: number, size: Size): number[];
}

interface DateGains {
  readonly small: number[];
  readonly big: number[];
  readonly smallBest: Int32Array;
  readonly bigBest: Int32Array;
}

/**
 * Lagrangian relaxation: with a price on each person and each activity the candidates no longer compete for them, and
 * the dates alone are left, which the schedule solves exactly. The value of that, with all prices paid back, bounds
 * every plan.
 */
export function createPricer(
  problem: Problem,
  groups: GroupSolver,
  schedule: Schedule,
  startMasks: Masks,
): Pricer {
  const { instance, kinds, kindOf } = problem;
  const { candidates } = instance;
  const days = Array.from({ length: instance.schedule.days }, (_, d) => d);
  const keptOn = new Map(instance.kept.map((kept) => [kept.dateIndex, kept]));
  const least = leastValue(instance);
  const adjacency = instance.adjacencyMicro * UNITS_PER_MICRO;
  const noPrice = new Float64Array(problem.people.length);

  function listPrices(prices: Prices, masks: Masks): PriceList {
    const column = sameColumns(masks.people, days.length);
    const limits: GroupLimits = { price: prices.people, dates: masks.people };
    const unknown = (): Float64Array => new Float64Array(kinds.length * days.length).fill(Number.NaN);
    const known = { small: unknown(), big: unknown() };
    const unpriced = new Map<number, ReturnType<GroupSolver['values']>>();

    const isPossible = (candidate: number, size: Size, at: number): boolean => {
      let free = unpriced.get(at);
      const kind = kinds[kindOf[candidate] ?? 0];
      if (!free && kind) {
        free = groups.values(kind, { price: noPrice, dates: masks.people }, at % days.length);
        unpriced.set(at, free);
      }
      return (free?.[size] ?? -Infinity) - burdenOf(candidate) >= least;
    };
    const burdenOf = (candidate: number): number =>
      (candidates[candidate]?.burdenMicro ?? 0) * UNITS_PER_MICRO;

    return {
      priced(c, size) {
        const candidate = candidates[c];
        if (!candidate) return -Infinity;
        const { activity, dateIndex } = candidate;
        if ((((masks.activities[activity] ?? 0) >> dateIndex) & 1) === 0) return -Infinity;
        const kindIndex = kindOf[c] ?? 0;
        const at = kindIndex * days.length + (column[dateIndex] ?? 0);
        if (Number.isNaN(known.small[at])) {
          const kind = kinds[kindIndex];
          const values = kind && groups.values(kind, limits, dateIndex);
          known.small[at] = values?.small ?? -Infinity;
          known.big[at] = values?.big ?? -Infinity;
        }
        const value = (known[size][at] ?? -Infinity) - burdenOf(c);
        // With nobody to pay it may still be worth too little for a proposal; then this node cannot use it at all.
        if (value < least && !isPossible(c, size, at)) return -Infinity;
        return value - (prices.activities[activity] ?? 0);
      },
      guests(c, size) {
        const kind = kinds[kindOf[c] ?? 0];
        return kind ? groups.guests(kind, limits, candidates[c]?.dateIndex ?? 0, size) : [];
      },
    };
  }

  const zero: Prices = { people: noPrice, activities: new Float64Array(problem.activities) };
  const freeList = listPrices(zero, startMasks);
  /** Values at no prices: they only fall from there. By size and candidate. */
  const free = {
    small: Float64Array.from(candidates, (_, c) => freeList.priced(c, 'small')),
    big: Float64Array.from(candidates, (_, c) => freeList.priced(c, 'big')),
  };
  const orderOf = (size: Size): number[][] =>
    days.map((d) =>
      [...candidates.keys()]
        .filter((c) => candidates[c]?.dateIndex === d && !keptOn.has(d) && (free[size][c] ?? 0) > -Infinity)
        .sort((a, b) => (free[size][b] ?? 0) - (free[size][a] ?? 0) || a - b),
    );
  const order = { small: orderOf('small'), big: orderOf('big') };

  /** The best candidate of each date and size; those that cannot beat it even for free are not looked at. */
  function bestDays(list: PriceList, firm: readonly FirmDay[]): DateGains {
    const gains: DateGains = {
      small: days.map(() => -Infinity),
      big: days.map(() => -Infinity),
      smallBest: new Int32Array(days.length).fill(-1),
      bigBest: new Int32Array(days.length).fill(-1),
    };
    for (const size of SIZES) {
      const best = size === 'small' ? gains.smallBest : gains.bigBest;
      for (const d of days) {
        if (firm.some((day) => day.dateIndex === d)) continue;
        let gain = -Infinity;
        for (const c of order[size][d] ?? []) {
          if ((free[size][c] ?? 0) <= gain) break;
          const priced = list.priced(c, size);
          if (priced > gain) {
            gain = priced;
            best[d] = c;
          }
        }
        gains[size][d] = gain;
      }
    }
    for (const { dateIndex, guests, value } of firm) {
      gains[isBigGroup(guests.length) ? 'big' : 'small'][dateIndex] = value;
    }
    return gains;
  }

  const requiredOf = (firm: readonly FirmDay[]): boolean[] => {
    const required = days.map(() => false);
    for (const { dateIndex } of firm) required[dateIndex] = true;
    return required;
  };

  const takenOn = (list: PriceList, gains: DateGains, dateIndex: number, size: Size): PricedDay => {
    const candidate = (size === 'small' ? gains.smallBest : gains.bigBest)[dateIndex] ?? -1;
    const priced = gains[size][dateIndex] ?? -Infinity;
    return { candidate, dateIndex, guests: list.guests(candidate, size), priced };
  };

  const paidBack = (prices: Prices): number => {
    let sum = 0;
    for (const price of prices.people) sum += price;
    for (const price of prices.activities) sum += price;
    return sum;
  };

  return {
    relax(prices, masks, more = []) {
      const list = listPrices(prices, masks);
      const firm = [...instance.kept, ...more];
      const gains = bestDays(list, firm);
      const required = requiredOf(firm);
      const { value, choices } = schedule.best({ ...gains, required }, adjacency);
      const taken = choices.flatMap((choice, dateIndex): PricedDay[] => {
        if (choice === 0 || required[dateIndex] === true) return [];
        return [takenOn(list, gains, dateIndex, choice === 1 ? 'small' : 'big')];
      });
      return { bound: value + paidBack(prices), days: spreadTwins(taken, prices, masks, problem) };
    },
    bestBeside(others, masks) {
      const firm = [...instance.kept, ...others];
      const own = firm.map((day) => ({ dateIndex: day.dateIndex, big: isBigGroup(day.guests.length) }));
      const list = listPrices(zero, masks);
      const gains = bestDays(list, firm);
      let best: { readonly dateIndex: number; readonly size: Size } | null = null;
      let most = 0;
      for (const dateIndex of days) {
        const pairs = own.filter((day) => Math.abs(day.dateIndex - dateIndex) === 1).length;
        for (const size of SIZES) {
          const gain = (gains[size][dateIndex] ?? -Infinity) - pairs * adjacency;
          if (gain <= most || own.some((day) => day.dateIndex === dateIndex)) continue;
          const added = { dateIndex, big: size === 'big' };
          if (!fitsSchedule([...instance.schedule.fixed, ...own], added, instance.schedule)) continue;
          most = gain;
          best = { dateIndex, size };
        }
      }
      return best && takenOn(list, gains, best.dateIndex, best.size);
    },
    dropBelow(beat, prices, masks) {
      const list = listPrices(prices, masks);
      const gains = bestDays(list, instance.kept);
      const withChoice = schedule.bestWith({ ...gains, required: requiredOf(instance.kept) }, adjacency);
      const back = paidBack(prices);
      for (const size of SIZES) {
        for (const d of days) {
          // The gain of a date that can be taken at all shifts the best schedule that takes it one to one.
          const rest = (withChoice[d]?.[choiceOf(size)] ?? -Infinity) - (gains[size][d] ?? 0) + back;
          order[size][d] = (order[size][d] ?? []).filter(
            (c) => rest + (free[size][c] ?? 0) > beat && rest + list.priced(c, size) > beat,
          );
        }
      }
    },
    count: () => SIZES.reduce((sum, size) => sum + order[size].flat().length, 0),
  };
}

/** Who is taken twice gives one place to a free twin at the same price: the relaxation cannot tell them apart. */
function spreadTwins(
  days: readonly PricedDay[],
  { people: price }: Prices,
  { people: dates }: Masks,
  { twinOf }: Problem,
): readonly PricedDay[] {
  const taken = new Set<number>();
  const isTwice = days.some(({ guests }) => guests.some((p) => taken.size === taken.add(p).size));
  if (!isTwice) return days;
  const used = new Set(taken);
  taken.clear();
  return days.map((day) => {
    const guests = day.guests.map((p) => {
      const isFree = taken.size < taken.add(p).size;
      if (isFree) return p;
      const twin = twinOf.findIndex(
        (first, q) =>
          first === twinOf[p] &&
          !used.has(q) &&
          price[q] === price[p] &&
          (((dates[q] ?? 0) >> day.dateIndex) & 1) === 1,
      );
      if (twin >= 0) used.add(twin);
      return twin >= 0 ? twin : p;
    });
    return { ...day, guests: guests.sort((a, b) => a - b) };
  });
}

/** For each date the first one on which the same people may be asked. */
function sameColumns(masks: Int32Array, days: number): Int32Array {
  const full = (1 << days) - 1;
  const differs = new Int32Array(days);
  for (const mask of masks) {
    if (mask === 0 || (mask & full) === full) continue;
    for (let d = 0; d < days; d++) differs[d] = (differs[d] ?? 0) | ((mask >> d) & 1 ? ~mask : mask);
  }
  return Int32Array.from({ length: days }, (_, d) => {
    let first = 0;
    while (first < d && (((differs[first] ?? 0) >> d) & 1) === 1) first++;
    return first;
  });
}
