import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chromium, startChromium } from './chromium.ts';
import { stoppable } from './missing.ts';

interface AppPackage {
  readonly appPath: string;
  readonly name: string;
  readonly version: string;
}

/** What the end of the app needs to know of a window. */
interface OpenWindow {
  /** @returns whether nobody prevented it */
  requestClose(): boolean;
}

type Phase = 'starting' | 'ready' | 'ended';

const started = Promise.withResolvers<Chromium>();
const overriddenPaths = new Map<string, string>();
let phase: Phase = 'starting';
let about: AppPackage = { appPath: process.cwd(), name: 'Electron', version: '0.0.0' };

/** The events of `app`: a plain emitter here, so that every file of the double can raise them. */
export const appEvents = new EventEmitter();
export const openWindows = new Set<OpenWindow>();
/** Electron.CommandLine: what came as `--name=value` or was appended. */
export const switches = new Map<string, string>();
/** Work that must be over before the process ends. */
export const lastWork = new Set<Promise<void>>();

for (const argument of process.argv) {
  const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(argument) ?? [];
  if (name !== undefined) switches.set(name, value ?? '');
}

export const getPhase = (): Phase => phase;
export const getAbout = (): AppPackage => about;
export const getChromium = (): Promise<Chromium> => started.promise;

export function requireReady(what: string): void {
  if (phase === 'starting') throw new Error(`${what} before app is ready`);
}

/** electron.d.ts, App.getPath: the names and where they are by default on Linux. */
export function getPath(name: string): string {
  const known = overriddenPaths.get(name);
  if (known !== undefined) return known;
  switch (name) {
    case 'home':
      return homedir();
    case 'temp':
      return tmpdir();
    case 'exe':
      return process.execPath;
    case 'appData':
      return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    case 'userData':
    case 'sessionData':
      return switches.get('user-data-dir') ?? join(getPath('appData'), about.name);
    case 'logs':
    case 'crashDumps':
      return join(getPath('userData'), name);
    default:
      return join(homedir(), name);
  }
}

export function setPath(name: string, path: string): void {
  overriddenPaths.set(name, path);
}

/** The app's main file runs first; then the browser is started, and `ready` is raised. */
export function startRuntime(app: AppPackage): void {
  about = app;
  setTimeout(() => void launch().catch(endInDespair), 0);
}

function endInDespair(error: unknown): void {
  console.error(error);
  process.exit(1);
}

async function launch(): Promise<void> {
  if (phase === 'ended') return;
  const folder = join(getPath('userData'), 'Chromium');
  mkdirSync(folder, { recursive: true });
  const chromium = await startChromium(folder);
  chromium.process.once('exit', () => {
    if (phase !== 'ended') endInDespair(new Error('Chromium ended before the app.'));
  });
  await chromium.to()('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  });
  phase = 'ready';
  started.resolve(chromium);
  appEvents.emit('ready', {}, {});
}

/** electron.d.ts, App.quit: `before-quit`, then every window is asked, then `will-quit`, then `quit`. */
export function quit(): void {
  if (phase === 'ended') return;
  const beforeQuit = stoppable({});
  appEvents.emit('before-quit', beforeQuit);
  if (beforeQuit.defaultPrevented) return;
  for (const window of openWindows) if (!window.requestClose()) return;
  const willQuit = stoppable({});
  appEvents.emit('will-quit', willQuit);
  if (!willQuit.defaultPrevented) exit(0);
}

/** electron.d.ts, App.exit: ends without asking anybody. */
export function exit(code = 0): void {
  if (phase === 'ended') return;
  const wasReady = phase === 'ready';
  phase = 'ended';
  appEvents.emit('quit', {}, code);
  void endProcess(code, wasReady);
}

async function endProcess(code: number, wasReady: boolean): Promise<void> {
  await Promise.allSettled(lastWork);
  if (!wasReady) process.exit(code);
  const chromium = await started.promise;
  chromium.process.once('exit', () => process.exit(code));
  setTimeout(() => process.exit(code), 2000);
  await chromium
    .to()('Browser.close')
    .catch(() => undefined);
}

/** electron.d.ts, App 'window-all-closed': without a listener the app quits. */
export function noticeAllClosed(): void {
  if (openWindows.size > 0 || phase !== 'ready') return;
  if (appEvents.listenerCount('window-all-closed') > 0) appEvents.emit('window-all-closed');
  else quit();
}

process.on('SIGTERM', quit);
process.on('SIGINT', quit);
