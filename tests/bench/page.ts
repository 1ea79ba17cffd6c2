import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
import { openApp } from '#main/app/open-app.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { startWebHost, type WebHost } from '#main/web/start-web-host.ts';
import { type Figure, median } from '#tests/bench/figures.ts';

const VISITS = 9;
/** A Thursday morning in June. */
const STARTS_AT = Date.parse('2026-06-04T08:40:00+02:00');
const ROOT = new URL('../../', import.meta.url).pathname;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

interface Visit {
  readonly paintMs: number;
  readonly interactiveMs: number;
  readonly scriptBytes: number;
}

/** Notes when the first idea can be clicked: its card is there and the page has had a turn to paint it. */
function watchForIdea(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('.card-title')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark('interactive'), 0));
  });
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}

/** A first visit: nothing is in the browser's cache. */
async function visit(browser: Browser, host: WebHost): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Amsterdam' });
  try {
    const page = await context.newPage();
    let scriptBytes = 0;
    const bodies: Promise<void>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      bodies.push(response.body().then((body) => void (scriptBytes += gzipSync(body).length)));
    });
    await page.addInitScript(watchForIdea);
    await page.goto(host.issueLink());
    await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0);
    await Promise.all(bodies);
    const times = await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      interactiveMs: performance.getEntriesByName('interactive')[0]?.startTime ?? Number.NaN,
    }));
    return { ...times, scriptBytes };
  } finally {
    await context.close();
  }
}

/** Written by scripts/setup.mjs when it has found or fetched a Chromium. */
const record = join(ROOT, 'node_modules/.cache/golden-hour/chromium.json');

async function openBrowser(): Promise<Browser> {
  const { executablePath } = JSON.parse(readFileSync(record, 'utf8')) as { readonly executablePath: string };
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

async function visitSampleWeek(): Promise<Visit[]> {
  const home = mkdtempSync(join(tmpdir(), 'golden-hour-bench-'));
  const startedMs = Date.now();
  const opened = await openApp({
    folder: home,
    clock: () => STARTS_AT + (Date.now() - startedMs),
    machineZone: () => 'Europe/Amsterdam',
    language: 'en',
    secrets: createMemorySecrets(),
  });
  if (!opened.ok) throw new Error(opened.message);
  const app = opened.value;
  app.start();
  const host = await startWebHost({ app, root: join(ROOT, 'out/renderer') });
  const browser = await openBrowser();
  try {
    await app.dispatch('sample.load', {});
    await app.dispatch('settings.save', { changes: { firstRunDone: true } });
    const visits: Visit[] = [];
    for (let i = 0; i < VISITS; i++) visits.push(await visit(browser, host));
    return visits;
  } finally {
    await browser.close();
    await host.close();
    await app.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The sample week in the browser host, as the local Chromium shows it to somebody who comes for the first time. */
export async function measurePage(): Promise<Figure[]> {
  if (!existsSync(record)) {
    process.stderr.write(
      'No Chromium is set up, so the page is not measured. `npm run setup` finds or fetches one.\n',
    );
    return [];
  }
  const visits = await visitSampleWeek();
  const of = (read: (one: Visit) => number): number => median(visits.map(read));
  const note = `median of ${VISITS} first visits`;
  return [
    { name: 'first contentful paint', value: of((v) => v.paintMs), unit: 'ms', target: 400, note },
    {
      name: 'interactive',
      value: of((v) => v.interactiveMs),
      unit: 'ms',
      target: 800,
      note: 'the first idea can be clicked',
    },
    {
      name: 'initial JavaScript',
      value: of((v) => v.scriptBytes) / 1024,
      unit: 'KB',
      target: 150,
      note: 'gzip',
    },
  ];
}
