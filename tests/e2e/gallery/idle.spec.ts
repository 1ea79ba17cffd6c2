import { expect, test } from '../support/gallery.ts';

declare global {
  interface Window {
    /** What the page has set, in milliseconds. */
    timers: { readonly repeated: number[]; readonly single: number[] };
  }
}

const SHORTEST_MS = 60_000;
const SETTLED_MS = 1_000;
const WATCHED_MS = 3_000;

for (const hash of ['#/outlook', '#/week', '#/people', '#/settings/desktop', '#/settings/calendars']) {
  test(`nothing ticks more often than once a minute on ${hash} while nobody does anything`, async ({
    page,
    visit,
  }) => {
    await page.addInitScript(() => {
      const timers: Window['timers'] = { repeated: [], single: [] };
      const repeat = window.setInterval.bind(window);
      const once = window.setTimeout.bind(window);
      window.timers = timers;
      Object.assign(window, {
        setInterval: (run: () => void, ms = 0) => {
          timers.repeated.push(ms);
          return repeat(run, ms);
        },
        setTimeout: (run: () => void, ms = 0) => {
          timers.single.push(ms);
          return once(run, ms);
        },
      });
    });
    await visit({ scene: 'desktop', hash });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(SETTLED_MS);
    await page.evaluate(() => window.timers.single.splice(0));
    await page.waitForTimeout(WATCHED_MS);
    const { repeated, single } = await page.evaluate(() => window.timers);
    expect(repeated.filter((ms) => ms < SHORTEST_MS)).toEqual([]);
    // One that sets the next is a tick as well.
    expect(single.filter((ms) => ms < SHORTEST_MS)).toEqual([]);
  });
}
