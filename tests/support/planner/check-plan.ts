import type { SolveInstance } from '#main/planner/solve/instance.ts';

/** A get-together of a plan, as anybody could write it down. */
export interface PlannedTogether {
  readonly candidate: number;
  readonly guests: readonly number[];
}

interface Taken {
  readonly dateIndex: number;
  readonly guestCount: number;
}

/** Value by the formula of the planning model, in exact integers: millionths of millionths. */
export function valueByFormula(instance: SolveInstance, together: PlannedTogether): bigint {
  const candidate = instance.candidates[together.candidate];
  if (!candidate) throw new Error(`No candidate ${together.candidate}.`);
  const people = together.guests.map((p) => ({
    circle: instance.people[p]?.circle ?? -1,
    department: instance.people[p]?.department ?? -1,
    worth: BigInt(candidate.worthMicro[p] ?? 0),
  }));
  const circles = [...new Set(people.map((person) => person.circle))];
  let inside = BigInt(instance.mixing.circleMicro) * BigInt(circles.length - 1);
  for (const circle of circles) {
    const departments = new Set(
      people.filter((person) => person.circle === circle && person.department >= 0).map((p) => p.department),
    );
    if (departments.size > 1)
      inside += BigInt(instance.mixing.departmentMicro) * BigInt(departments.size - 1);
  }
  for (const person of people) inside += person.worth;
  const n = people.length;
  inside -= BigInt(instance.crowdMicro) * BigInt(n * (n - 1));
  return BigInt(candidate.weatherMicro) * inside - BigInt(candidate.burdenMicro) * 1_000_000n;
}

/** At least the minimum after rounding to millionths, halves up. */
export const isWorthwhile = (instance: SolveInstance, value: bigint): boolean =>
  value * 2n >= (BigInt(instance.minimumValueMicro) * 2n - 1n) * 1_000_000n;

export function groupViolations(instance: SolveInstance, together: PlannedTogether): string[] {
  const candidate = instance.candidates[together.candidate];
  if (!candidate) return [`candidate ${together.candidate} is unknown`];
  const { guests } = together;
  const found: string[] = [];
  if (new Set(guests).size !== guests.length) found.push('somebody is invited twice');
  if (guests.length < 1 || guests.length < candidate.minimum || guests.length > candidate.maximum)
    found.push(`${guests.length} guests, not ${candidate.minimum} to ${candidate.maximum}`);
  for (const p of guests) if (!((candidate.worthMicro[p] ?? 0) > 0)) found.push(`${p} is worth nothing`);
  for (const { left, right } of instance.separations) {
    if (guests.some((a) => left.has(a) && guests.some((b) => right.has(b)))) found.push('apart');
  }
  return found;
}

/** Every rule over the dates of a plan: the planning model's 'Constraints', read literally. */
export function dateViolations(instance: SolveInstance, own: readonly Taken[]): string[] {
  const { fixed, weekdays, perWeek, days } = instance.schedule;
  const found: string[] = [];
  const all = [
    ...own.map((t) => ({ date: t.dateIndex, big: t.guestCount > 3, own: true })),
    ...fixed.map((f) => ({ date: f.dateIndex, big: f.big, own: false })),
  ];
  for (const { dateIndex } of own) {
    if (dateIndex < 0 || dateIndex >= days) found.push(`date ${dateIndex} outside the horizon`);
    if (all.filter((t) => t.date === dateIndex).length > 1) found.push(`two on date ${dateIndex}`);
    const weekday = weekdays[dateIndex] ?? 0;
    const other = weekday === 6 ? dateIndex + 1 : weekday === 7 ? dateIndex - 1 : null;
    if (other !== null && all.some((t) => t.date === other)) found.push(`two on the weekend of ${dateIndex}`);
  }
  for (let from = -20; from <= days + 20; from++) {
    const window = all.filter((t) => t.date >= from && t.date < from + 7);
    // What happened anyway may break a rule by itself; a plan may not add to it.
    if (window.some((t) => t.own) && window.length > perWeek) found.push(`${window.length} from ${from}`);
    const big = window.filter((t) => t.big);
    if (big.some((t) => t.own) && big.length > 1) found.push(`${big.length} big ones from ${from}`);
  }
  return found;
}

export interface CheckedPlan {
  /** Kept ones included, less adjacency; millionths of millionths. */
  readonly value: bigint;
  readonly violations: readonly string[];
}

/** Recomputes a plan's value from the formulas alone and names every rule that it breaks. */
export function checkPlan(instance: SolveInstance, chosen: readonly PlannedTogether[]): CheckedPlan {
  const violations = chosen.flatMap((together) => groupViolations(instance, together));
  const activities = [
    ...instance.kept.map((kept) => kept.activity),
    ...chosen.map((together) => instance.candidates[together.candidate]?.activity ?? -1),
  ];
  if (new Set(activities).size !== activities.length) violations.push('an activity twice');
  const guests = [...instance.kept, ...chosen].flatMap((together) => together.guests);
  if (new Set(guests).size !== guests.length) violations.push('somebody twice in the horizon');
  const taken = [
    ...instance.kept.map((kept) => ({ dateIndex: kept.dateIndex, guestCount: kept.guests.length })),
    ...chosen.map((together) => ({
      dateIndex: instance.candidates[together.candidate]?.dateIndex ?? -1,
      guestCount: together.guests.length,
    })),
  ];
  violations.push(...dateViolations(instance, taken));
  let value = 0n;
  for (const kept of instance.kept) value += BigInt(kept.value);
  for (const together of chosen) {
    const worth = valueByFormula(instance, together);
    if (!isWorthwhile(instance, worth)) violations.push(`a proposal worth ${worth}`);
    value += worth;
  }
  const dates = new Set(taken.map((t) => t.dateIndex));
  for (const date of dates) if (dates.has(date + 1)) value -= BigInt(instance.adjacencyMicro) * 1_000_000n;
  return { value, violations };
}
