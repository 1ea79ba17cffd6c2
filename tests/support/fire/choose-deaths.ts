import { KILL_POINTS, type KillPoint } from '#main/invites/kill-points.ts';
import { createRandom } from '#tests/support/planner/random.ts';
import { type Death, nameOf } from './job.ts';

/** How often each point is passed by an undisturbed process, by name. */
export type Passes = ReadonlyMap<string, number>;

/** Every point at every ordinal. */
export const allDeaths = (passes: Passes): readonly Death[] =>
  KILL_POINTS.flatMap((at) =>
    Array.from({ length: passes.get(nameOf(at)) ?? 0 }, (_, index) => ({ at, ordinal: index + 1 })),
  );

/**
 * `count` stories by one seed: every registered point once, then any of them; every fourth of those has a second death
 * in the same step, of the process that came to clear up.
 */
export function chooseDeaths(passes: Passes, count: number, seed: number): readonly (readonly Death[])[] {
  const random = createRandom(seed);
  const possible = KILL_POINTS.filter((at) => (passes.get(nameOf(at)) ?? 0) > 0);
  const deathAt = (at: KillPoint): Death => ({ at, ordinal: random.int(1, passes.get(nameOf(at)) ?? 1) });
  return Array.from({ length: count }, (_, index) => {
    const certain = possible[index];
    if (certain !== undefined) return [deathAt(certain)];
    const first = deathAt(random.pick(possible));
    if (!random.chance(0.25)) return [first];
    // What is left to do after the first death is less: the second one comes at the first opportunity.
    const second = random.pick(possible.filter(({ step }) => step === first.at.step));
    return [first, { at: second, ordinal: 1 }];
  });
}
