import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { MethodName } from '#contract/methods.ts';
import { settingsPath } from '#main/app/data-folder.ts';
import { openApp } from '#main/app/open-app.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { startWebHost } from '#main/web/start-web-host.ts';
import { PROBE } from '#tests/support/electron/evaluated-outside.ts';
import { findElectron } from '#tests/support/electron/find-electron.ts';
import { launchElectron } from '#tests/support/electron/launch.ts';
import { normalise, START_MS } from './normalise.ts';
import { type Said, STEPS } from './steps.ts';

type Call = (name: string, input: unknown) => Promise<unknown>;

const ROOT = process.env['GOLDEN_HOUR_BUILT'] ?? fileURLToPath(new URL('../../', import.meta.url));
const NAMES = Object.keys(STEPS) as MethodName[]; // its keys are the methods, says its type

/** Where the hosts differ on purpose; everything else must be the same. */
const DIFFERENT_BY_DESIGN: readonly MethodName[] = [
  'window.open',
  'window.closePopover',
  'updates.check',
  'updates.fetch',
  'updates.install',
];

/** What each host is told, whatever client is or is not in the build that one of them runs. */
const GOOGLE_CLIENT = {
  GOLDEN_HOUR_GOOGLE_CLIENT_ID: 'parity.apps.googleusercontent.com',
  GOLDEN_HOUR_GOOGLE_CLIENT_SECRET: 'secret',
};

const closers: (() => Promise<unknown>)[] = [];
const folders: string[] = [];

function prepareFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-hour-parity-'));
  folders.push(folder);
  const nowhere = 'http://127.0.0.1:9';
  const weather = { forecastUrl: nowhere, ensembleUrl: nowhere, geocodingUrl: nowhere, enabled: true };
  const saved = openSettingsFile(settingsPath(folder)).save({ weather });
  if (!saved.ok) throw new Error(saved.message);
  return folder;
}

async function openIpc(): Promise<Call> {
  const folder = prepareFolder();
  const env = {
    GOLDEN_HOUR_HOME: folder,
    TZ: 'Europe/Amsterdam',
    ELECTRON_DOUBLE_NOW: new Date(START_MS).toISOString(),
    DESK_NOW: new Date(START_MS).toISOString(),
    ...GOOGLE_CLIENT,
  };
  // The double is started by a shell script, which Windows has not.
  const real = process.platform === 'win32' ? findElectron() : null;
  const app: ElectronApplication = await launchElectron({
    target: ROOT,
    userData: join(folder, 'browser'),
    env,
    ...(real !== null && 'path' in real ? { executable: real.path, preloads: [PROBE] } : {}),
  });
  closers.push(() => app.close());
  const page: Page = await app.firstWindow();
  await page.getByRole('navigation').first().waitFor();
  return (name, input) =>
    page.evaluate(([method, given]) => window.goldenHour!.call(method as 'app.status', given as never), [
      name,
      input,
    ] as const);
}

async function openHttp(): Promise<Call> {
  const offsetMs = START_MS - Date.now();
  for (const [name, value] of Object.entries(GOOGLE_CLIENT)) vi.stubEnv(name, value);
  const opened = await openApp({
    folder: prepareFolder(),
    clock: () => Date.now() + offsetMs,
    machineZone: () => 'Europe/Amsterdam',
    language: 'en',
    secrets: createMemorySecrets(),
  });
  if (!opened.ok) throw new Error(opened.message);
  const app = opened.value;
  const host = await startWebHost({ app, root: join(ROOT, 'out/renderer') });
  app.start();
  closers.push(async () => {
    await host.close();
    await app.stop();
  });
  const { origin, hash } = new URL(host.issueLink());
  const headers = { 'content-type': 'application/json', origin };
  const token = new URLSearchParams(hash.slice(1)).get('token');
  const opening = await fetch(`${origin}/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token }),
  });
  const { session } = (await opening.json()) as { readonly session: string };
  return async (name, input) => {
    const response = await fetch(`${origin}/rpc/${name}`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${session}` },
      body: JSON.stringify(input),
    });
    return response.json();
  };
}

const OF_THE_HOST = ['capabilities', 'desktop'];

/** What a host can and cannot do is told under these names, and differs. */
function withoutCapabilities(outcome: unknown): unknown {
  return JSON.parse(JSON.stringify(outcome), (key, value: unknown) =>
    OF_THE_HOST.includes(key) ? 'its own' : value,
  );
}

async function runSteps(call: Call): Promise<ReadonlyMap<string, unknown>> {
  const said: Said = {};
  const outcomes = new Map<string, unknown>();
  const ids = new Map<string, string>();
  for (const name of NAMES) {
    const outcome = await call(name, STEPS[name](said));
    // An Outcome, which dispatch gives for whatever it is asked.
    const answer = outcome as { readonly ok: boolean; readonly value?: unknown };
    if (answer.ok) Object.assign(said, { [name]: answer.value });
    outcomes.set(name, normalise(withoutCapabilities(outcome), ids));
    // A plan that was on a screen counts for the next one, and a window looks whenever it pleases: so both look now.
    await call('outlook.read', {});
  }
  return outcomes;
}

describe('every method through IPC and through HTTP', () => {
  let ipc: Call;
  let http: Call;
  let byIpc: ReadonlyMap<string, unknown>;
  let byHttp: ReadonlyMap<string, unknown>;
  beforeAll(async () => {
    [ipc, http] = await Promise.all([openIpc(), openHttp()]);
    [byIpc, byHttp] = await Promise.all([runSteps(ipc), runSteps(http)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  test.each(NAMES.filter((name) => !DIFFERENT_BY_DESIGN.includes(name)))('%s: the same outcome', (name) => {
    expect(byIpc.get(name)).toEqual(byHttp.get(name));
  });

  test.each(DIFFERENT_BY_DESIGN)('%s: only a host with windows of its own can', (name) => {
    expect(byIpc.get(name)).toMatchObject({ ok: true });
    expect(byHttp.get(name)).toMatchObject({ ok: false, code: 'refused' });
  });

  test('most of them had something to do, and none stumbled', () => {
    const codes = [...byIpc.values()].map((outcome) => (outcome as { readonly code?: string }).code ?? 'ok');
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(35);
    expect(codes).not.toContain('bug');
    expect(codes).not.toContain('invalid-input');
  });

  test.each([...NAMES, 'no.such', '__proto__'])(
    '%s with an input that is none: the same refusal',
    async (name) => {
      const outcomes = await Promise.all([ipc(name, { unexpected: 1 }), http(name, { unexpected: 1 })]);
      expect(outcomes[0]).toEqual(outcomes[1]);
      expect(outcomes[0]).toMatchObject({ ok: false });
    },
  );
});
