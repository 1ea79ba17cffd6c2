import type { Masks, Prices, Relaxation } from '#main/planner/solve/bound.ts';
import type { Problem } from '#main/planner/solve/problem.ts';

const KINDS = ['people', 'activities'] as const;

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

interface Pick {
  readonly kind: (typeof KINDS)[number];
  readonly index: number;
}

/** Two smaller nodes that together hold every plan of a larger one. */
export interface Branch {
  readonly only: Masks;
  readonly without: Masks;
}

/**
 * Somebody or something wanted on two dates, else who is paid for and has a choice of dates: 'only on this date' or 'not
 * on this date'. Every branch closes dates, so the search ends. Null where the relaxation is a plan.
 */
export function chooseBranch(
  relaxation: Relaxation,
  prices: Prices,
  masks: Masks,
  problem: Problem,
): Branch | null {
  const uses = countUses(relaxation, problem);
  const pick =
    findDearest(prices, (kind, index) => (uses[kind][index] ?? 0) > 1, 0) ??
    findDearest(prices, (kind, index) => hasChoice(masks[kind][index] ?? 0), 1);
  if (!pick) return null;
  const mask = masks[pick.kind][pick.index] ?? 0;
  const used = dateOfUse(relaxation, problem, pick);
  const bit = used >= 0 ? 1 << used : mask & -mask;
  return { only: withMask(masks, pick, mask & bit), without: withMask(masks, pick, mask & ~bit) };
}

/** The dearest of those that `isMeant` names, people before activities; at least `least` units dear. */
function findDearest(
  prices: Prices,
  isMeant: (kind: Pick['kind'], index: number) => boolean,
  least: number,
): Pick | null {
  let pick: Pick | null = null;
  let dearest = least - 1;
  for (const kind of KINDS) {
    for (const [index, price] of prices[kind].entries()) {
      if (price <= dearest || !isMeant(kind, index)) continue;
      pick = { kind, index };
      dearest = price;
    }
  }
  return pick;
}

function dateOfUse(relaxation: Relaxation, problem: Problem, { kind, index }: Pick): number {
  const day = relaxation.days.find(({ candidate, guests }) =>
    kind === 'people' ? guests.includes(index) : problem.instance.candidates[candidate]?.activity === index,
  );
  return day?.dateIndex ?? -1;
}

function withMask(masks: Masks, { kind, index }: Pick, mask: number): Masks {
  const changed = masks[kind].slice();
  changed[index] = mask;
  return { ...masks, [kind]: changed };
}
