import { fitsBigGroups } from '#main/planner/constraints/big-groups.ts';
import { fitsOneADay } from '#main/planner/constraints/one-a-day.ts';
import { fitsOneAWeekend } from '#main/planner/constraints/one-a-weekend.ts';
import { fitsWindow } from '#main/planner/constraints/per-week.ts';
import type { ScheduledDay } from '#main/planner/constraints/scheduled-day.ts';
import type { ScheduleRules } from '#main/planner/solve/instance.ts';

/** Nothing, up to three guests, or more than three, on one date. */
export type DayChoice = 0 | 1 | 2;

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

/** All states before one date: what was chosen in the six days before it. */
interface Layer {
  readonly size: number;
  /** By state and choice: index of the state of the next date, or -1 where a rule forbids it. */
  readonly next: Int32Array;
  /** By state: 1 where the day before has a proposal. */
  readonly afterProposal: Uint8Array;
}

export interface ScheduleResult {
  readonly value: number;
  readonly choices: readonly DayChoice[];
}

/** What the dates offer: a small group on date d gains `small[d]`, a big one `big[d]` (-Infinity: not possible). */
export interface DayGains {
  readonly small: readonly number[];
  readonly big: readonly number[];
  /** Dates that must be taken. */
  readonly required: readonly boolean[];
}

export interface Schedule {
  /** The best choice of dates, less `adjacency` for each pair of neighbours. */
  best(gains: DayGains, adjacency: number): ScheduleResult;
  /** For each date and choice the best value of a whole schedule that makes it; -Infinity where there is none. */
  bestWith(gains: DayGains, adjacency: number): readonly (readonly number[])[];
}

/**
 * All schedules that the rules allow, as a layered graph. Built once; every bound is then one walk over a few hundred
 * states.
 */
export function createSchedule(rules: ScheduleRules): Schedule {
  const layers = buildLayers(rules);
  const values = layers.map((layer) => new Float64Array(layer.size));
  const prefix = layers.map((layer) => new Float64Array(layer.size));

  /** What choice 0, 1 and 2 of a date bring, by whether the day before is taken. */
  const gainsOn = ({ small, big, required }: DayGains, d: number, adjacency: number): readonly number[] => {
    const none = required[d] === true ? -Infinity : 0;
    const one = small[d] ?? -Infinity;
    const many = big[d] ?? -Infinity;
    return [none, one, many, none, one - adjacency, many - adjacency];
  };

  /** Best value from each state to the end. */
  function walkBack(gains: DayGains, adjacency: number): void {
    values[rules.days]?.fill(0);
    for (let d = rules.days - 1; d >= 0; d--) {
      const here = values[d];
      const after = values[d + 1];
      const layer = layers[d];
      if (!here || !after || !layer) continue;
      const gain = gainsOn(gains, d, adjacency);
      for (let i = 0; i < layer.size; i++) {
        const offset = layer.afterProposal[i] === 1 ? 3 : 0;
        let best = -Infinity;
        for (let choice = 0; choice < 3; choice++) {
          const next = layer.next[3 * i + choice] ?? -1;
          if (next < 0) continue;
          const value = (gain[offset + choice] ?? -Infinity) + (after[next] ?? -Infinity);
          if (value > best) best = value;
        }
        here[i] = best;
      }
    }
  }

  return {
    best(gains, adjacency) {
      walkBack(gains, adjacency);
      const choices: DayChoice[] = [];
      let at = 0;
      for (const [d, layer] of layers.slice(0, rules.days).entries()) {
        const gain = gainsOn(gains, d, adjacency);
        const offset = layer.afterProposal[at] === 1 ? 3 : 0;
        const target = values[d]?.[at] ?? -Infinity;
        // Of equal schedules the one that takes an earlier date.
        const choice = PREFERENCE.find((c) => {
          const next = layer.next[3 * at + c] ?? -1;
          const rest = next < 0 ? -Infinity : (values[d + 1]?.[next] ?? -Infinity);
          return rest > -Infinity && (gain[offset + c] ?? -Infinity) + rest === target;
        });
        choices.push(choice ?? 0);
        at = layer.next[3 * at + (choice ?? 0)] ?? 0;
      }
      return { value: values[0]?.[0] ?? -Infinity, choices };
    },
    bestWith(gains, adjacency) {
      walkBack(gains, adjacency);
      for (const layer of prefix) layer.fill(-Infinity);
      prefix[0]?.fill(0);
      return layers.slice(0, rules.days).map((layer, d) => {
        const best = [-Infinity, -Infinity, -Infinity];
        const gain = gainsOn(gains, d, adjacency);
        const after = prefix[d + 1];
        for (let i = 0; i < layer.size; i++) {
          const offset = layer.afterProposal[i] === 1 ? 3 : 0;
          for (const choice of PREFERENCE) {
            const next = layer.next[3 * i + choice] ?? -1;
            if (next < 0 || !after) continue;
            const value = (prefix[d]?.[i] ?? -Infinity) + (gain[offset + choice] ?? -Infinity);
            after[next] = Math.max(after[next] ?? -Infinity, value);
            best[choice] = Math.max(best[choice] ?? 0, value + (values[d + 1]?.[next] ?? -Infinity));
          }
        }
        return best;
      });
    },
  };
}

const PREFERENCE: readonly DayChoice[] = [1, 2, 0];

function buildLayers(rules: ScheduleRules): Layer[] {
  const layers: Layer[] = [];
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
    const next = states.flatMap((recent) => {
      const others = [...recent, ...rules.fixed];
      const take = (big: boolean): number =>
        fitsSchedule(others, { dateIndex: d, big }, rules) ? enter([...recent, { dateIndex: d, big }]) : -1;
      return [enter(recent), take(false), take(true)];
    });
    layers.push({
      size: states.length,
      next: Int32Array.from(next),
      afterProposal: Uint8Array.from(states, (recent) =>
        Number(recent.some((day) => day.dateIndex === d - 1)),
      ),
    });
    states = nextStates;
  }
  layers.push({ size: states.length, next: new Int32Array(0), afterProposal: new Uint8Array(0) });
  return layers;
}
