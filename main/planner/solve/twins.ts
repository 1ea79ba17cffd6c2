import type { Problem } from '#main/planner/solve/problem.ts';

/**
 * Gives the place of somebody who is taken twice to a twin who is taken nowhere and whom `canStandIn` allows on that
 * date; where there is none they stay taken twice.
 */
export function spreadTwins<Day extends { readonly dateIndex: number; readonly guests: readonly number[] }>(
  days: readonly Day[],
  { twinOf }: Problem,
  canStandIn: (person: number, twin: number, dateIndex: number) => boolean,
): readonly Day[] {
  const all = days.flatMap(({ guests }) => guests);
  const used = new Set(all);
  if (used.size === all.length) return days;
  const seen = new Set<number>();
  return days.map((day) => {
    const guests = day.guests.map((p) => {
      const isFirst = !seen.has(p);
      seen.add(p);
      if (isFirst) return p;
      const twin = twinOf.findIndex(
        (first, q) => first === twinOf[p] && !used.has(q) && canStandIn(p, q, day.dateIndex),
      );
      used.add(twin);
      return twin < 0 ? p : twin;
    });
    return { ...day, guests: guests.toSorted((a, b) => a - b) };
  });
}
