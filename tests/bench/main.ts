/**
 * `npm run bench`: the figures that the product promises, measured on this machine. A table on stdout, then one line of
 * JSON. `npm run bench -- plans expanding` measures only what is named. Ends with exit code 1 when a promise is missed.
 */
import { availableParallelism, cpus } from 'node:os';
import { buildIfStale } from '#scripts/build.ts';
import { measureCalendars } from '#tests/bench/calendars.ts';
import { measureDesktop } from '#tests/bench/desktop.ts';
import { measureExpanding } from '#tests/bench/expanding.ts';
import { type Figure, isMet, writeTable } from '#tests/bench/figures.ts';
import { measureGoogleDay } from '#tests/bench/google-day.ts';
import { measureGoogle } from '#tests/bench/google.ts';
import { measurePage } from '#tests/bench/page.ts';
import { measureReading } from '#tests/bench/reading.ts';
import { measurePlans } from '#tests/bench/solver.ts';

const PARTS: Readonly<Record<string, () => Figure[] | Promise<Figure[]>>> = {
  plans: measurePlans,
  expanding: measureExpanding,
  reading: measureReading,
  calendars: measureCalendars,
  google: measureGoogle,
  'google-day': measureGoogleDay,
  async page() {
    await buildIfStale();
    return measurePage();
  },
  desktop: measureDesktop,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  process.stderr.write(`No such part: ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}.\n`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (named.length === 0 || named.includes(name)) figures.push(...(await measure()));
}
const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), node: process.version };
process.stdout.write(`${writeTable(figures)}\n\n${JSON.stringify({ version: 1, machine, figures })}\n`);
if (!figures.every(isMet)) process.exitCode = 1;
