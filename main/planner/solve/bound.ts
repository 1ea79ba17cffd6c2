import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { GroupLimits, GroupSolver } from '#main/planner/solve/group.ts';
import { type ChosenProposal, type SolveInstance, UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import type { DayChoice, Schedule } from '#main/planner/solve/schedule.ts';

/** Sizes of a small and a big group, as choice 1 and 2 of a date. */
const SIZES: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 3],
  [4, Infinity],
];

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
  readonly guests: readonly number[];
  readonly priced: number;
}

export interface Relaxation {
  /** No plan of this node is worth more. */
  readonly bound: number;
  readonly choices: readonly DayChoice[];
  /** What the relaxation takes on each date; people and activities may occur twice. */
  readonly days: readonly (PricedDay | null)[];
}

export interface Pricer {
  relax(prices: Prices, masks: Masks): Relaxation;
  /** Largest value of a plan that takes the candidate, at these prices. */
  boundsWith(prices: Prices, masks: Masks): (candidate: number) => number;
  /** The candidates still in play, by date. */
  readonly byDate: number[][];
}

/** A candidate's value at no prices and every date open: it only falls from there. */
export interface FreeValues {
  /** By candidate: unused, up to three guests, more than three. -Infinity: never worth proposing. */
  readonly values: readonly (readonly [number, number, number])[];
  readonly noPrice: Float64Array;
}

/** The least value of a proposal that rounds up to the minimum. */
const leastValue = (instance: SolveInstance): number => (instance.minimumValueMicro - 0.5) * UNITS_PER_MICRO;

export function freeValues(instance: SolveInstance, groups: GroupSolver): FreeValues {
  const limits: GroupLimits = {
    price: new Float64Array(instance.people.length),
    dates: new Int32Array(instance.people.length).fill(-1),
  };
  const minimum = leastValue(instance);
  const values = instance.candidates.map((candidate) => {
    const bySize = [1, 2].map((choice) => {
      const [least, most] = SIZES[choice] ?? [0, 0];
      const group = groups.best(candidate, limits, least, most);
      const unit = group?.priced ?? -Infinity;
      return unit >= minimum ? unit : -Infinity;
    });
    return [0, bySize[0] ?? -Infinity, bySize[1] ?? -Infinity] as const;
  });
  return { values, noPrice: limits.price };
}

/**
 * Lagrangian relaxation: with a price on each person and each activity the candidates no longer compete for them, and
 * the dates alone are left, which the schedule solves exactly. The value of that, with all prices paid back, bounds
 * every plan.
 */
export function createPricer(
  instance: SolveInstance,
  groups: GroupSolver,
  schedule: Schedule,
  free: FreeValues,
): Pricer {
  const { candidates, schedule: rules } = instance;
  const days = Array.from({ length: rules.days }, (_, d) => d);
  const byDate = days.map((d) =>
    candidates
      .map((_, c) => c)
      .filter(
        (c) =>
          candidates[c]?.dateIndex === d &&
          Math.max(free.values[c]?.[1] ?? 0, free.values[c]?.[2] ?? 0) > -Infinity,
      ),
  );
  const freeOf = (c: number, choice: 1 | 2): number => free.values[c]?.[choice] ?? -Infinity;
  const minimum = leastValue(instance);
  const keptOn = new Map(instance.kept.map((kept) => [kept.dateIndex, kept]));
  const required = days.map((d) => keptOn.has(d));
  const none = (): number[] => days.map(() => -Infinity);

  const priceOf = (c: number, choice: 1 | 2, prices: Prices, masks: Masks): PricedDay | null => {
    const candidate = candidates[c];
    if (!candidate) return null;
    if ((((masks.activities[candidate.activity] ?? 0) >> candidate.dateIndex) & 1) === 0) return null;
    const [least, most] = SIZES[choice] ?? [0, 0];
    const group = groups.best(candidate, { price: prices.people, dates: masks.people }, least, most);
    if (!group) return null;
    // With nobody to pay it may still be worth too little for a proposal; then this node cannot use it at all.
    if (group.priced < minimum) {
      const unpriced = groups.best(candidate, { price: free.noPrice, dates: masks.people }, least, most);
      if (!unpriced || unpriced.priced < minimum) return null;
    }
    return {
      candidate: c,
      guests: group.guests,
      priced: group.priced - (prices.activities[candidate.activity] ?? 0),
    };
  };

  /** The best candidate of each date and size; those that cannot beat it even for free are not looked at. */
  function bestDays(prices: Prices, masks: Masks): { best: (PricedDay | null)[][]; gains: number[][] } {
    const best: (PricedDay | null)[][] = [days.map(() => null), days.map(() => null), days.map(() => null)];
    const gains = [none(), none(), none()];
    for (const choice of [1, 2] as const) {
      const gain = gains[choice];
      const row = best[choice];
      if (!gain || !row) continue;
      for (const d of days) {
        const kept = keptOn.get(d);
        if (kept) {
          if ((isBigGroup(kept.guests.length) ? 2 : 1) === choice) gain[d] = kept.value;
          continue;
        }
        const order = byDate[d]?.toSorted((a, b) => freeOf(b, choice) - freeOf(a, choice)) ?? [];
        for (const c of order) {
          if (freeOf(c, choice) <= (gain[d] ?? -Infinity)) break;
          const day = priceOf(c, choice, prices, masks);
          if (day && day.priced > (gain[d] ?? -Infinity)) {
            gain[d] = day.priced;
            row[d] = day;
          }
        }
      }
    }
    return { best, gains };
  }

  const paidBack = (prices: Prices): number => {
    let sum = 0;
    for (const price of prices.people) sum += price;
    for (const price of prices.activities) sum += price;
    return sum;
  };

  return {
    byDate,
    relax(prices, masks) {
      const { best, gains } = bestDays(prices, masks);
      const result = schedule.best(gains[1] ?? [], gains[2] ?? [], required);
      return {
        bound: result.value + paidBack(prices),
        choices: result.choices,
        days: result.choices.map((choice, d) => best[choice]?.[d] ?? null),
      };
    },
    boundsWith(prices, masks) {
      const { gains } = bestDays(prices, masks);
      const withChoice = schedule.bestWith(gains[1] ?? [], gains[2] ?? [], required);
      const back = paidBack(prices);
      return (c) => {
        const d = candidates[c]?.dateIndex ?? 0;
        let most = -Infinity;
        for (const choice of [1, 2] as const) {
          // The gain of a date that can be taken at all shifts the best schedule that takes it one to one.
          const gain = gains[choice]?.[d] ?? -Infinity;
          const whole = withChoice[d]?.[choice] ?? -Infinity;
          if (gain === -Infinity || whole === -Infinity) continue;
          const day = priceOf(c, choice, prices, masks);
          if (day) most = Math.max(most, whole - gain + day.priced + back);
        }
        return most;
      };
    },
  };
}

/** Value of a proposal as it is rounded for comparison: at least the minimum, in millionths. */
export const isWorthProposing = (proposal: Pick<ChosenProposal, 'value'>, instance: SolveInstance): boolean =>
  Math.round(proposal.value / UNITS_PER_MICRO) >= instance.minimumValueMicro;
