import { GOOGLE_MUTANTS } from '#tests/mutants/google.ts';
import { findFailing, findStale, tryMutant } from '#tests/mutants/try-mutant.ts';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { createRandom } from '#tests/support/planner/random.ts';
import type { SoakPart } from './soak-part.ts';

/** `amount` mutants of our clients, all of them where that is more; each that no test notices is a fault. */
export const soakMutants: SoakPart = async ({ amount, seed, print }) => {
  const whyNot = whyNoGoogle();
  if (whyNot !== null) {
    print(`Not tried: ${whyNot}`);
    return 0;
  }
  const mutants = createRandom(seed).shuffle(GOOGLE_MUTANTS).slice(0, amount);
  const unfit = [...findStale(GOOGLE_MUTANTS), ...(await findFailing(mutants))];
  for (const why of unfit) print(why);
  if (unfit.length > 0) return unfit.length;
  let survived = 0;
  for (const mutant of GOOGLE_MUTANTS.filter((one) => mutants.includes(one))) {
    const { name, caughtBy, wrong, seconds } = await tryMutant(mutant);
    print(`${seconds.toFixed(1).padStart(5)} s  ${name}: ${caughtBy ?? `SURVIVES. ${wrong ?? ''}`}`);
    if (wrong !== null) survived += 1;
  }
  print(`${mutants.length} mutants, ${survived} survived.`);
  return survived;
};
