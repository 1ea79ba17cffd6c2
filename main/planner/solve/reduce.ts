import type { Candidate } from '#main/planner/plan-types.ts';

/**
 * Leaves out candidates that can be no part of a best plan: the same activity, date, guests and worth with better or
 * equal weather and less or equal burden is there, earlier where both are equal. Keeps the order.
 */
export function dropDominated(candidates: readonly Candidate[]): Candidate[] {
  const worthNumber = new Map<Float64Array, number>();
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const worth = worthNumber.get(candidate.worthMicro) ?? worthNumber.size;
    worthNumber.set(candidate.worthMicro, worth);
    const { activity, dateIndex, minimumGuests, maximumGuests } = candidate;
    const key = `${dateIndex}|${activity.id}|${worth}|${minimumGuests}|${maximumGuests}`;
    const rivals = groups.get(key);
    if (rivals) rivals.push(candidate);
    else groups.set(key, [candidate]);
  }
  const kept = new Set<Candidate>();
  for (const rivals of groups.values()) {
    for (const candidate of rivals) {
      const beaten = rivals.some(
        (rival) =>
          rival !== candidate &&
          rival.weatherMicro >= candidate.weatherMicro &&
          rival.burdenMicro <= candidate.burdenMicro &&
          (rival.weatherMicro > candidate.weatherMicro ||
            rival.burdenMicro < candidate.burdenMicro ||
            rival.startMs < candidate.startMs),
      );
      if (!beaten) kept.add(candidate);
    }
  }
  return candidates.filter((candidate) => kept.has(candidate));
}
