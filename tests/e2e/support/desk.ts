import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type ElectronApplication, type Page, test as base } from '@playwright/test';
import type { DesktopApi } from '#contract/channels.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Settings } from '#contract/settings.ts';
import type { MenuEntry } from '#tests/electron/double/control.ts';
import { createEvaluatedOutside, PROBE } from '#tests/support/electron/evaluated-outside.ts';
import { findElectron, mustHaveElectron } from '#tests/support/electron/find-electron.ts';
import { controlDouble, launchElectron } from '#tests/support/electron/launch.ts';
import type { Outside } from '#tests/support/electron/outside.ts';
import { openAgain, prepareFolder, readBugs, START, ZONE } from './fixtures.ts';

declare global {
  interface Window {
    readonly goldenHour?: DesktopApi;
  }
}

/** The checkout, or another folder with a package.json and what was built. */
const ROOT = process.env['GOLDEN_HOUR_BUILT'] ?? fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Where a spec runs: the desktop app on the double, the same with Electron's own words instead of the double's control
 * (which is how it is driven on the real binary), the app in a browser, or on Electron's own binary.
 */
export type HostKind = 'double' | 'evaluated-double' | 'browser' | 'electron';
export type DesktopKind = Exclude<HostKind, 'browser'>;
export type Platform = 'darwin' | 'linux' | 'win32';

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
  /** What is outside the pages. This and `desktop` throw in the browser, which has no main process. */
  readonly outside: Outside;
  readonly desktop: ElectronApplication;
  close(): Promise<void>;
}

/** A desktop app that runs, with or without a window. */
export interface Started {
  readonly desktop: ElectronApplication;
  readonly outside: Outside;
}

export interface DeskOptions {
  readonly folder: string;
  readonly theme?: 'light' | 'dark';
  readonly platform?: Platform;
  readonly args?: readonly string[];
  /** The app's folder or archive; this repository where absent. */
  readonly target?: string;
}

/** What keeps Electron's binary from asking the user's own keyring, and gives every machine one language. */
const REAL_ARGS = ['--password-store=basic', '--use-mock-keychain', '--lang=en-GB'];

/** Starts the desktop app, and leaves it to the caller to wait for its windows. */
export async function startDesktop(kind: DesktopKind, options: DeskOptions): Promise<Started> {
  const { folder, theme = 'light', platform, args = [], target = ROOT } = options;
  const isReal = kind === 'electron';
  const real = findElectron();
  const env = {
    GOLDEN_HOUR_HOME: folder,
    // What starts at login is a file there, and not that of whoever runs the tests.
    XDG_CONFIG_HOME: join(folder, 'config'),
    TZ: ZONE,
    ...(kind === 'double'
      ? { ELECTRON_DOUBLE_NOW: START, ELECTRON_DOUBLE_THEME: theme }
      : { DESK_NOW: START, DESK_THEME: theme }),
    ...(platform === undefined ? {} : { ELECTRON_DOUBLE_PLATFORM: platform }),
  };
  const desktop = await launchElectron({
    target,
    userData: join(folder, 'browser'),
    env,
    args: [...(isReal ? REAL_ARGS : []), ...args],
    preloads: kind === 'double' ? [] : [PROBE],
    ...(isReal && 'path' in real ? { executable: real.path } : {}),
  });
  const outside = kind === 'double' ? controlDouble(desktop) : await createEvaluatedOutside(desktop);
  return { desktop, outside };
}

/** Waits for the popover, which may be there already, hidden. */
export async function waitForPopover(desktop: ElectronApplication): Promise<Page> {
  const isPopover = (page: Page): boolean => page.url().includes('?popover');
  await base.expect.poll(() => desktop.windows().some(isPopover)).toBe(true);
  // Just seen.
  return desktop.windows().find(isPopover)!;
}

/** The tray's menu as its user opens it: a panel of Linux has it, elsewhere the app opens it at the other button. */
export async function readTrayMenu(desk: Desk): Promise<readonly MenuEntry[]> {
  const isLinux = await desk.desktop.evaluate(() => process.platform === 'linux');
  if (!isLinux) await desk.outside.clickTray('right-click');
  return (await desk.outside.tray()).menu;
}

/** By the id of the entry, which comes once the app has read what it is about. */
export async function chooseInTrayMenu(desk: Desk, id: string): Promise<void> {
  const readIds = async () =>
    (await readTrayMenu(desk)).flatMap((entry) => [entry, ...entry.submenu]).map((entry) => entry.id);
  await base.expect.poll(readIds).toContain(id);
  await desk.outside.clickTrayMenu(id);
}

export async function openDesktop(kind: DesktopKind, options: DeskOptions): Promise<Desk> {
  const { desktop, outside } = await startDesktop(kind, options);
  const page = await desktop.firstWindow();
  await page.getByRole('navigation').first().waitFor();
  await base.expect.poll(() => outside.trayCount()).toBe(1);
  return {
    kind,
    folder: options.folder,
    page,
    desktop,
    outside,
    async call(name, input) {
      const outcome = await page.evaluate(
        // The preload gives it to every page of the desktop.
        ([method, given]) => window.goldenHour!.call(method, given as never),
        [name, input] as const,
      );
      if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
      return outcome.value;
    },
    sleep: (ms) => outside.sleep(ms),
    async openWeek() {
      await outside.clickTray();
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
  const refuse = (): never => {
    throw new Error('The browser host has no main process of Electron.');
  };
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
    get outside() {
      return refuse();
    },
    get desktop() {
      return refuse();
    },
    async close() {
      await context.close();
      await home.stop();
    },
  };
}

/** Why a spec cannot run here, or null. */
function findObstacle(kind: HostKind, platform: Platform | undefined): string | null {
  const real = findElectron();
  switch (kind) {
    case 'browser':
      return null;
    case 'double':
    case 'evaluated-double':
      return process.platform === 'win32' ? 'the double is started by a shell script' : null;
    case 'electron':
      if ('missing' in real) return real.missing;
      return platform === undefined || platform === process.platform
        ? null
        : `Electron’s binary does not pretend to be on ${platform}`;
  }
}

interface DeskFixtures {
  readonly hostKind: HostKind;
  /** As `hostKind`, where there is a desktop to start by hand. Throws in the browser. */
  readonly desktopKind: DesktopKind;
  /** What the user had set before the app starts. */
  readonly settings: Partial<Settings>;
  readonly systemTheme: 'light' | 'dark';
  /** Whose habits the test is about: the double pretends, and elsewhere it runs on that system alone. */
  readonly platform: Platform | undefined;
  readonly folder: string;
  readonly desk: Desk;
}

/** The same spec in each host: which, say the projects of playwright.config.ts. */
export const test = base.extend<DeskFixtures>({
  hostKind: ['double', { option: true }],
  desktopKind: async ({ hostKind }, use) => {
    if (hostKind === 'browser') throw new Error('The browser host is no desktop.');
    await use(hostKind);
  },
  settings: [{ firstRunDone: true }, { option: true }],
  systemTheme: ['light', { option: true }],
  platform: [undefined, { option: true }],
  folder: async ({ hostKind, settings, platform }, use, info) => {
    const obstacle = findObstacle(hostKind, platform);
    const isMissing = hostKind === 'electron' && 'missing' in findElectron();
    if (isMissing && mustHaveElectron()) throw new Error(obstacle ?? '');
    if (obstacle !== null) info.skip(true, obstacle);
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
