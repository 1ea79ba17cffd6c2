import { type SolveCandidate, type SolveInstance, UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';

/** weather * (sum of worth + mixing - crowd) - burden of a given group, in value units; exact. */
export function groupValue(
  instance: SolveInstance,
  candidate: SolveCandidate,
  guests: readonly number[],
): number {
  const departmentsByCircle = new Map<number, Set<number>>();
  let worth = 0;
  for (const p of guests) {
    worth += candidate.worthMicro[p] ?? 0;
    const person = instance.people[p];
    if (!person) continue;
    const departments = departmentsByCircle.get(person.circle) ?? new Set();
    if (person.department >= 0) departments.add(person.department);
    departmentsByCircle.set(person.circle, departments);
  }
  const crowd = instance.crowdMicro * guests.length * (guests.length - 1);
  return (
    candidate.weatherMicro * (worth + mixingMicro(departmentsByCircle, instance) - crowd) -
    candidate.burdenMicro * UNITS_PER_MICRO
  );
}

/** 0.15 * (circles - 1) + 0.05 * sum over circles of (departments there - 1); no department counts as none. */
function mixingMicro(
  departmentsByCircle: ReadonlyMap<number, ReadonlySet<number>>,
  instance: SolveInstance,
): number {
  let total = instance.mixing.circleMicro * (departmentsByCircle.size - 1);
  for (const departments of departmentsByCircle.values()) {
    total += instance.mixing.departmentMicro * Math.max(0, departments.size - 1);
  }
  return total;
}

/** The least value that rounds up to the minimum of a proposal. */
export const leastValue = (instance: SolveInstance): number =>
  (instance.minimumValueMicro - 0.5) * UNITS_PER_MICRO;

/** Whether a value, rounded to millionths, is enough for a proposal. */
export const isWorthProposing = (value: number, instance: SolveInstance): boolean =>
  value >= leastValue(instance);

export const isSeparated = (guests: readonly number[], instance: SolveInstance): boolean =>
  instance.separations.some(
    ({ left, right }) => guests.some((p) => left.has(p)) && guests.some((p) => right.has(p)),
  );
