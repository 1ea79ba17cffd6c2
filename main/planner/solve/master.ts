import { isBigGroup } from '#main/planner/constraints/big-groups.ts';
import type { Masks, PricedDay, Prices } from '#main/planner/solve/bound.ts';
import { hasChoice } from '#main/planner/solve/branch.ts';
import { UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';
import { createLinearProgramme } from '#main/planner/solve/linear-programme.ts';
import type { Problem } from '#main/planner/solve/problem.ts';
import { groupValue } from '#main/planner/solve/value.ts';

/** A group for a candidate that the search has met: the best of its date and size at some prices. */
export interface GroupColumn {
  readonly candidate: number;
  readonly dateIndex: number;
  readonly big: boolean;
  readonly guests: readonly number[];
  readonly value: number;
}

type DatePlan = readonly { readonly dateIndex: number; readonly big: boolean }[];

/** The groups and sets of dates met so far: what prices are made from. A node hands what still matters to its children. */
export interface ColumnPool {
  readonly groups: readonly GroupColumn[];
  readonly schedules: readonly DatePlan[];
  /** Adds what is new. */
  addGroups(days: readonly Omit<PricedDay, 'priced'>[]): void;
  /** Adds the dates on which these take place, if they are new. */
  addSchedule(days: readonly Pick<PricedDay, 'dateIndex' | 'guests'>[]): void;
  /** Another pool with the groups that `isKept` names and all sets of dates. */
  narrow(isKept: (group: GroupColumn) => boolean): ColumnPool;
}

export function createColumnPool(
  problem: Problem,
  from: { readonly groups: readonly GroupColumn[]; readonly schedules: readonly DatePlan[] } = {
    groups: [],
    schedules: [],
  },
): ColumnPool {
  const groups = [...from.groups];
  const schedules = [...from.schedules];
  const groupKey = (candidate: number, guests: readonly number[]): string => `${candidate}:${guests.join()}`;
  const scheduleKey = (dates: DatePlan): string =>
    dates.map(({ dateIndex, big }) => `${dateIndex}${big ? 'b' : 's'}`).join();
  const known = new Set([
    ...groups.map(({ candidate, guests }) => groupKey(candidate, guests)),
    ...schedules.map(scheduleKey),
  ]);
  const isNew = (key: string): boolean => known.size < known.add(key).size;
  return {
    groups,
    schedules,
    addGroups(days) {
      for (const { candidate, dateIndex, guests } of days) {
        const subject = problem.instance.candidates[candidate];
        if (!subject || !isNew(groupKey(candidate, guests))) continue;
        const originals = guests.map((p) => problem.people[p] ?? 0);
        const value = groupValue(problem.instance, subject, originals);
        groups.push({ candidate, dateIndex, big: isBigGroup(guests.length), guests, value });
      }
    },
    addSchedule(days) {
      const dates = days
        .map(({ dateIndex, guests }) => ({ dateIndex, big: isBigGroup(guests.length) }))
        .toSorted((x, y) => x.dateIndex - y.dateIndex);
      if (isNew(scheduleKey(dates))) schedules.push(dates);
    },
    narrow: (isKept) => createColumnPool(problem, { groups: groups.filter(isKept), schedules }),
  };
}

/** A group that the programme takes, and how much of it. */
export interface TakenGroup {
  readonly group: GroupColumn;
  readonly level: number;
}

/** The linear programme of a node over the columns met so far. */
export interface Master {
  /** Takes over what the pool has got since the last call and finds the prices anew. */
  solve(): void;
  /** The programme's value, in value units: no less than any plan made from the columns. */
  value(): number;
  taken(): readonly TakenGroup[];
  /** Dual prices, rounded to units and never negative. */
  prices(): Prices;
}

/** Below this a level is rounding. */
const SMALLEST_USE = 1e-4;

/** In the programme's own units, where an evening is worth about one. */
const FAR_TOO_LITTLE = 1e4;

const ONE = UNITS_PER_MICRO * 1_000_000;

/** Numbers the rows of the programme: people and activities with a choice of dates, date and size, and one schedule. */
function numberRows(
  problem: Problem,
  masks: Masks,
): {
  readonly personRow: Int32Array;
  readonly activityRow: Int32Array;
  readonly dayRow: (dateIndex: number, big: boolean) => number;
  readonly rightSides: number[];
} {
  const rightSides: number[] = [];
  const addRow = (side: number): number => rightSides.push(side) - 1;
  const personRow = new Int32Array(problem.people.length).fill(-1);
  for (const p of problem.people.keys()) {
    if (!hasChoice(masks.people[p] ?? 0)) continue;
    const first = problem.twinOf[p] ?? p;
    const isTwin = first !== p && masks.people[first] === masks.people[p];
    const row = isTwin ? (personRow[first] ?? -1) : addRow(0);
    personRow[p] = row;
    rightSides[row] = (rightSides[row] ?? 0) + 1;
  }
  const activityRow = Int32Array.from(masks.activities, (mask) => (hasChoice(mask) ? addRow(1) : -1));
  const firstDay = rightSides.length;
  for (let d = 0; d < 2 * problem.instance.schedule.days; d++) addRow(0);
  addRow(1);
  return { personRow, activityRow, dayRow: (d, big) => firstDay + 2 * d + Number(big), rightSides };
}

export function createMaster(problem: Problem, masks: Masks, pool: ColumnPool): Master {
  const { instance } = problem;
  const rows = numberRows(problem, masks);
  const { personRow, activityRow, dayRow, rightSides } = rows;
  const scheduleRow = rightSides.length - 1;
  const keptDates = instance.kept.map((kept) => kept.dateIndex);
  const keptValue = instance.kept.reduce((sum, kept) => sum + kept.value, 0);
  const scheduleValue = (dates: readonly number[]): number => {
    const all = new Set([...keptDates, ...dates]);
    const pairs = [...all].filter((d) => all.has(d + 1)).length;
    return (keptValue - pairs * instance.adjacencyMicro * UNITS_PER_MICRO) / ONE;
  };
  const isComplete = (dates: readonly number[]): boolean =>
    Array.from({ length: instance.schedule.days }, (_, d) => d).every(
      (d) => ((masks.required >> d) & 1) === 0 || dates.includes(d) || keptDates.includes(d),
    );
  // Where dates are required, to take none is no schedule of this node, but the programme has to start from something.
  const nothing = isComplete([]) ? scheduleValue([]) : -FAR_TOO_LITTLE;
  const slackValues = rightSides.map((_, row) => (row === scheduleRow ? nothing : 0));
  const programme = createLinearProgramme(rightSides, slackValues);
  const columns: { readonly column: number; readonly group: GroupColumn }[] = [];
  let groupsTaken = 0;
  let schedulesTaken = 0;

  const isOpen = ({ candidate, dateIndex, big, guests }: GroupColumn): boolean => {
    const activity = instance.candidates[candidate]?.activity ?? 0;
    return (
      (((masks.activities[activity] ?? 0) >> dateIndex) & 1) === 1 &&
      (((big ? masks.big : masks.small) >> dateIndex) & 1) === 1 &&
      guests.every((p) => (((masks.people[p] ?? 0) >> dateIndex) & 1) === 1)
    );
  };

  function addGroup(group: GroupColumn): void {
    if (!isOpen(group)) return;
    const factors = new Map<number, number>([[dayRow(group.dateIndex, group.big), 1]]);
    for (const p of group.guests) {
      const row = personRow[p] ?? -1;
      if (row >= 0) factors.set(row, (factors.get(row) ?? 0) + 1);
    }
    const row = activityRow[instance.candidates[group.candidate]?.activity ?? 0] ?? -1;
    if (row >= 0) factors.set(row, 1);
    const column = programme.add(group.value / ONE, [...factors.keys()], [...factors.values()]);
    columns.push({ column, group });
  }

  function addSchedule(dates: DatePlan): void {
    if (!isComplete(dates.map(({ dateIndex }) => dateIndex))) return;
    const value = scheduleValue(dates.map(({ dateIndex }) => dateIndex));
    const days = dates.map(({ dateIndex, big }) => dayRow(dateIndex, big));
    programme.add(value, [scheduleRow, ...days], [1, ...days.map(() => -1)]);
  }

  const priceOf = (row: number): number =>
    row < 0 ? 0 : Math.max(0, Math.round((programme.duals[row] ?? 0) * ONE));

  return {
    solve() {
      for (; groupsTaken < pool.groups.length; groupsTaken++) {
        const group = pool.groups[groupsTaken];
        if (group) addGroup(group);
      }
      for (; schedulesTaken < pool.schedules.length; schedulesTaken++) {
        const dates = pool.schedules[schedulesTaken];
        if (dates) addSchedule(dates);
      }
      programme.maximise();
    },
    value: () => ONE * rightSides.reduce((sum, side, row) => sum + side * (programme.duals[row] ?? 0), 0),
    taken() {
      const levels = programme.levels();
      return columns
        .map(({ column, group }) => ({ group, level: levels.get(column) ?? 0 }))
        .filter(({ level }) => level >= SMALLEST_USE);
    },
    prices: () => ({
      people: Float64Array.from(personRow, priceOf),
      activities: Float64Array.from(activityRow, priceOf),
    }),
  };
}
