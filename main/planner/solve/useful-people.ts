import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { SolveCandidate, SolveInstance } from '#main/planner/solve/instance.ts';
import { type SeparationWords, separationWords } from '#main/planner/solve/problem.ts';
import type { Schedule } from '#main/planner/solve/schedule.ts';

/**
 * The people who can be part of a best plan, as positions in `instance.people`, ascending. Somebody for whom more others
 * than a plan can hold would be as good everywhere is left out: one of those is always free to take the place.
 */
export function findUsefulPeople(instance: SolveInstance, schedule: Schedule): number[] {
  const kept = new Set(instance.kept.flatMap((proposal) => proposal.guests));
  const able = [...instance.people.keys()].filter((p) => !kept.has(p));
  const worths = [...new Set(instance.candidates.map((candidate) => candidate.worthMicro))];
  const places = mostGuests(instance, schedule);
  const sums = instance.people.map((_, p) => worths.reduce((sum, worth) => sum + (worth[p] ?? 0), 0));
  const byWorth = able
    .filter((p) => (sums[p] ?? 0) > 0)
    .toSorted((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b);
  const sides = separationWords(instance, [...instance.people.keys()]);
  return byWorth
    .filter((p, rank) => {
      let better = 0;
      // Who is worth less in all cannot be as good everywhere; of equals the first goes before.
      for (let i = 0; i < rank && better < places; i++) {
        const q = byWorth[i] ?? 0;
        if (isAsGood(q, p, instance, worths) && isAsFree(q, p, sides)) better++;
      }
      return better < places;
    })
    .toSorted((a, b) => a - b);
}

/** Whether a group never loses by having q in p's place. */
function isAsGood(q: number, p: number, instance: SolveInstance, worths: readonly Float64Array[]): boolean {
  const one = instance.people[q];
  const other = instance.people[p];
  if (!one || !other) return false;
  const { circleMicro, departmentMicro } = instance.mixing;
  let lost = 0;
  if (one.circle !== other.circle) lost = Math.max(circleMicro, departmentMicro);
  else if (other.department >= 0 && one.department !== other.department) lost = departmentMicro;
  return worths.every((worth) => {
    const own = worth[p] ?? 0;
    return own === 0 || (worth[q] ?? 0) >= own + lost;
  });
}

/** Whether q is apart only from those from whom p is apart too. */
const isAsFree = (q: number, p: number, { left, right }: SeparationWords): boolean =>
  [left, right].every((side) => side[q]?.every((word, w) => (word & ~(side[p]?.[w] ?? 0)) === 0) ?? false);

/** No more guests than this fit into all proposals of a plan together. */
function mostGuests(instance: SolveInstance, schedule: Schedule): number {
  const days = Array.from({ length: instance.schedule.days }, (_, d) => d);
  const largest = days.map((d) =>
    instance.candidates
      .filter((candidate) => candidate.dateIndex === d)
      .reduce((most, candidate) => Math.max(most, largestGroup(candidate, instance)), 0),
  );
  const keptOn = new Set(instance.kept.map((proposal) => proposal.dateIndex));
  const gain = (d: number, size: number): number => (size === 0 ? -Infinity : keptOn.has(d) ? 0 : size);
  const small = largest.map((size, d) => gain(d, Math.min(size, 3)));
  const big = largest.map((size, d) => (isBigGroup(size) ? gain(d, size) : -Infinity));
  for (const { dateIndex, guests } of instance.kept) {
    small[dateIndex] = isBigGroup(guests.length) ? -Infinity : 0;
    big[dateIndex] = isBigGroup(guests.length) ? 0 : -Infinity;
  }
  return schedule.best({ small, big, required: days.map((d) => keptOn.has(d)) }, 0).value;
}

/** The size at which a further guest costs more in crowd than anybody is worth. */
function largestGroup(candidate: SolveCandidate, instance: SolveInstance): number {
  const { minimum, maximum, worthMicro } = candidate;
  const { circleMicro, departmentMicro } = instance.mixing;
  const atMost = worthMicro.reduce((a, b) => Math.max(a, b), 0) + Math.max(circleMicro, departmentMicro);
  let size = Math.max(1, minimum);
  // The crowd grows by 2n when one joins n.
  while (size < maximum && instance.crowdMicro * 2 * size < atMost && size < instance.people.length) size++;
  return Math.min(size, maximum);
}
