import type { PrintedCandidate, PrintedPlan } from '#tests/support/scenarios/printed-plan.ts';
import {
  adjacentPairs,
  brokenDateRules,
  dateIndexOf,
  type Guest,
  isWorthwhile,
  micro,
  takenActivities,
  type Taken,
  valueUnits,
} from '#tests/support/scenarios/rules.ts';

/** A group at a candidate. Groups are bit masks over the people who are worth anything anywhere. */
export interface Option {
  readonly activity: string;
  readonly group: number;
  readonly units: number;
  readonly candidate: PrintedCandidate;
  readonly guests: readonly string[];
}

export interface BestPlan {
  /** Whole millionths of millionths, adjacency included. */
  readonly units: number;
  readonly chosen: readonly Option[];
  /** How many groups at candidates were looked at, as a sign that there was something to choose from. */
  readonly options: number;
}

/** A date that is used, and whether by a big group. */
interface Slot {
  readonly dateIndex: number;
  readonly isBig: boolean;
}

const slotKey = ({ dateIndex, isBig }: Slot): string => `${dateIndex}${isBig ? 'B' : 's'}`;

/**
 * The best plan by brute force, from what was printed alone. Every legal group of every candidate is valued; every
 * legal set of dates (with big groups marked) is tried, and within it every combination of groups and activities. What
 * is passed over is only what cannot win: a bound that drops no more than 'no activity twice' says so.
 */
export function findBestPlan(plan: PrintedPlan): BestPlan {
  const emails = [...new Set(plan.candidates.flatMap(({ worth }) => Object.keys(worth)))].toSorted();
  if (emails.length > 14) throw new Error(`${emails.length} people are too many for brute force.`);
  const everybody = 2 ** emails.length - 1;
  const optionsBySlot = listOptions(plan, emails);
  const bestByGroup = new Map<string, Map<number, number>>();
  for (const [key, options] of optionsBySlot) {
    const best = new Map<number, number>();
    for (const { group, units } of options) best.set(group, Math.max(units, best.get(group) ?? -Infinity));
    bestByGroup.set(key, best);
  }

  // By the slots that are left: for each set of people the most that these slots can add, all of them used.
  const boundsBySlots = new Map<string, Float64Array>();
  function boundsOf(slots: readonly Slot[]): Float64Array {
    const key = slots.map(slotKey).join();
    const known = boundsBySlots.get(key);
    if (known) return known;
    const bounds = new Float64Array(everybody + 1).fill(slots.length === 0 ? 0 : -Infinity);
    const [first, ...later] = slots;
    if (first) {
      const rest = boundsOf(later);
      for (const [group, units] of bestByGroup.get(slotKey(first)) ?? []) {
        const others = everybody & ~group;
        // Every set of people that holds the group.
        for (let more = others; ; more = (more - 1) & others) {
          const bound = units + (rest[more] ?? -Infinity);
          if (bound > (bounds[more | group] ?? -Infinity)) bounds[more | group] = bound;
          if (more === 0) break;
        }
      }
    }
    boundsBySlots.set(key, bounds);
    return bounds;
  }

  const adjacencyUnits = micro(plan.weights.adjacency) * 1e6;
  const costOf = (slots: readonly Slot[]): number =>
    adjacencyUnits * adjacentPairs(slots.map(({ dateIndex }) => dateIndex));
  const slotSets = listSlotSets(plan, optionsBySlot)
    .map((slots) => ({ slots, bound: (boundsOf(slots)[everybody] ?? 0) - costOf(slots) }))
    .toSorted((a, b) => b.bound - a.bound);

  let best: { units: number; chosen: readonly Option[] } = { units: 0, chosen: [] };
  const chosen: Option[] = [];
  const usedActivities = takenActivities(plan);
  function choose(slots: readonly Slot[], people: number, units: number): void {
    const [first, ...later] = slots;
    if (!first) {
      if (units > best.units) best = { units, chosen: [...chosen] };
      return;
    }
    const bounds = boundsOf(later);
    for (const option of optionsBySlot.get(slotKey(first)) ?? []) {
      const { group, activity } = option;
      if (units + option.units + (bounds[people] ?? 0) <= best.units) break;
      if ((group & ~people) !== 0 || usedActivities.has(activity)) continue;
      if (units + option.units + (bounds[people & ~group] ?? 0) <= best.units) continue;
      usedActivities.add(activity);
      chosen.push(option);
      choose(later, people & ~group, units + option.units);
      chosen.pop();
      usedActivities.delete(activity);
    }
  }
  for (const { slots, bound } of slotSets) if (bound > best.units) choose(slots, everybody, -costOf(slots));
  const options = [...optionsBySlot.values()].reduce((sum, list) => sum + list.length, 0);
  return { ...best, options };
}

