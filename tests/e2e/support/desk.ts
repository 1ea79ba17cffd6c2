import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type ElectronApplication, type Page, test as base } from '@playwright/test';
import type { DesktopApi } from '#contract/channels.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Settings } from '#contract/settings.ts';
import { controlDouble, launchElectron } from '#tests/support/electron/launch.ts';
import { openAgain, prepareFolder, readBugs, START, ZONE } from './fixtures.ts';

declare global {
  interface Window {
    readonly goldenHour?: DesktopApi;
  }
}

/** The checkout, or another folder with a package.json and what was built. */
const ROOT = process.env['GOLDEN_HOUR_BUILT'] ?? fileURLToPath(new URL('../../../', import.meta.url));

/** Where a spec runs: the desktop app on the double, the same app in a browser, or on Electron's own binary. */
export type HostKind = 'double' | 'browser' | 'electron';
export const DESKTOPS = ['double', 'electron'] as const;
export const HOSTS = ['double', 'browser', 'electron'] as const;

/** The app in one of its hosts, with the page that a person sees first. */
export interface Desk {
  readonly kind: HostKind;
  readonly folder: string;
  readonly page: Page;
  /** The whole contract, as the page itself may call it. Fails the test where the outcome is a failure. */
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  /** As if so much time had passed while the machine slept. */
  sleep(ms: number): Promise<void>;
  /** The weekly plan: from the tray where there is one, else the page of that name. */
  openWeek(): Promise<Page>;
  /** Throws in the browser, which has no main process. */
  readonly desktop: ElectronApplication;
  close(): Promise<void>;
}

type Platform = 'darwin' | 'win32' | 'linux';

export interface DeskOptions {
  readonly folder: string;
  readonly theme?: 'light' | 'dark';
  readonly platform?: Platform;
  readonly args?: readonly string[];
  /** The app's folder or archive; this repository where absent. */
  readonly target?: string;
}

/** Never `require('electron')` to find out: since Electron 42 that downloads the binary. */
export function findElectron(): { readonly path: string } | { readonly missing: string } {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return { missing: 'Electron’s binary is not installed (`npx install-electron`)' };
  const path = join(folder, 'dist', readFileSync(record, 'utf8').trim());
  return existsSync(path) ? { path } : { missing: `Electron’s binary is not at ${path}` };
}

/** Starts the desktop app, and leaves it to the caller to wait for its windows. */
export function startDesktop(
  kind: 'double' | 'electron',
  options: DeskOptions,
): Promise<ElectronApplication> {
  const { folder, theme = 'light', platform, args = [], target = ROOT } = options;
  const real = findElectron();
  const executable = kind === 'electron' && 'path' in real ? { executable: real.path } : {};
  const env = {
    GOLDEN_HOUR_HOME: folder,
    // What starts at login is a file there, and not that of whoever runs the tests.
    XDG_CONFIG_HOME: join(folder, 'config'),
    TZ: ZONE,
    ELECTRON_DOUBLE_NOW: START,
    ELECTRON_DOUBLE_THEME: theme,
    ...(platform === undefined ? {} : { ELECTRON_DOUBLE_PLATFORM: platform }),
  };
  return launchElectron({ target, userData: join(folder, 'browser'), env, args, ...executable });
}

/** Waits for the popover, which may be there already, hidden. */
export async function waitForPopover(desktop: ElectronApplication): Promise<Page> {
  const isPopover = (page: Page): boolean => page.url().includes('?popover');
  await base.expect.poll(() => desktop.windows().some(isPopover)).toBe(true);
  // Just seen.
  return desktop.windows().find(isPopover)!;
}

export async function openDesktop(kind: 'double' | 'electron', options: DeskOptions): Promise<Desk> {
  const desktop = await startDesktop(kind, options);
  const page = await desktop.firstWindow();
  await page.getByRole('navigation').first().waitFor();
  const double = controlDouble(desktop);
  if (kind === 'double') await base.expect.poll(() => double.trayCount()).toBe(1);
  return {
    kind,
    folder: options.folder,
    page,
    desktop,
    async call(name, input) {
      const outcome = await page.evaluate(
        // The preload gives it to every page of the desktop.
        ([method, given]) => window.goldenHour!.call(method, given as never),
        [name, input] as const,
      );
      if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
      return outcome.value;
    },
    sleep: (ms) => double.sleep(ms),
    async openWeek() {
      await double.clickTray();
      return waitForPopover(desktop);
    },
    close: () => desktop.close(),
  };
}

async function openBrowser(browser: Browser, { folder, theme }: DeskOptions): Promise<Desk> {
  const home = await openAgain({ folder });
  const colorScheme = theme ?? 'light';
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: ZONE, colorScheme });
  const page = await context.newPage();
  await page.goto(home.host.issueLink());
  await page.getByRole('navigation').first().waitFor();
  return {
    kind: 'browser',
    folder,
    page,
    call: (name, input) => home.call(name, input),
    sleep: (ms) => home.sleep(ms),
    async openWeek() {
      await page.goto(`${page.url().split('#')[0]}#/week`);
      return page;
    },
    get desktop(): never {
      throw new Error('The browser host has no main process of Electron.');
    },
    async close() {
      await context.close();
      await home.stop();
    },
  };
}

interface DeskFixtures {
  readonly hostKind: HostKind;
  /** What the user had set before the app starts. */
  readonly settings: Partial<Settings>;
  readonly systemTheme: 'light' | 'dark';
  readonly platform: Platform | undefined;
  readonly folder: string;
  readonly desk: Desk;
}

/** The same spec in each host: `test.use({ hostKind })`. */
export const test = base.extend<DeskFixtures>({
  hostKind: ['double', { option: true }],
  settings: [{ firstRunDone: true }, { option: true }],
  systemTheme: ['light', { option: true }],
  platform: [undefined, { option: true }],
  folder: async ({ hostKind, settings }, use, info) => {
    const real = findElectron();
    if (hostKind === 'electron' && 'missing' in real) {
      if (process.env['REQUIRE_ELECTRON'] === '1') throw new Error(real.missing);
      info.skip(true, real.missing);
    }
    const folder = prepareFolder(settings);
    await use(folder);
    // Whatever a page did, nothing on the host's side stumbled over it.
    base.expect(readBugs(folder)).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  },
  desk: async ({ hostKind, folder, systemTheme, platform, browser }, use) => {
    const options = { folder, theme: systemTheme, ...(platform === undefined ? {} : { platform }) };
    const desk =
      hostKind === 'browser' ? await openBrowser(browser, options) : await openDesktop(hostKind, options);
    await use(desk);
    await desk.close();
  },
});

export { expect } from '@playwright/test';
