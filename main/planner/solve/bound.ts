import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { GroupLimits, GroupSize, GroupSolver } from '#main/planner/solve/group.ts';
import { UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { type DayChoice, fitsSchedule, type Schedule } from '#main/planner/solve/schedule.ts';
import { spreadTwins } from '#main/planner/solve/twins.ts';
import { type BoundedGroup, findWorthwhile } from '#main/planner/solve/worthwhile.ts';
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
  /** Dates open to up to three guests, and to more. */
  readonly small: number;
  readonly big: number;
  /** Dates that every plan of the node takes. */
  readonly required: number;
}

const hasDate = (mask: number, dateIndex: number): boolean => ((mask >> dateIndex) & 1) === 1;

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
  /** What the best of a date and size is worth, less prices; -Infinity where there is none. */
  gain(dateIndex: number, big: boolean): number;
  /** What is best on each date in each size, taken or not: kept and firm dates left out. Made when it is asked for. */
  offers(): readonly PricedDay[];
}

/** A proposal that is settled: its date is taken with its value, whatever the prices. */
export interface FirmDay {
  readonly dateIndex: number;
  readonly guests: readonly unknown[];
  readonly value: number;
}

/** The candidates that are in play, by date, the one that is worth most without prices first. */
export type Offers = Readonly<Record<GroupSize, readonly (readonly number[])[]>>;

export interface Pricer {
  /** All candidates that can be worth proposing. */
  readonly offers: Offers;
  /** `firm` dates are taken as they are, beside the kept ones. */
  relax(prices: Prices, masks: Masks, offers: Offers, firm?: readonly FirmDay[]): Relaxation;
  /** The best single proposal to add to others, without prices; null where none makes the plan better. */
  bestBeside(others: readonly FirmDay[], masks: Masks, offers: Offers): PricedDay | null;
  /** Without the candidates with which no plan of these masks is worth more than `beat`. */
  narrow(beat: number, prices: Prices, masks: Masks, offers: Offers): Offers;
}

const SIZES = ['small', 'big'] as const satisfies readonly GroupSize[];
const choiceOf = (size: GroupSize): DayChoice => (size === 'small' ? 1 : 2);

/** What the candidates are worth at certain prices, each kind solved at most once for dates with the same people. */
interface PriceList {
  /** No less than `priced`, and cheap. */
  atMost(candidate: number, size: GroupSize): number;
  priced(candidate: number, size: GroupSize): number;
  guests(candidate: number, size: GroupSize): number[];
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
    const relaxed = { small: unknown(), big: unknown() };
    const found = {
      small: new Map<number, BoundedGroup | null>(),
      big: new Map<number, BoundedGroup | null>(),
    };

    /** Place of a candidate's kind and column of dates in the tables; -1 where its activity or the size is closed. */
    const placeOf = (c: number, size: GroupSize): number => {
      const { activity, dateIndex } = candidates[c] ?? { activity: 0, dateIndex: 0 };
      const isOpen = hasDate(masks.activities[activity] ?? 0, dateIndex) && hasDate(masks[size], dateIndex);
      return isOpen ? (kindOf[c] ?? 0) * days.length + (column[dateIndex] ?? 0) : -1;
    };
    const activityPrice = (c: number): number => prices.activities[candidates[c]?.activity ?? 0] ?? 0;

    const find = (c: number, size: GroupSize): BoundedGroup | null => {
      const at = placeOf(c, size);
      const kind = kinds[kindOf[c] ?? 0];
      if (at < 0 || !kind) return null;
      const known = found[size].get(at);
      if (known !== undefined) return known;
      const group = findWorthwhile(groups, kind, limits, candidates[c]?.dateIndex ?? 0, size, least);
      found[size].set(at, group);
      return group;
    };

