import { type SolveCandidate, type SolveInstance, UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';

/** What people cost and on which dates they may be asked, in one node of the search. */
export interface GroupLimits {
  /** By person, in value units, never negative. */
  readonly price: Float64Array;
  /** By person: bit d is set while they may be a guest on date index d. */
  readonly dates: Int32Array;
}

export interface Group {
  /** Value less prices. */
  readonly priced: number;
  readonly guests: readonly number[];
}

export interface GroupSolver {
  /** The best group of `least` to `most` guests; null where no group of that size may be formed. */
  best(candidate: SolveCandidate, limits: GroupLimits, least: number, most: number): Group | null;
  /** Value of a given group, without prices. */
  value(candidate: SolveCandidate, guests: readonly number[]): number;
}

/** The best picks of one circle, by how many are taken. */
interface CirclePicks {
  /** gain[k]: the best sum of adjusted worth and department mixing for k of them. */
  readonly gain: Float64Array;
  readonly picks: Int32Array;
  /** The picks that are all without a department, where those do better. */
  readonly plainPicks: Int32Array;
  readonly usesPlain: Uint8Array;
  count: number;
}

const CIRCLES = 8;
const MOST_GUESTS = 64;

/**
 * The best group for one candidate, exactly. Inside a circle the sum of worth and (departments - 1) is best by adding
 * the best next guest; circles are then put together by how many come from each (a knapsack over at most eight), less
 * the crowd. Separations are branched on: no group holds both sides, so one side stays at home.
 */
export function createGroupSolver(instance: SolveInstance): GroupSolver {
  const { people, separations } = instance;
  const circles: CirclePicks[] = Array.from({ length: CIRCLES }, () => ({
    gain: new Float64Array(MOST_GUESTS + 1),
    picks: new Int32Array(MOST_GUESTS),
    plainPicks: new Int32Array(MOST_GUESTS),
    usesPlain: new Uint8Array(MOST_GUESTS + 1),
    count: 0,
  }));
  const members = circles.map(() => new Int32Array(people.length));
  const memberCount = new Int32Array(CIRCLES);
  const adjusted = new Float64Array(people.length);
  const taken = new Uint8Array(people.length);
  const departmentSeen = new Int32Array(people.reduce((most, p) => Math.max(most, p.department), 0) + 1);
  let stamp = 0;
  const total = new Float64Array(MOST_GUESTS + 1);
  const fromCircle = circles.map(() => new Int32Array(MOST_GUESTS + 1));
  const banned = new Uint8Array(people.length);
  const order = new WeakMap<Float64Array, Int32Array>();

  /** People worth anything for a class of candidates. */
  const worthy = (worth: Float64Array): Int32Array => {
    let known = order.get(worth);
    if (!known) {
      known = Int32Array.from(worth.keys().filter((p) => (worth[p] ?? 0) > 0));
      order.set(worth, known);
    }
    return known;
  };

  const crowd = (n: number): number => instance.crowdMicro * n * (n - 1);

  /** The greedy picks of one circle; `departmentGain` for each new department. */
  function pickFromCircle(c: number, most: number, departmentGain: number): void {
    const circle = circles[c];
    const list = members[c];
    if (!circle || !list) return;
    const size = memberCount[c] ?? 0;
    const count = Math.min(size, most);
    circle.count = count;
    stamp++;
    let sum = 0;
    let departments = 0;
    for (let k = 1; k <= count; k++) {
      let bestAt = -1;
      let bestGain = -Infinity;
      for (let i = 0; i < size; i++) {
        const p = list[i] ?? 0;
        if (taken[p] === 1) continue;
        const department = people[p]?.department ?? -1;
        const isNew = department >= 0 && departmentSeen[department] !== stamp;
        const gain = (adjusted[p] ?? 0) + (isNew ? departmentGain : 0);
        if (gain > bestGain) {
          bestGain = gain;
          bestAt = p;
        }
      }
      taken[bestAt] = 1;
      const department = people[bestAt]?.department ?? -1;
      if (department >= 0 && departmentSeen[department] !== stamp) {
        departmentSeen[department] = stamp;
        departments++;
      }
      sum += bestGain;
      circle.picks[k - 1] = bestAt;
      // (departments - 1), but never below none.
      circle.gain[k] = departments > 0 ? sum - departmentGain : sum;
      circle.usesPlain[k] = 0;
    }
    for (let k = 0; k < count; k++) taken[circle.picks[k] ?? 0] = 0;
    comparePlain(circle, list, size, count);
  }

  /** Guests without a department add none and lose none: k of them may beat k with one department. */
  function comparePlain(circle: CirclePicks, list: Int32Array, size: number, count: number): void {
    let sum = 0;
    for (let k = 1; k <= count; k++) {
      let bestAt = -1;
      for (let i = 0; i < size; i++) {
        const p = list[i] ?? 0;
        if (taken[p] === 1 || (people[p]?.department ?? -1) >= 0) continue;
        if (bestAt < 0 || (adjusted[p] ?? 0) > (adjusted[bestAt] ?? 0)) bestAt = p;
      }
      if (bestAt < 0) break;
      taken[bestAt] = 1;
      circle.plainPicks[k - 1] = bestAt;
      sum += adjusted[bestAt] ?? 0;
      if (sum > (circle.gain[k] ?? 0)) {
        circle.gain[k] = sum;
        circle.usesPlain[k] = 1;
      }
    }
    for (let k = 0; k < count; k++) taken[circle.plainPicks[k] ?? 0] = 0;
  }

  /** Fills the circles with who may come; the largest adjusted worth, -Infinity where nobody may. */
  function gather(candidate: SolveCandidate, limits: GroupLimits, least: number): number {
    const { worthMicro, weatherMicro, dateIndex } = candidate;
    memberCount.fill(0);
    let highest = -Infinity;
    let leastHopeless = -1;
    // Somebody who costs more than they and all mixing add only ever joins to make up the least number: where one
    // guest is enough, only the best of them could, and only alone.
    const hopeless = -weatherMicro * (instance.mixing.circleMicro + instance.mixing.departmentMicro);
    const list = worthy(worthMicro);
    for (let i = 0; i < list.length; i++) {
      const p = list[i] ?? 0;
      if (banned[p] === 1 || (((limits.dates[p] ?? 0) >> dateIndex) & 1) === 0) continue;
      const value = weatherMicro * (worthMicro[p] ?? 0) - (limits.price[p] ?? 0);
      adjusted[p] = value;
      if (least <= 1 && value < hopeless) {
        if (leastHopeless < 0 || value > (adjusted[leastHopeless] ?? 0)) leastHopeless = p;
        continue;
      }
      if (value > highest) highest = value;
      admit(p);
    }
    if (highest > -Infinity || leastHopeless < 0) return highest;
    admit(leastHopeless);
    return adjusted[leastHopeless] ?? 0;
  }

  function admit(p: number): void {
    const c = people[p]?.circle ?? 0;
    const at = memberCount[c] ?? 0;
    const circle = members[c];
    if (circle) circle[at] = p;
    memberCount[c] = at + 1;
  }

  /** Ignores separations. */
  function bestUnseparated(
    candidate: SolveCandidate,
    limits: GroupLimits,
    least: number,
    most: number,
  ): Group | null {
    if (least > most) return null;
    const highest = gather(candidate, limits, least);
    if (highest === -Infinity) return null;
    const { weatherMicro: w } = candidate;
    const circleGain = w * instance.mixing.circleMicro;
    const departmentGain = w * instance.mixing.departmentMicro;
    let cap = Math.min(most, MOST_GUESTS);
    // A further guest adds at most this; beyond the size at which the crowd takes it all, fewer are never worse.
    const atMost = highest + circleGain + departmentGain;
    let size = Math.max(1, least);
    while (size < cap && w * (crowd(size + 1) - crowd(size)) < atMost) size++;
    cap = size;
    total.fill(-Infinity, 0, cap + 1);
    total[0] = 0;
    for (let c = 0; c < CIRCLES; c++) {
      const choice = fromCircle[c];
      if (!choice) continue;
      choice.fill(0, 0, cap + 1);
      if ((memberCount[c] ?? 0) === 0) continue;
      pickFromCircle(c, cap, departmentGain);
      const circle = circles[c];
      if (!circle) continue;
      for (let n = cap; n >= 1; n--) {
        let best = total[n] ?? -Infinity;
        let from = 0;
        for (let k = 1; k <= Math.min(n, circle.count); k++) {
          const value = (total[n - k] ?? -Infinity) + (circle.gain[k] ?? 0) + circleGain;
          if (value > best) {
            best = value;
            from = k;
          }
        }
        total[n] = best;
        choice[n] = from;
      }
    }
    let bestSize = -1;
    let bestValue = -Infinity;
    for (let n = Math.max(1, least); n <= cap; n++) {
      const value = (total[n] ?? -Infinity) - w * crowd(n);
      if (value > bestValue) {
        bestValue = value;
        bestSize = n;
      }
    }
    if (bestSize < 0) return null;
    return {
      priced: bestValue - circleGain - candidate.burdenMicro * UNITS_PER_MICRO,
      guests: readGuests(bestSize),
    };
  }

  function readGuests(size: number): number[] {
    const guests: number[] = [];
    let left = size;
    for (let c = CIRCLES - 1; c >= 0 && left > 0; c--) {
      const circle = circles[c];
      const k = fromCircle[c]?.[left] ?? 0;
      if (!circle) continue;
      const picks = circle.usesPlain[k] === 1 ? circle.plainPicks : circle.picks;
      for (let i = 0; i < k; i++) guests.push(picks[i] ?? 0);
      left -= k;
    }
    return guests.sort((a, b) => a - b);
  }

  function bestSeparated(
    candidate: SolveCandidate,
    limits: GroupLimits,
    least: number,
    most: number,
    beat: number,
  ): Group | null {
    const relaxed = bestUnseparated(candidate, limits, least, most);
    if (!relaxed || relaxed.priced <= beat) return null;
    const broken = separations.find(
      ({ left, right }) =>
        relaxed.guests.some((p) => left.has(p)) && relaxed.guests.some((p) => right.has(p)),
    );
    if (!broken) return relaxed;
    let best: Group | null = null;
    for (const side of [broken.right, broken.left]) {
      const added = [...side].filter((p) => banned[p] === 0);
      for (const p of added) banned[p] = 1;
      const group = bestSeparated(candidate, limits, least, most, best?.priced ?? beat);
      for (const p of added) banned[p] = 0;
      if (group) best = group;
    }
    return best;
  }

  return {
    best: (candidate, limits, least, most) =>
      bestSeparated(
        candidate,
        limits,
        Math.max(least, candidate.minimum),
        Math.min(most, candidate.maximum),
        -Infinity,
      ),
    value(candidate, guests) {
      const seen = new Map<number, Set<number>>();
      let worth = 0;
      for (const p of guests) {
        worth += candidate.worthMicro[p] ?? 0;
        const person = people[p];
        if (!person) continue;
        const departments = seen.get(person.circle) ?? new Set();
        if (person.department >= 0) departments.add(person.department);
        seen.set(person.circle, departments);
      }
      return (
        candidate.weatherMicro * (worth + mixingMicro(seen, instance) - crowd(guests.length)) -
        candidate.burdenMicro * UNITS_PER_MICRO
      );
    },
  };
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
