import type { PrintedCandidate, PrintedFixed, PrintedPlan } from '#tests/support/scenarios/printed-plan.ts';

/** The planning model's rules over printed figures, written down a second time and without the solver's help. */

/** Figures are printed in millionths, so this loses nothing. */
export const micro = (figure: number): number => Math.round(figure * 1e6);

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Days since the horizon's first date, of a date or of what begins with one. */
export const dateIndexOf = (plan: PrintedPlan, text: string): number =>
  dayNumber(text.slice(0, 10)) - dayNumber(plan.horizon.start);

/** Monday 1 to Sunday 7. */
const weekdayOf = (plan: PrintedPlan, dateIndex: number): number =>
  ((((dayNumber(plan.horizon.start) + dateIndex + 3) % 7) + 7) % 7) + 1;

export interface Guest {
  readonly circle: string;
  readonly department: string | null;
  readonly worth: number;
}

/** weather * (sum of worth + mixing - crowd) - burden, in whole millionths of millionths. */
export function valueUnits(plan: PrintedPlan, candidate: PrintedCandidate, guests: readonly Guest[]): number {
  const { weights } = plan;
  const byCircle = Map.groupBy(guests, (guest) => guest.circle);
  let inside = micro(weights.mixing.circle) * (byCircle.size - 1);
  for (const members of byCircle.values()) {
    const departments = new Set(members.map(({ department }) => department).filter((d) => d !== null));
    inside += micro(weights.mixing.department) * Math.max(0, departments.size - 1);
  }
  for (const { worth } of guests) inside += micro(worth);
  inside -= micro(weights.crowd * weights.crowdDial) * guests.length * (guests.length - 1);
  return micro(candidate.weather) * inside - micro(candidate.burden) * 1e6;
}

/** At least the least value, once rounded to millionths. */
export const isWorthwhile = (plan: PrintedPlan, units: number): boolean =>
  2 * units >= (2 * micro(plan.weights.minimumValue) - 1) * 1e6;

export interface Taken {
  readonly dateIndex: number;
  readonly guestCount: number;
}

/** Which rules over dates a set of get-togethers breaks; what is fixed may break them by itself. */
export function brokenDateRules(plan: PrintedPlan, own: readonly Taken[]): string[] {
  const { perWeek, windowDays, bigGroupFrom, bigGroupsPerWindow } = plan.weights;
  const last = dateIndexOf(plan, plan.horizon.end);
  const all = [
    ...own.map((taken) => ({ ...taken, isOwn: true })),
    ...plan.fixed.map(({ date, guestCount }) => ({
      dateIndex: dateIndexOf(plan, date),
      guestCount,
      isOwn: false,
    })),
  ];
  const broken: string[] = [];
  for (const { dateIndex } of own) {
    if (dateIndex < 0 || dateIndex > last) broken.push(`date ${dateIndex} is outside the horizon`);
    if (all.filter((taken) => taken.dateIndex === dateIndex).length > 1)
      broken.push(`two on date ${dateIndex}`);
    const weekday = weekdayOf(plan, dateIndex);
    const other = weekday === 6 ? dateIndex + 1 : weekday === 7 ? dateIndex - 1 : null;
    if (all.some((taken) => taken.dateIndex === other))
      broken.push(`two on the weekend of date ${dateIndex}`);
  }
  for (let from = -windowDays; from <= last; from++) {
    const window = all.filter(({ dateIndex }) => dateIndex >= from && dateIndex < from + windowDays);
    const big = window.filter(({ guestCount }) => guestCount >= bigGroupFrom);
    if (window.some(({ isOwn }) => isOwn) && window.length > perWeek)
      broken.push(`${window.length} in the ${windowDays} days from ${from}`);
    if (big.some(({ isOwn }) => isOwn) && big.length > bigGroupsPerWindow)
      broken.push(`${big.length} big ones in the ${windowDays} days from ${from}`);
  }
  return broken;
}

/** Activities that an invite or the calendar already has on the horizon. */
export function takenActivities(plan: PrintedPlan): Set<string> {
  const isToCome = ({ date, kind }: PrintedFixed): boolean => {
    return kind !== 'happened' && date >= plan.horizon.start && date <= plan.horizon.end;
  };
  return new Set(
    plan.fixed.filter(isToCome).flatMap(({ activity }) => (activity === null ? [] : [activity])),
  );
}

/** Pairs of adjacent dates. */
export function adjacentPairs(dateIndexes: readonly number[]): number {
  const dates = new Set(dateIndexes);
  return [...dates].filter((date) => dates.has(date + 1)).length;
}