    return {
      atMost(c, size) {
        const at = placeOf(c, size);
        const kind = kinds[kindOf[c] ?? 0];
        if (at < 0 || !kind) return -Infinity;
        if (Number.isNaN(relaxed.small[at])) {
          const values = groups.atMost(kind, limits, candidates[c]?.dateIndex ?? 0);
          relaxed.small[at] = values.small;
          relaxed.big[at] = values.big;
        }
        return (relaxed[size][at] ?? -Infinity) - activityPrice(c);
      },
      priced: (c, size) => (find(c, size)?.bound ?? -Infinity) - activityPrice(c),
      guests: (c, size) => [...(find(c, size)?.guests ?? [])],
    };
  }

  const zero: Prices = { people: noPrice, activities: new Float64Array(problem.activities) };
  const freeList = listPrices(zero, startMasks);
  /** Values at no prices: they only fall from there. By size and candidate. */
  const free = {
    small: Float64Array.from(candidates, (_, c) => freeList.priced(c, 'small')),
    big: Float64Array.from(candidates, (_, c) => freeList.priced(c, 'big')),
  };
  const orderOf = (size: GroupSize): number[][] =>
    days.map((d) =>
      [...candidates.keys()]
        .filter((c) => candidates[c]?.dateIndex === d && !keptOn.has(d) && (free[size][c] ?? 0) > -Infinity)
        .toSorted((a, b) => (free[size][b] ?? 0) - (free[size][a] ?? 0) || a - b),
    );
  const allOffers: Offers = { small: orderOf('small'), big: orderOf('big') };

  /** The best candidate of each date and size; those that cannot beat it even for free are not looked at. */
  function bestDays(list: PriceList, offers: Offers, firm: readonly FirmDay[]): DateGains {
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
        for (const c of offers[size][d] ?? []) {
          if ((free[size][c] ?? 0) <= gain) break;
          if (list.atMost(c, size) <= gain) continue;
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

  const requiredOf = (masks: Masks, firm: readonly FirmDay[]): boolean[] => {
    const required = days.map((d) => hasDate(masks.required, d));
    for (const { dateIndex } of firm) required[dateIndex] = true;
    return required;
  };

  const takenOn = (list: PriceList, gains: DateGains, dateIndex: number, size: GroupSize): PricedDay => {
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
    offers: allOffers,
    relax(prices, masks, offers, more = []) {
      const list = listPrices(prices, masks);
      const firm = [...instance.kept, ...more];
      const gains = bestDays(list, offers, firm);
      const isFirm = new Set(firm.map((day) => day.dateIndex));
      const { value, choices } = schedule.best({ ...gains, required: requiredOf(masks, firm) }, adjacency);
      const taken = choices.flatMap((choice, dateIndex): PricedDay[] => {
        if (choice === 0 || isFirm.has(dateIndex)) return [];
        return [takenOn(list, gains, dateIndex, choice === 1 ? 'small' : 'big')];
      });
      return {
        bound: value + paidBack(prices),
        days: spreadTwins(taken, problem, (p, q, d) => canStandIn(prices, masks, p, q, d)),
        gain: (d, isBig) => (isBig ? gains.big : gains.small)[d] ?? -Infinity,
        offers: () =>
          days
            .filter((d) => !isFirm.has(d))
            .flatMap((d) =>
              SIZES.filter((size) => gains[size][d] !== -Infinity).map((size) =>
                takenOn(list, gains, d, size),
              ),
            ),
      };
    },
    bestBeside(others, masks, offers) {
      const firm = [...instance.kept, ...others];
      const own = firm.map((day) => ({ dateIndex: day.dateIndex, big: isBigGroup(day.guests.length) }));
      const list = listPrices(zero, masks);
      const gains = bestDays(list, offers, firm);
      let best: { readonly dateIndex: number; readonly size: GroupSize } | null = null;
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
    narrow(beat, prices, masks, offers) {
      const list = listPrices(prices, masks);
      const gains = bestDays(list, offers, instance.kept);
      const withChoice = schedule.bestWith(
        { ...gains, required: requiredOf(masks, instance.kept) },
        adjacency,
      );
      const back = paidBack(prices);
      const ofSize = (size: GroupSize): number[][] =>
        days.map((d) => {
          // The gain of a date that can be taken at all shifts the best schedule that takes it one to one.
          const rest = (withChoice[d]?.[choiceOf(size)] ?? -Infinity) - (gains[size][d] ?? 0) + back;
          const canBeat = (value: number): boolean => rest + value > beat;
          return (offers[size][d] ?? []).filter(
            (c) =>
              canBeat(free[size][c] ?? 0) && canBeat(list.atMost(c, size)) && canBeat(list.priced(c, size)),
          );
        });
      return { small: ofSize('small'), big: ofSize('big') };
    },
  };
}

/** Whether q's place costs as much as p's, so that the relaxation cannot tell them apart. */
const canStandIn = (prices: Prices, masks: Masks, p: number, q: number, dateIndex: number): boolean =>
  prices.people[q] === prices.people[p] && hasDate(masks.people[q] ?? 0, dateIndex);

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
