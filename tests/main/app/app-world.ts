import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, Events } from '#contract/events.ts';
import type { MethodInput, MethodName, MethodOutput } from '#contract/methods.ts';
import type { Failure, Outcome } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { App } from '#main/app/app.ts';
import { createApp } from '#main/app/create-app.ts';
import { createHeavyWork } from '#main/app/heavy/create-heavy-work.ts';
import { settingsPath, storePath } from '#main/app/data-folder.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import type { Migration } from '#main/store/migrate.ts';
import { openStore, type Store } from '#main/store/open.ts';
import { createMemorySecrets, type SecretStore } from '#main/store/secrets.ts';

/** Where nothing listens: the discard port of this machine. */
const NOWHERE = 'http://127.0.0.1:9';

export interface AppWorldOptions {
  readonly now?: string;
  readonly zone?: string;
  readonly language?: Language;
  readonly settings?: Partial<Settings>;
  /** Of another world: a second process on the same data. It ends before the first. */
  readonly folder?: string;
  /** Absent: those of the product. */
  readonly migrations?: readonly Migration[];
  /** Instead of Google; absent: nowhere, and no client to ask with. */
  readonly google?: {
    readonly apiRoot: string;
    readonly oauthRoot: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** Absent: the host leaves opening to its page. */
  readonly openAddress?: (address: string) => Promise<boolean>;
  /** Absent: in memory, of this world alone. */
  readonly secrets?: SecretStore;
}

/** The whole app on a real store in a folder of its own; the heavy work runs in this thread. */
export interface AppWorld extends AsyncDisposable {
  readonly app: App;
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly folder: string;
  readonly events: readonly { readonly name: EventName; readonly payload: Events[EventName] }[];
  readonly bugs: readonly unknown[];
  /** Those that a test knows of: none of them is left. */
  takeBugs(): readonly unknown[];
  nowMs: number;
  try<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<Outcome<MethodOutput<Name>>>;
  /** Throws where the outcome is a failure. */
  call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>>;
  refuse<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<Failure>;
}

export async function openAppWorld(options: AppWorldOptions = {}): Promise<AppWorld> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'golden-hour-app-'));
  const process = options.folder === undefined ? 'first' : 'second';
  const opened = openStore(storePath(folder), options.migrations);
  if (!opened.ok) throw new Error(opened.message);
  const store = opened.value;
  const settings = openSettingsFile(settingsPath(folder));
  const saved = settings.save({
    weather: { forecastUrl: NOWHERE, ensembleUrl: NOWHERE, geocodingUrl: NOWHERE, enabled: true },
    ...options.settings,
  });
  if (!saved.ok) throw new Error(saved.message);
  const secrets = options.secrets ?? createMemorySecrets();
  const { google } = options;
  const bugs: unknown[] = [];
  const events: AppWorld['events'][number][] = [];
  let ids = 0;
  const world = { nowMs: Date.parse(options.now ?? '2026-06-01T09:00:00+02:00') };
  const app = createApp({
    dataFolder: folder,
    version: '1.2.3',
    capabilities: { tray: false, opensMailProgram: false, popover: false },
    store,
    settings,
    secrets,
    heavy: { ...createHeavyWork(store, globalThis.fetch), close: () => Promise.resolve() },
    log: {
      write: () => {},
      bug: (error) => {
        bugs.push(error);
        return `bug-${bugs.length}`;
      },
    },
    clock: () => world.nowMs,
    random: () => 0.5,
    newId: () => {
      ids += 1;
      return `${process}-${ids}`;
    },
    fetch: globalThis.fetch,
    machineZone: () => options.zone ?? 'Europe/Amsterdam',
    language: options.language ?? 'en',
    googleEndpoints: { api: google?.apiRoot ?? NOWHERE, oauth: google?.oauthRoot ?? NOWHERE },
    ...(google === undefined ? {} : { googleClient: google }),
    ...(options.openAddress === undefined ? {} : { openAddress: options.openAddress }),
  });
  app.onEvent((name, payload) => events.push({ name, payload }));

  const attempt: AppWorld['try'] = async (name, input) =>
    // dispatch gives what the contract says for the name.
    (await app.dispatch(name, input)) as Outcome<MethodOutput<typeof name>>;

  return Object.assign(world, {
    app,
    store,
    secrets,
    folder,
    events,
    bugs,
    takeBugs: () => bugs.splice(0),
    try: attempt,
    async call<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<MethodOutput<Name>> {
      const outcome = await attempt(name, input);
      if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`, { cause: bugs.at(-1) });
      return outcome.value;
    },
    async refuse<Name extends MethodName>(name: Name, input: MethodInput<Name>): Promise<Failure> {
      const outcome = await attempt(name, input);
      if (outcome.ok) throw new Error(`${name} was not refused.`);
      if (outcome.code === 'bug') throw new Error(outcome.message, { cause: bugs.at(-1) });
      return outcome;
    },
    async [Symbol.asyncDispose]() {
      await app.stop();
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  });
}
