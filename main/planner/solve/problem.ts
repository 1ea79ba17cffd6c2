import { type SolveInstance, UNITS_PER_MICRO } from '#main/planner/solve/instance.ts';

/** The nature of a candidate's group: who is worth what, how many may come. Its date and its activity are left out. */
export interface GroupKind {
  /** Weather times worth by position in `Problem.people`, in value units. */
  readonly value: Float64Array;
  readonly weatherMicro: number;
  /** In value units. */
  readonly burden: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Who is worth anything, by circle, department and position, so that a department is one run. */
  readonly members: Int32Array;
  /** Some separation has both of its sides among the members. */
  readonly hasSeparation: boolean;
}

/** An instance made ready for the search: only people who can matter, candidates of one kind solved once. */
export interface Problem {
  readonly instance: SolveInstance;
  /** Positions in `instance.people`, ascending. */
  readonly people: Int32Array;
  readonly circle: Int32Array;
  readonly department: Int32Array;
  /** By person: which separations they are on the left and right side of, 31 to a word. */
  readonly left: readonly Int32Array[];
  readonly right: readonly Int32Array[];
  /** By separation: the people on its two sides. */
  readonly sides: readonly { readonly left: Int32Array; readonly right: Int32Array }[];
  /** By person: the first one with whom they can change places in any plan. */
  readonly twinOf: Int32Array;
  readonly kinds: readonly GroupKind[];
  /** By candidate. */
  readonly kindOf: Int32Array;
  readonly activities: number;
}

/** Separations to a word: the sign bit is left alone. */
export const WORD_BITS = 31;

export function buildProblem(instance: SolveInstance, people: readonly number[]): Problem {
  const circle = Int32Array.from(people, (p) => instance.people[p]?.circle ?? 0);
  const department = Int32Array.from(people, (p) => instance.people[p]?.department ?? -1);
  const words = separationWords(instance, people);
  const order = Int32Array.from(people.keys()).toSorted(
    (a, b) => (circle[a] ?? 0) - (circle[b] ?? 0) || (department[a] ?? 0) - (department[b] ?? 0) || a - b,
  );
  const kindNumber = new Map<string, number>();
  const worthNumber = new Map<Float64Array, number>();
  const kinds: GroupKind[] = [];
  const kindOf = Int32Array.from(instance.candidates, (candidate) => {
    const { worthMicro, weatherMicro, burdenMicro, minimum, maximum } = candidate;
    const worth = worthNumber.get(worthMicro) ?? worthNumber.size;
    worthNumber.set(worthMicro, worth);
    const key = `${worth}|${weatherMicro}|${burdenMicro}|${minimum}|${maximum}`;
    const known = kindNumber.get(key);
    if (known !== undefined) return known;
    kindNumber.set(key, kinds.length);
    const value = Float64Array.from(people, (p) => weatherMicro * (worthMicro[p] ?? 0));
    const burden = burdenMicro * UNITS_PER_MICRO;
    const members = order.filter((p) => (worthMicro[people[p] ?? 0] ?? 0) > 0);
    const hasSeparation = instance.separations.some(
      ({ left, right }) =>
        members.some((p) => left.has(people[p] ?? -1)) && members.some((p) => right.has(people[p] ?? -1)),
    );
    return kinds.push({ value, weatherMicro, burden, minimum, maximum, members, hasSeparation }) - 1;
  });
  const within = (side: ReadonlySet<number>): Int32Array =>
    Int32Array.from(people.keys().filter((p) => side.has(people[p] ?? -1)));
  const activities = Math.max(
    0,
    ...instance.candidates.map((candidate) => candidate.activity + 1),
    ...instance.kept.map((kept) => kept.activity + 1),
  );
  return {
    instance,
    people: Int32Array.from(people),
    circle,
    department,
    ...words,
    sides: instance.separations.map(({ left, right }) => ({ left: within(left), right: within(right) })),
    twinOf: findTwins(instance, people, words),
    kinds,
    kindOf,
    activities,
  };
}

export interface SeparationWords {
  readonly left: readonly Int32Array[];
  readonly right: readonly Int32Array[];
}

/** For each person a bit for each separation, so that whether a group is allowed is a few words' work. */
export function separationWords(instance: SolveInstance, people: readonly number[]): SeparationWords {
  const count = Math.ceil(instance.separations.length / WORD_BITS);
  const wordsOf = (side: 'left' | 'right'): Int32Array[] =>
    people.map((p) => {
      const words = new Int32Array(count);
      for (const [s, separation] of instance.separations.entries()) {
        const at = Math.floor(s / WORD_BITS);
        if (separation[side].has(p)) words[at] = (words[at] ?? 0) | (1 << (s % WORD_BITS));
      }
      return words;
    });
  return { left: wordsOf('left'), right: wordsOf('right') };
}

/**
 * Who is worth the same everywhere, in the same circle and apart from the same people. Departments that nobody else of
 * the circle is in are as good as one another: each is one novelty.
 */
function findTwins(instance: SolveInstance, people: readonly number[], sides: SeparationWords): Int32Array {
  const worths = [...new Set(instance.candidates.map((candidate) => candidate.worthMicro))];
  const colleagues = new Map<string, number>();
  const placeOf = (p: number): string => `${instance.people[p]?.circle}|${instance.people[p]?.department}`;
  for (const p of people) colleagues.set(placeOf(p), (colleagues.get(placeOf(p)) ?? 0) + 1);
  const first = new Map<string, number>();
  return Int32Array.from(people, (p, i) => {
    const person = instance.people[p];
    const isOnly = (person?.department ?? -1) >= 0 && colleagues.get(placeOf(p)) === 1;
    const key = [
      person?.circle,
      isOnly ? 'the only one' : person?.department,
      sides.left[i]?.join(),
      sides.right[i]?.join(),
      ...worths.map((worth) => worth[p]),
    ].join('|');
    const known = first.get(key);
    if (known !== undefined) return known;
    first.set(key, i);
    return i;
  });
}
