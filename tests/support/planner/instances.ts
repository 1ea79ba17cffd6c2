import fc from 'fast-check';
import type { KeptProposal, SolveInstance } from '#main/planner/solve/instance.ts';
import { dateViolations } from '#tests/support/planner/check-plan.ts';

export interface InstanceSize {
  readonly people: number;
  readonly candidates: number;
  readonly activities: number;
  /** Worth from a short list, so that many plans are equally good. */
  readonly ties?: boolean;
  /** As many candidates as given, not fewer; and people who are wanted everywhere alike, as in life. */
  readonly full?: boolean;
  /** Many people are the same in every respect, or but for their department. */
  readonly alike?: boolean;
}

const WORTHS = [0, 150_000, 300_000, 600_000, 600_000, 800_000, 1_000_000, 1_200_000];

function candidateArbitrary(size: InstanceSize) {
  const worth = size.ties
    ? fc.constantFrom(...WORTHS)
    : fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 5, arbitrary: fc.integer({ min: 1, max: 1_900_000 }) },
      );
  return fc.record({
    dateIndex: fc.nat({ max: 9 }),
    activity: fc.nat({ max: size.activities - 1 }),
    weatherMicro: size.ties
      ? fc.constantFrom(1_000_000, 1_000_000, 700_000)
      : fc.oneof(fc.constant(1_000_000), fc.integer({ min: 0, max: 1_150_000 })),
    burdenMicro: fc.constantFrom(0, 50_000, 150_000, 216_667, 350_000),
    bounds: fc.constantFrom([1, 1], [1, 2], [1, 4], [1, 8], [2, 3], [2, 6], [3, 5], [4, 8], [1, 3]),
    worth: fc.array(worth, { minLength: size.people, maxLength: size.people }),
  });
}

/** Random instances with everything that the planning model knows, kept proposals included. */
export function instanceArbitrary(size: InstanceSize): fc.Arbitrary<SolveInstance> {
  const anyone = fc.nat({ max: size.people - 1 });
  const side = fc.uniqueArray(anyone, { minLength: 1, maxLength: 3 });
  return fc
    .record({
      people: fc.array(
        fc.record({ circle: fc.nat({ max: 7 }), department: fc.integer({ min: -1, max: 3 }) }),
        {
          minLength: size.people,
          maxLength: size.people,
        },
      ),
      circles: fc.integer({ min: 1, max: 8 }),
      candidates: fc.array(candidateArbitrary(size), {
        minLength: size.full ? size.candidates : 1,
        maxLength: size.candidates,
      }),
      urgency: fc.array(size.alike ? fc.constantFrom(60, 60, 90) : fc.integer({ min: 20, max: 100 }), {
        minLength: size.people,
        maxLength: size.people,
      }),
      quality: fc.array(fc.constantFrom(0.4, 0.5, 0.6, 0.8, 1), {
        minLength: size.activities,
        maxLength: size.activities,
      }),
      separations: fc.array(fc.tuple(side, side), { maxLength: 3 }),
      monday: fc.nat({ max: 6 }),
      perWeek: fc.integer({ min: 1, max: 3 }),
      fixed: fc.oneof(
        fc.constant([]),
        fc.array(fc.record({ dateIndex: fc.integer({ min: -6, max: 15 }), big: fc.boolean() }), {
          maxLength: 3,
        }),
      ),
      crowdMicro: fc.constantFrom(0, 100_000, 200_000, 200_000, 400_000),
      kept: fc.array(
        fc.record({
          dateIndex: fc.nat({ max: 9 }),
          guests: fc.uniqueArray(anyone, { minLength: 1, maxLength: 2 }),
          activity: fc.nat({ max: size.activities - 1 }),
          value: fc.integer({ min: 100, max: 2000 }).map((v) => v * 1_000_000_000),
        }),
        { maxLength: 2 },
      ),
      keepsAny: fc.nat({ max: 3 }),
    })
    .map((draft) => {
      const instance: SolveInstance = {
        people: draft.people.map((person) => ({ ...person, circle: person.circle % draft.circles })),
        candidates: draft.candidates
          .map(({ bounds, worth, ...candidate }, i) => ({
            ...candidate,
            startMs: candidate.dateIndex * 86_400_000 + i * 900_000,
            minimum: bounds[0] ?? 1,
            maximum: bounds[1] ?? 1,
            worthMicro: Float64Array.from(worth, (value, p) =>
              size.alike || (size.full && value > 0)
                ? Math.round((draft.urgency[p] ?? 0) * (draft.quality[candidate.activity] ?? 0) * 10_000)
                : value,
            ),
          }))
          .toSorted((a, b) => a.startMs - b.startMs),
        separations: draft.separations
          .map(([left, right]) => ({
            left: new Set(left),
            right: new Set(right.filter((p) => !left.includes(p))),
          }))
          .filter(({ right }) => right.size > 0),
        schedule: {
          days: 10,
          weekdays: Array.from({ length: 10 }, (_, d) => ((d + draft.monday) % 7) + 1),
          perWeek: draft.perWeek,
          fixed: draft.fixed,
        },
        mixing: { circleMicro: 150_000, departmentMicro: 50_000 },
        crowdMicro: draft.crowdMicro,
        adjacencyMicro: 200_000,
        minimumValueMicro: 300_000,
        kept: [],
      };
      return draft.keepsAny === 0 ? { ...instance, kept: legalOf(draft.kept, instance) } : instance;
    });
}

/** Kept proposals are possible together: that is the caller's promise to the solver. */
function legalOf(kept: readonly KeptProposal[], instance: SolveInstance): KeptProposal[] {
  const legal: KeptProposal[] = [];
  for (const proposal of kept) {
    const guests = proposal.guests.toSorted((a, b) => a - b);
    const next = [...legal, { ...proposal, guests }];
    const shared = legal.some(
      (other) => other.activity === proposal.activity || other.guests.some((p) => guests.includes(p)),
    );
    const dates = next.map((k) => ({ dateIndex: k.dateIndex, guestCount: k.guests.length }));
    if (!shared && dateViolations(instance, dates).length === 0) legal.push({ ...proposal, guests });
  }
  return legal;
}
