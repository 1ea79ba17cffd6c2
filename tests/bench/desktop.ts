import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from '#scripts/build.ts';
import { type Figure, median } from '#tests/bench/figures.ts';
import { openDesktop } from '#tests/e2e/support/desk.ts';
import { prepareFolder } from '#tests/e2e/support/fixtures.ts';

const LAUNCHES = 5;
const ROOT = new URL('../../', import.meta.url).pathname;
/** Written by scripts/setup.mjs when it has found or fetched a Chromium. */
const record = join(ROOT, 'node_modules/.cache/golden-hour/chromium.json');

interface Launch {
  /** From the start of the program to the weekly plan with its first idea, the tray clicked as soon as it is there. */
  readonly planMs: number;
  /** Resident memory of the main process, its workers included, once the plan is drawn. */
  readonly memoryBytes: number;
}

async function launch(folder: string): Promise<Launch> {
  const startedMs = performance.now();
  const desk = await openDesktop('double', { folder });
  try {
    const week = await desk.openWeek();
    await week
      .getByRole('button', { name: /^Invite/ })
      .first()
      .waitFor();
    const planMs = performance.now() - startedMs;
    const memoryBytes = await desk.desktop.evaluate(() => process.memoryUsage.rss());
    return { planMs, memoryBytes };
  } finally {
    await desk.close();
  }
}

/** The desktop app on the stand-in for Electron: real pages, and Node in place of Electron's main process. */
export async function measureDesktop(): Promise<Figure[]> {
  if (!existsSync(record)) {
    process.stderr.write(
      'No Chromium is set up, so the desktop is not measured. `npm run setup` finds one.\n',
    );
    return [];
  }
  await buildIfStale();
  const folder = prepareFolder({ firstRunDone: true });
  try {
    const prepared = await openDesktop('double', { folder });
    await prepared.call('sample.load', {});
    await prepared.close();
    const launches: Launch[] = [];
    for (let i = 0; i < LAUNCHES; i++) launches.push(await launch(folder));
    const note = `median of ${LAUNCHES}, on the double`;
    return [
      {
        name: 'launch to weekly plan',
        value: median(launches.map(({ planMs }) => planMs)),
        unit: 'ms',
        target: 2500,
        note,
      },
      {
        name: 'memory of the main process',
        value: median(launches.map(({ memoryBytes }) => memoryBytes)) / 1_000_000,
        unit: 'MB',
        target: null,
        note,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