/** By slot: for each activity and group the best start of that date, the more valuable first. */
function listOptions(plan: PrintedPlan, emails: readonly string[]): Map<string, Option[]> {
  const apart = emails.map((email) =>
    emails.reduce((mask, other, i) => {
      const isApart = plan.apart.some((pair) => pair.includes(email) && pair.includes(other));
      return isApart && other !== email ? mask | (1 << i) : mask;
    }, 0),
  );
  const personByEmail = new Map(plan.people.map((person) => [person.email, person]));
  const bestBySlot = new Map<string, Map<string, Option>>();
  const seen = new Set<string>();
  for (const candidate of plan.candidates) {
    const { start, end: _end, ...rest } = candidate;
    const dateIndex = dateIndexOf(plan, start);
    // The same at another hour of the same date is worth the same.
    const sameness = JSON.stringify([dateIndex, rest]);
    if (seen.has(sameness)) continue;
    seen.add(sameness);
    const able = emails.keys().filter((i) => (candidate.worth[emails[i] ?? ''] ?? 0) > 0);
    const members = [...able];
    const guests: (Guest & { readonly email: string })[] = [];
    const consider = (group: number): void => {
      const units = valueUnits(plan, candidate, guests);
      if (!isWorthwhile(plan, units)) return;
      const slot = slotKey({ dateIndex, isBig: guests.length >= plan.weights.bigGroupFrom });
      const best = bestBySlot.get(slot) ?? new Map<string, Option>();
      bestBySlot.set(slot, best);
      const key = `${candidate.activity} ${group}`;
      if (units <= (best.get(key)?.units ?? -Infinity)) return;
      const { activity } = candidate;
      best.set(key, { activity, group, units, candidate, guests: guests.map(({ email }) => email) });
    };
    const add = (from: number, group: number, banned: number): void => {
      if (guests.length > 0 && guests.length >= candidate.minimumGuests) consider(group);
      if (guests.length === candidate.maximumGuests) return;
      for (let at = from; at < members.length; at++) {
        const i = members[at] ?? 0;
        const person = personByEmail.get(emails[i] ?? '');
        if (!person) throw new Error(`${emails[i]} is worth something and nobody.`);
        if ((banned >> i) & 1) continue;
        guests.push({ ...person, worth: candidate.worth[person.email] ?? 0 });
        add(at + 1, group | (1 << i), banned | (apart[i] ?? 0));
        guests.pop();
      }
    };
    add(0, 0, 0);
  }
  return new Map(
    [...bestBySlot].map(([slot, best]) => [slot, [...best.values()].toSorted((a, b) => b.units - a.units)]),
  );
}

/** Every legal set of dates with something on each, big groups marked; the empty one left out. */
function listSlotSets(plan: PrintedPlan, optionsBySlot: ReadonlyMap<string, unknown>): Slot[][] {
  const last = dateIndexOf(plan, plan.horizon.end);
  const sets: Slot[][] = [];
  const extend = (slots: readonly Slot[], from: number): void => {
    for (let dateIndex = from; dateIndex <= last; dateIndex++) {
      for (const isBig of [false, true]) {
        const more = [...slots, { dateIndex, isBig }];
        if (!optionsBySlot.has(slotKey({ dateIndex, isBig }))) continue;
        const taken = more.map((slot): Taken => {
          const guestCount = slot.isBig ? plan.weights.bigGroupFrom : 1;
          return { dateIndex: slot.dateIndex, guestCount };
        });
        // Leaving one out never breaks a rule, so a set that breaks one need not be continued.
        if (brokenDateRules(plan, taken).length > 0) continue;
        sets.push(more);
        extend(more, dateIndex + 1);
      }
    }
  };
  extend([], 0);
  return sets;
}
