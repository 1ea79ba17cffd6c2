import fc from 'fast-check';
import { whyNoGoogle } from '#tests/servers/google/discovery.ts';
import { inLanes } from '#tests/support/fire/lanes.ts';
import { runSchedule } from '#tests/support/fire/run-schedule.ts';
import { googleScheduleArbitrary, type Schedule, scheduleArbitrary } from '#tests/support/fire/schedule.ts';
import type { SoakPart } from './soak-part.ts';

const LANES = 8;

/** `amount` schedules of faults, clicks and other programs; what fails is made as short as it can be and printed. */
const soakSchedules =
  (schedules: fc.Arbitrary<Schedule>): SoakPart =>
  async ({ amount, seed, print }) => {
    const seeds = Array.from({ length: LANES }, (_, lane) => (seed + lane) | 0);
    const property = fc.asyncProperty(schedules, async (schedule) => {
      const wrong = await runSchedule(schedule);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    });
    const faults = await inLanes(LANES, seeds, async (laneSeed): Promise<number> => {
      const found = await fc.check(property, { seed: laneSeed, numRuns: Math.ceil(amount / LANES) });
      if (!found.failed) return 0;
      const cause = found.errorInstance instanceof Error ? found.errorInstance.message : '';
      print(`Seed ${laneSeed}, path ${found.counterexamplePath ?? ''}: ${cause}`);
      print(JSON.stringify(found.counterexample?.[0]));
      return 1;
    });
    const sum = faults.reduce((all, one) => all + one, 0);
    print(`${amount} schedules, ${sum} of ${LANES} lanes found a fault.`);
    return sum;
  };

export const soakFaults = soakSchedules(scheduleArbitrary);

/** The same on the stand-in for Google. */
export const soakGoogleFaults: SoakPart = async (options) => {
  const whyNot = whyNoGoogle();
  if (whyNot === null) return soakSchedules(googleScheduleArbitrary)(options);
  options.print(`Not against Google: ${whyNot}`);
  return 0;
};
