import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import { settingsPath } from '#main/app/data-folder.ts';
import { openApp } from '#main/app/open-app.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { startWebHost, type WebHost } from '#main/web/start-web-host.ts';

const RENDERER = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));

/** Monday 1 June 2026, 09:00 in Amsterdam: a working week ahead, light until ten. */
export const START = '2026-06-01T09:00:00+02:00';
export const ZONE = 'Europe/Amsterdam';

/** The real host on an empty data folder, with a clock of its own that goes on from `START`. */
export interface Home {
  readonly folder: string;
  readonly host: WebHost;
  /** The contract, past the browser: to prepare and to look. Fails the test where the outcome is a failure. */
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  /** As if so much time had passed while the machine slept. */
  sleep(ms: number): Promise<void>;
  /** Ends the host, as a closed terminal does; its page is left alone. */
  stop(): Promise<void>;
}

/** What the app wrote of bugs; a test that knows of none ends without any. */
export function readBugs(folder: string): readonly string[] {
  const path = join(folder, 'golden-hour.log');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event":"bug"'));
}

interface Fixtures {
  readonly home: Home;
  /** What the user had set before the host starts. */
  readonly settings: Partial<Settings>;
}

/** As the program is started once more on what it left behind; what was in memory only is gone. */
export async function openAgain({ folder }: Pick<Home, 'folder'>, sleptMs = 0): Promise<Home> {
  return openFolder(folder, sleptMs);
}

/** A new data folder with what the user had set. */
export function prepareFolder(settings: Partial<Settings>): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-e2e-'));
  // Nothing in these tests asks the real weather service.
  const prepared = openSettingsFile(settingsPath(folder)).save({
    weather: {
      forecastUrl: 'http://127.0.0.1:9',
      ensembleUrl: 'http://127.0.0.1:9',
      geocodingUrl: 'http://127.0.0.1:9',
      enabled: true,
    },
    ...settings,
  });
  if (!prepared.ok) throw new Error(prepared.message);
  return folder;
}

async function openFolder(folder: string, alreadySleptMs: number): Promise<Home> {
  const offsetMs = Date.parse(START) - Date.now();
  let sleptMs = alreadySleptMs;
  const opened = await openApp({
    folder,
    clock: () => Date.now() + offsetMs + sleptMs,
    machineZone: () => ZONE,
    language: 'en',
    secrets: createMemorySecrets(),
  });
  if (!opened.ok) throw new Error(opened.message);
  const app = opened.value;
  const host = await startWebHost({ app, root: RENDERER });
  app.start();
  let isStopped = false;
  return {
    folder,
    host,
    async call(name, input) {
      // dispatch gives what the contract says for the name.
      const outcome = (await app.dispatch(name, input)) as Outcome<MethodOutput<typeof name>>;
      if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
      return outcome.value;
    },
    async sleep(ms) {
      sleptMs += ms;
      await app.wake();
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await host.close();
      await app.stop();
    },
  };
}

export const test = base.extend<Fixtures>({
  settings: [{ firstRunDone: true }, { option: true }],
  locale: 'en-GB',
  // The page's own zone is the machine's.
  timezoneId: ZONE,
  home: async ({ settings }, use) => {
    const home = await openFolder(prepareFolder(settings), 0);
    await use(home);
    await home.stop();
    // Whatever a page did, nothing on the host's side stumbled over it.
    base.expect(readBugs(home.folder)).toEqual([]);
    rmSync(home.folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
