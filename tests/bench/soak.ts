/**
 * Long runs, for the night: `npm run soak -- PART AMOUNT SEED`, or without a part all of them by their own amounts.
 * Ends with exit code 1 when a fault was found.
 */
import { soakFaults, soakGoogleFaults } from './soak-faults.ts';
import { soakFuzz } from './soak-fuzz.ts';
import { soakGoogleKill, soakKill } from './soak-kill.ts';
import { soakMutants } from './soak-mutants.ts';
import type { SoakPart } from './soak-part.ts';
import { soakSolver } from './soak-solver.ts';

interface NamedPart {
  readonly run: SoakPart;
  readonly amount: number;
  readonly unit: string;
  readonly does: string;
}

const PARTS: Readonly<Record<string, NamedPart>> = {
  solver: { run: soakSolver, amount: 10, unit: 'minutes', does: 'the solver against brute force and HiGHS' },
  kill: {
    run: soakKill,
    amount: 1_000,
    unit: 'random kills',
    does: 'processes killed at every point while they send, then at random ones',
  },
  faults: {
    run: soakFaults,
    amount: 500,
    unit: 'schedules',
    does: 'the outbox when nearly everything goes wrong',
  },
  'google-kill': {
    run: soakGoogleKill,
    amount: 1_000,
    unit: 'random kills',
    does: 'processes killed while they write invites into a Google calendar',
  },
  'google-faults': {
    run: soakGoogleFaults,
    amount: 10_000,
    unit: 'schedules',
    does: 'invites in a Google calendar when nearly everything goes wrong',
  },
  mutants: {
    run: soakMutants,
    amount: 1_000,
    unit: 'mutants at most',
    does: 'whether a test notices each mistake that our clients could make',
  },
  fuzz: {
    run: ({ amount, ...options }) => soakFuzz({ ...options, minutes: amount }),
    amount: 60,
    unit: 'minutes',
    does: 'the readers of what comes from outside',
  },
};

const [name, amountText, seedText] = process.argv.slice(2);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const chosen = Object.entries(PARTS).filter(([known]) => name === undefined || known === name);
if (chosen.length === 0) {
  process.stderr.write(
    `There is no part ${String(name)}. npm run soak -- PART AMOUNT SEED, with PART one of\n`,
  );
  for (const [known, { does, amount, unit }] of Object.entries(PARTS)) {
    process.stderr.write(`  ${known.padEnd(15)}${does} (${amount} ${unit})\n`);
  }
  process.exitCode = 2;
}
for (const [known, part] of chosen) {
  const amount = amountText === undefined ? part.amount : Number(amountText);
  const seed = seedText === undefined ? 1 : Number(seedText);
  print(`== ${known}: ${part.does}, ${amount} ${part.unit}, seed ${seed}`);
  const faults = await part.run({ amount, seed, print });
  if (faults > 0) process.exitCode = 1;
}
