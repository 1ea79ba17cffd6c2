import type { Masks, Prices, Relaxation } from '#main/planner/solve/bound.ts';
import { hasChoice } from '#main/planner/solve/branch.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { countUses } from '#main/planner/solve/uses.ts';

export const zeroPrices = (problem: Problem): Prices => ({
  people: new Float64Array(problem.people.length),
  activities: new Float64Array(problem.activities),
});

/** Who can be asked on one date only is not fought over: a price would only loosen the bound. */
export function clearSingles(prices: Prices, masks: Masks): Prices {
  const clear = (price: Float64Array, mask: Int32Array): Float64Array =>
    price.map((value, i) => (hasChoice(mask[i] ?? 0) ? value : 0));
  return {
    people: clear(prices.people, masks.people),
    activities: clear(prices.activities, masks.activities),
  };
}

/** How the bound changes with each price, the same for twins: they can stand in for one another. */
function slopesOf(relaxation: Relaxation, masks: Masks, problem: Problem): Prices {
  const uses = countUses(relaxation, problem);
  const { twinOf } = problem;
  const people = new Float64Array(problem.people.length);
  const used = new Float64Array(problem.people.length);
  const count = new Float64Array(problem.people.length);
  // Twins that may come on other dates are no longer the same; the first one's dates stand for the group.
  const groupOf = (p: number): number => {
    const first = twinOf[p] ?? p;
    return masks.people[first] === masks.people[p] ? first : p;
  };
  for (const p of people.keys()) {
    const group = groupOf(p);
    used[group] = (used[group] ?? 0) + (uses.people[p] ?? 0);
    count[group] = (count[group] ?? 0) + 1;
  }
  for (const p of people.keys()) {
    const group = groupOf(p);
    people[p] = (used[group] ?? 0) / (count[group] ?? 1) - 1;
  }
  return { people, activities: Float64Array.from(uses.activities, (n) => n - 1) };
}

/**
 * The next prices by Polyak's step towards `target`; null where nothing is wanted twice and nothing is left to pay back,
 * or where the step is less than a unit.
 */
export function movePrices(
  prices: Prices,
  relaxation: Relaxation,
  masks: Masks,
  scale: number,
  target: number,
  problem: Problem,
): Prices | null {
  const slopes = slopesOf(relaxation, masks, problem);
  let norm = 0;
  for (const kind of ['people', 'activities'] as const) {
    const slope = slopes[kind];
    for (const i of slope.keys()) {
      const down = (slope[i] ?? 0) < 0 && prices[kind][i] === 0;
      if (down || !hasChoice(masks[kind][i] ?? 0)) slope[i] = 0;
      norm += (slope[i] ?? 0) * (slope[i] ?? 0);
    }
  }
  if (norm === 0) return null;
  const step = (scale * (relaxation.bound - target)) / norm;
  if (step < 1) return null;
  const move = (price: Float64Array, slope: Float64Array): Float64Array =>
    price.map((value, i) => Math.max(0, Math.round(value + step * (slope[i] ?? 0))));
  return {
    people: move(prices.people, slopes.people),
    activities: move(prices.activities, slopes.activities),
  };
}
