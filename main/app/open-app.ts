import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesktopState } from '#contract/status.ts';
import { type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { readGoogleEndpoints } from '#main/calendars/google/endpoints.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { openStore } from '#main/store/open.ts';
import { createMemorySecrets, type SecretStore } from '#main/store/secrets.ts';
import type { SettingsStore } from '#main/store/settings.ts';
import type { App } from './app.ts';
import type { HostUpdates, HostWindows } from './context.ts';
import { findBuiltInClient } from './built-in-client.ts';
import { type AppParts, createApp } from './create-app.ts';
import { dataFolder, settingsPath, storePath } from './data-folder.ts';
import { startHeavyWorker } from './heavy/in-worker.ts';
import { openLog } from './log.ts';
import { webFetch } from './web-fetch.ts';

export interface OpenAppOptions {
  /** Absent: where the user's data is. */
  readonly folder?: string;
  readonly clock?: () => EpochMs;
  readonly machineZone?: () => string;
  readonly language?: Language;
  /** Absent: the operating system's keyring, or memory where there is none. */
  readonly secrets?: SecretStore;
  /** Absent: the file of all hosts, through `conf`. */
  readonly settings?: SettingsStore;
  /** Absent: those of a host without a desktop. */
  readonly capabilities?: AppParts['capabilities'];
  readonly windows?: HostWindows;
  readonly desktop?: () => DesktopState;
  readonly updates?: HostUpdates;
  readonly lookEveryMs?: number;
  readonly openAddress?: (address: string) => Promise<boolean>;
}

/** The app on the user's own data. */
export async function openApp(options: OpenAppOptions = {}): Promise<Outcome<App>> {
  const folder = options.folder ?? dataFolder();
  const clock = options.clock ?? Date.now;
  const opened = openStore(storePath(folder));
  if (!opened.ok) return opened;
  const endpoints = readGoogleEndpoints(process.env);
  if (!endpoints.ok) {
    opened.value.close();
    return endpoints;
  }
  const log = openLog(join(folder, 'golden-hour.log'), clock);
  return succeed(
    createApp({
      dataFolder: folder,
      version: readVersion(),
      capabilities: options.capabilities ?? { tray: false, opensMailProgram: false, popover: false },
      ...(options.windows === undefined ? {} : { windows: options.windows }),
      ...(options.lookEveryMs === undefined ? {} : { lookEveryMs: options.lookEveryMs }),
      ...(options.desktop === undefined ? {} : { desktop: options.desktop }),
      ...(options.updates === undefined ? {} : { updates: options.updates }),
      store: opened.value,
      settings: options.settings ?? openSettingsFile(settingsPath(folder)),
      secrets: options.secrets ?? (await openKeyring()),
      heavy: startHeavyWorker(storePath(folder)),
      log,
      clock,
      random: Math.random,
      newId: randomUUID,
      fetch: webFetch,
      googleEndpoints: endpoints.value,
      googleClient: findBuiltInClient(process.env),
      ...(options.openAddress === undefined ? {} : { openAddress: options.openAddress }),
      machineZone: options.machineZone ?? (() => Intl.DateTimeFormat().resolvedOptions().timeZone),
      language: options.language ?? languageOfMachine(process.env),
    }),
  );
}

/** Its library is native code: where no build of it fits the machine, secrets live in memory, and the settings say so. */
async function openKeyring(): Promise<SecretStore> {
  try {
    const { openSecrets } = await import('#main/store/keyring/secrets.ts');
    return await openSecrets();
  } catch {
    // 'Not here' is an answer: `persistent` is false, which every screen that asks for a secret shows.
    return createMemorySecrets();
  }
}

/** From LC_ALL, LC_MESSAGES or LANG: 'nl_NL.UTF-8' is Dutch, everything else English. */
function languageOfMachine(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^nl(?:[_.@-]|$)/i.test(locale) ? 'nl' : 'en';
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  // Our own package.json, which npm itself demands a version of.
  return (JSON.parse(text) as { readonly version: string }).version;
}
