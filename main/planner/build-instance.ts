import type { Settings } from '#contract/settings.ts';
import type { IsoDate } from '#contract/time.ts';
import { CIRCLES } from '#contract/vocabulary.ts';
import { daysBetween, weekdayOf } from '#main/kernel/dates.ts';
import { apartReason } from '#main/planner/constraints/apart.ts';
import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import { MINIMUM_VALUE_MICRO } from '#main/planner/constraints/minimum-value.ts';
import type { Candidate, FixedGetTogether, PersonState } from '#main/planner/plan-types.ts';
import type { KeptProposal, Separation, SolveInstance } from '#main/planner/solve/instance.ts';
import { toMicro, WEIGHTS } from '#main/planner/weights.ts';

/** Every pair that may not meet in one get-together, by position, the smaller first. */
export function findApartPairs(
  people: readonly PersonState[],
  settings: Settings,
): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (const [i, a] of people.entries()) {
    for (let j = i + 1; j < people.length; j++) {
      const b = people[j];
      if (b && apartReason(a.person, b.person, settings) !== null) pairs.push([i, j]);
    }
  }
  return pairs;
}

/**
 * The pairs as few bans between groups: one person against all that they are apart from. Whole circles (customers and
 * reports) become one ban, as their members have the same opposite side.
 */
export function groupSeparations(pairs: readonly (readonly [number, number])[]): Separation[] {
  const opposites = new Map<number, Set<number>>();
  for (const [a, b] of pairs) {
    for (const [x, y] of [[a, b] as const, [b, a] as const]) {
      const set = opposites.get(x) ?? new Set();
      set.add(y);
      opposites.set(x, set);
    }
  }
  const bySide = new Map<string, { left: Set<number>; right: ReadonlySet<number> }>();
  for (const [person, others] of opposites) {
    const key = [...others].toSorted((a, b) => a - b).join();
    const known = bySide.get(key);
    if (known) known.left.add(person);
    else bySide.set(key, { left: new Set([person]), right: others });
  }
  // The widest ban first: branching on it settles most at once.
  return [...bySide.values()].toSorted((a, b) => b.left.size * b.right.size - a.left.size * a.right.size);
}

export interface InstanceContext {
  readonly people: readonly PersonState[];
  readonly settings: Settings;
  readonly dates: readonly IsoDate[];
  readonly fixed: readonly FixedGetTogether[];
  readonly separations: readonly Separation[];
}

export function buildInstance(
  candidates: readonly Candidate[],
  kept: readonly KeptProposal[],
  activityIds: readonly string[],
  context: InstanceContext,
): SolveInstance {
  const { people, settings, dates, fixed } = context;
  const [today] = dates;
  if (today === undefined) throw new Error('A horizon has at least one date.');
  const departments = [...new Set(people.map((state) => state.person.department))].filter((d) => d !== null);
  const activityIndex = new Map(activityIds.map((id, i) => [id, i]));
  return {
    people: people.map(({ person }) => ({
      circle: CIRCLES.indexOf(person.circle),
      department: person.department === null ? -1 : departments.indexOf(person.department),
    })),
    candidates: candidates.map((candidate) => ({
      dateIndex: candidate.dateIndex,
      startMs: candidate.startMs,
      activity: activityIndex.get(candidate.activity.id) ?? 0,
      weatherMicro: candidate.weatherMicro,
      burdenMicro: candidate.burdenMicro,
      minimum: candidate.minimumGuests,
      maximum: candidate.maximumGuests,
      worthMicro: candidate.worthMicro,
    })),
    separations: context.separations,
    schedule: {
      days: dates.length,
      weekdays: dates.map(weekdayOf),
      perWeek: settings.dials.perWeek,
      fixed: fixed.map((together) => ({
        dateIndex: daysBetween(today, together.date),
        big: isBigGroup(together.guestCount),
      })),
    },
    mixing: {
      circleMicro: toMicro(WEIGHTS.mixing.circle),
      departmentMicro: toMicro(WEIGHTS.mixing.department),
    },
    crowdMicro: toMicro(WEIGHTS.crowd * settings.dials.company),
    adjacencyMicro: toMicro(WEIGHTS.adjacency),
    minimumValueMicro: MINIMUM_VALUE_MICRO,
    kept,
  };
}
