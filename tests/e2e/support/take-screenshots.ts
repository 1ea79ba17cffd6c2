// The pictures of README.md, from the real app on the sample week: `npm run screenshots`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { openApp } from '#main/app/open-app.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { CalendarsPage } from '../pages/calendars.ts';
import { startWebHost } from '#main/web/start-web-host.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
/** A Thursday morning in June. */
const STARTS_AT = Date.parse('2026-06-04T08:40:00+02:00');
const folder = process.argv[2] ?? join(ROOT, 'docs/images');
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

interface Picture {
  readonly name: string;
  readonly hash: string;
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'nl';
  readonly width: number;
  readonly height: number;
  readonly isPopover?: boolean;
  /** What is done on the page before it is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const wide = { width: 1280, height: 800 } as const;
/** The small window under the tray icon. */
const popover = { width: 400, height: 560, isPopover: true } as const;
async function openAccountForm(page: Page): Promise<void> {
  const calendars = new CalendarsPage(page);
  await calendars.startAdding('An account');
  await calendars.dialog.getByRole('radio', { name: 'Fastmail' }).check({ force: true });
  await calendars.dialog.getByRole('textbox', { name: 'User name' }).fill('alex.morgan@example.com');
}

const PICTURES: readonly Picture[] = [
  { name: 'outlook-light', hash: '#/', theme: 'light', language: 'en', ...wide },
  { name: 'outlook-dark-nl', hash: '#/', theme: 'dark', language: 'nl', ...wide },
  {
    name: 'connect-light',
    hash: '#/settings/calendars',
    theme: 'light',
    language: 'en',
    ...wide,
    act: openAccountForm,
  },
  { name: 'week-light', hash: '#/week', theme: 'light', language: 'en', ...popover },
  { name: 'week-dark-nl', hash: '#/week', theme: 'dark', language: 'nl', ...popover },
  { name: 'people-light', hash: '#/people', theme: 'light', language: 'en', ...wide },
];

async function openBrowser(): Promise<Browser> {
  const record = join(ROOT, 'node_modules/.cache/golden-hour/chromium.json');
  // Written by scripts/setup.mjs.
  const { executablePath } = JSON.parse(readFileSync(record, 'utf8')) as { readonly executablePath: string };
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

const home = mkdtempSync(join(tmpdir(), 'golden-hour-pictures-'));
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
const host = await startWebHost({ app, root: join(ROOT, 'out/renderer'), port: 0 });
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
try {
  await app.dispatch('sample.load', {});
  await app.dispatch('settings.save', { changes: { firstRunDone: true } });
  for (const { name, hash, theme, language, width, height, isPopover, act } of PICTURES) {
    await app.dispatch('settings.save', { changes: { language, theme } });
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language,
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(name, message.text()));
    await page.goto(host.issueLink());
    await page.getByRole('navigation').first().waitFor();
    if (isPopover === true) {
      await page.goto(`http://127.0.0.1:${host.port}/?popover${hash}`);
      await page.getByRole('list').first().waitFor();
    } else {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
    }
    await act?.(page);
    await page.waitForTimeout(1200);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.error(`${name}.png`);
  }
} finally {
  await browser.close();
  await host.close();
  await app.stop();
  rmSync(home, { recursive: true, force: true });
}
