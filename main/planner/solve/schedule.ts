import { fitsBigGroups } from '#main/planner/constraints/big-groups.ts';
import { fitsOneADay } from '#main/planner/constraints/one-a-day.ts';
import { fitsOneAWeekend } from '#main/planner/constraints/one-a-weekend.ts';
import { fitsWindow } from '#main/planner/constraints/per-week.ts';
import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import type { ScheduleRules } from '#main/planner/solve/instance.ts';

/** Nothing, up to three guests, or more than three, on one date. */
export type DayChoice = 0 | 1 | 2;
const CHOICES: readonly DayChoice[] = [0, 1, 2];

/** Whether a get-together may be added beside the others: every rule about dates, each in its own file. */
export function fitsSchedule(
  others: readonly ScheduledDay[],
  added: ScheduledDay,
  rules: ScheduleRules,
): boolean {
  return (
    fitsOneADay(others, added) &&
    fitsOneAWeekend(others, added, rules.weekdays[added.dateIndex] ?? 0) &&
    fitsWindow(others, added, rules.perWeek) &&
    fitsBigGroups(others, added)
  );
}

interface ScheduleNode {
  /** Dates of the last six days that are taken by proposals. */
  readonly recent: readonly ScheduledDay[];
  /** By choice: index of the node of the next date, or -1 where a rule forbids it. */
  readonly next: readonly [number, number, number];
  /** The day before has a proposal. */
  readonly afterProposal: boolean;
}

export interface ScheduleResult {
  readonly value: number;
  readonly choices: readonly DayChoice[];
}

export interface Schedule {
  /**
   * The best choice of dates when a small group on date d gains `small[d]` and a big one `big[d]` (-Infinity: not
   * possible), less `adjacency` for each pair of neighbours. `required` dates must be taken.
   */
  best(small: readonly number[], big: readonly number[], required: readonly boolean[]): ScheduleResult;
  /** For each date and choice the best value of a whole schedule that makes it; -Infinity where there is none. */
  bestWith(
    small: readonly number[],
    big: readonly number[],
    required: readonly boolean[],
  ): readonly (readonly number[])[];
}

/**
 * All schedules that the rules allow, as a layered graph: a node is a date with what was chosen in the six days before
 * it. Built once; every bound is then one walk over a few hundred nodes.
 */
export function createSchedule(rules: ScheduleRules, adjacency: number): Schedule {
  const layers = buildLayers(rules);

  const gainOf = (
    node: ScheduleNode,
    choice: DayChoice,
    d: number,
    small: readonly number[],
    big: readonly number[],
    required: readonly boolean[],
  ): number => {
    if (choice === 0) return required[d] === true ? -Infinity : 0;
    const gain = (choice === 1 ? small[d] : big[d]) ?? -Infinity;
    return node.afterProposal ? gain - adjacency : gain;
  };

  /** Best value from each node to the end. */
  const backward = (
    small: readonly number[],
    big: readonly number[],
    required: readonly boolean[],
  ): Float64Array[] => {
    const values = layers.map((layer) => new Float64Array(layer.length).fill(-Infinity));
    values[rules.days]?.fill(0);
    for (let d = rules.days - 1; d >= 0; d--) {
      const here = values[d];
      const after = values[d + 1];
      if (!here || !after) continue;
      for (const [i, node] of (layers[d] ?? []).entries()) {
        for (const choice of CHOICES) {
          const next = node.next[choice];
          if (next < 0) continue;
          const value = gainOf(node, choice, d, small, big, required) + (after[next] ?? -Infinity);
          if (value > (here[i] ?? -Infinity)) here[i] = value;
        }
      }
    }
    return values;
  };

  return {
    best(small, big, required) {
      const values = backward(small, big, required);
      const choices: DayChoice[] = [];
      let at = 0;
      for (let d = 0; d < rules.days; d++) {
        const node = layers[d]?.[at];
        if (!node) break;
        const target = values[d]?.[at] ?? -Infinity;
        // The latest of equal choices is taken as late as possible: prefer a date now, so that ties go early.
        const choice = ([1, 2, 0] as const).find((c) => {
          const next = node.next[c];
          return (
            next >= 0 &&
            gainOf(node, c, d, small, big, required) + (values[d + 1]?.[next] ?? -Infinity) === target
          );
        });
        choices.push(choice ?? 0);
        at = node.next[choice ?? 0];
      }
      return { value: values[0]?.[0] ?? -Infinity, choices };
    },
    bestWith(small, big, required) {
      const values = backward(small, big, required);
      const prefix = layers.map((layer) => new Float64Array(layer.length).fill(-Infinity));
      const first = prefix[0];
      if (first) first[0] = 0;
      const result: number[][] = [];
      for (let d = 0; d < rules.days; d++) {
        const best: number[] = [-Infinity, -Infinity, -Infinity];
        const here = prefix[d];
        const after = prefix[d + 1];
        const rest = values[d + 1];
        if (!here || !after || !rest) continue;
        for (const [i, node] of (layers[d] ?? []).entries()) {
          for (const choice of CHOICES) {
            const next = node.next[choice];
            if (next < 0) continue;
            const value = (here[i] ?? -Infinity) + gainOf(node, choice, d, small, big, required);
            if (value > (after[next] ?? -Infinity)) after[next] = value;
            best[choice] = Math.max(best[choice] ?? -Infinity, value + (rest[next] ?? -Infinity));
          }
        }
        result.push(best);
      }
      return result;
    },
  };
}

function buildLayers(rules: ScheduleRules): ScheduleNode[][] {
  const layers: ScheduleNode[][] = [];
  let states: (readonly ScheduledDay[])[] = [[]];
  for (let d = 0; d < rules.days; d++) {
    const nextStates: (readonly ScheduledDay[])[] = [];
    const indexByKey = new Map<string, number>();
    const enter = (recent: readonly ScheduledDay[]): number => {
      const kept = recent.filter((day) => day.dateIndex > d - 6);
      const key = kept.map((day) => `${day.dateIndex}${day.big ? 'b' : 's'}`).join();
      const known = indexByKey.get(key);
      if (known !== undefined) return known;
      indexByKey.set(key, nextStates.length);
      return nextStates.push(kept) - 1;
    };
    layers.push(
      states.map((recent) => {
        const others = [...recent, ...rules.fixed];
        const take = (big: boolean): number =>
          fitsSchedule(others, { dateIndex: d, big }, rules) ? enter([...recent, { dateIndex: d, big }]) : -1;
        const afterProposal = recent.some((day) => day.dateIndex === d - 1);
        return { recent, next: [enter(recent), take(false), take(true)] as const, afterProposal };
      }),
    );
    states = nextStates;
  }
  layers.push(states.map((recent) => ({ recent, next: [-1, -1, -1] as const, afterProposal: false })));
  return layers;
}
