import type { IsoDate } from '#contract/time.ts';
import { daysBetween } from '#main/kernel/dates.ts';
import type { Person } from '#main/people/person.ts';
import type { Touch } from '#main/people/touch.ts';

/** How overdue a relationship is: 0 fresh, 1 due, 2 at most (red). */
export interface Gap {
  /** max(all, outside / 2): working together slows the clock and never stops it. */
  readonly gap: number;
  readonly all: number;
  readonly outside: number;
}

/**
 * Growth without a touch: 1/cadence a day up to 1, then 1/(maximum - cadence) a day up to 2. Exact in days, so that
 * it does not matter in how many steps one goes.
 */
export function growGap(gap: number, days: number, cadenceDays: number, maximumDays: number): number {
  const toDue = Math.max(0, (1 - gap) * cadenceDays);
  if (days <= toDue) return gap + days / cadenceDays;
  const from = Math.max(gap, 1);
  // A maximum that is no more than the cadence makes who is due long overdue at once.
  return Math.min(2, from + (days - toDue) / Math.max(0, maximumDays - cadenceDays));
}

function runGap(
  touches: readonly Touch[],
  start: IsoDate,
  today: IsoDate,
  person: Pick<Person, 'cadenceDays' | 'maximumDays'>,
): number {
  let gap = 1;
  let date = start;
  for (const touch of touches) {
    gap =
      growGap(gap, daysBetween(date, touch.date), person.cadenceDays, person.maximumDays) *
      (1 - touch.weight);
    date = touch.date;
  }
  return growGap(gap, daysBetween(date, today), person.cadenceDays, person.maximumDays);
}

/**
 * planning.md, 'Gap'. `touches` ascending, one a date. Starts at 1 on the date of the first touch of any kind, or on
 * the date the person was added, or today.
 */
export function computeGap(
  touches: readonly Touch[],
  person: Pick<Person, 'cadenceDays' | 'maximumDays' | 'added'>,
  today: IsoDate,
): Gap {
  const added = person.added !== null && person.added <= today ? person.added : today;
  const start = touches[0]?.date ?? added;
  const all = runGap(touches, start, today, person);
  const together = touches.filter((touch) => touch.kind === 'get-together');
  const outside = runGap(together, start, today, person);
  return { gap: Math.max(all, outside / 2), all, outside };
}
