import type { App, CommandLine, Dock, LoginItemSettings, Settings } from 'electron';
import { refuseMissing } from './missing.ts';
import {
  appEvents,
  exit,
  getAbout,
  getChromium,
  getPath,
  getPhase,
  quit,
  setPath,
  switches,
} from './runtime.ts';
import { hasLock, releaseLock, requestLock } from './single-instance.ts';

/** What the app asked of the system. */
export const systemState = {
  loginItem: null as Settings | null,
  badgeCount: 0,
  isDockShown: true,
  userModelId: null as string | null,
  isSandboxEnabled: false,
};

const locale = (): string => process.env['ELECTRON_DOUBLE_LOCALE'] ?? 'en-GB';
let name: string | undefined;
const getName = (): string => name ?? getAbout().name;
const setName = (next: string): void => {
  name = next;
};

const commandLine = {
  appendSwitch: (key: string, value = '') => void switches.set(key, value),
  removeSwitch: (key: string) => void switches.delete(key),
  hasSwitch: (key: string) => switches.has(key),
  getSwitchValue: (key: string) => switches.get(key) ?? '',
} satisfies Partial<CommandLine>;

const dock = {
  hide() {
    systemState.isDockShown = false;
  },
  show() {
    systemState.isDockShown = true;
    return Promise.resolve();
  },
  isVisible: () => systemState.isDockShown,
  setMenu: () => undefined,
} satisfies Partial<Dock>;

function requireBeforeReady(what: string): void {
  if (getPhase() !== 'starting') throw new Error(`${what} can only be called before app is ready`);
}

const methods = {
  async whenReady() {
    await getChromium();
  },
  isReady: () => getPhase() !== 'starting',
  quit,
  exit,
  relaunch() {
    throw new Error('electron-double: app.relaunch is not implemented');
  },
  getName,
  setName,
  getVersion: () => getAbout().version,
  getAppPath: () => getAbout().appPath,
  setPath,
  setAppLogsPath: (path?: string) => path !== undefined && setPath('logs', path),
  getLocale: locale,
  getSystemLocale: locale,
  getPreferredSystemLanguages: () => [locale()],
  /** electron.d.ts: every renderer is sandboxed; here they are in any case. */
  enableSandbox() {
    requireBeforeReady('app.enableSandbox()');
    // Chromium's own switch for it.
    switches.set('enable-sandbox', '');
    systemState.isSandboxEnabled = true;
  },
  disableHardwareAcceleration: () => requireBeforeReady('app.disableHardwareAcceleration()'),
  requestSingleInstanceLock: requestLock,
  hasSingleInstanceLock: hasLock,
  releaseSingleInstanceLock: releaseLock,
  setAppUserModelId(id: string) {
    systemState.userModelId = id;
  },
  /** electron.d.ts: macOS and Windows only. */
  setLoginItemSettings(settings: Settings) {
    if (process.platform === 'linux') throw new Error('electron-double: no login items on Linux');
    systemState.loginItem = settings;
  },
  getLoginItemSettings(): LoginItemSettings {
    if (process.platform === 'linux') throw new Error('electron-double: no login items on Linux');
    const openAtLogin = systemState.loginItem?.openAtLogin ?? false;
    const known: Partial<LoginItemSettings> = {
      openAtLogin,
      wasOpenedAtLogin: switches.has('opened-at-login'),
      executableWillLaunchAtLogin: openAtLogin,
      status: openAtLogin ? 'enabled' : 'not-registered',
    };
    // Whatever else is asked of it throws by name.
    return refuseMissing('LoginItemSettings', known) as LoginItemSettings;
  },
  setBadgeCount(count = 0) {
    systemState.badgeCount = count;
    return true;
  },
  getBadgeCount: () => systemState.badgeCount,
  focus: () => undefined,
  hide: () => undefined,
  show: () => undefined,
  setAboutPanelOptions: () => undefined,
  showAboutPanel: () => undefined,
  setActivationPolicy: () => undefined,
} satisfies Partial<App>;

// electron.d.ts: `dock` is there on macOS only, `isPackaged` false under `electron .`, `name` can be set.
const known = Object.defineProperties(
  Object.assign(appEvents, methods, { getPath, commandLine, isPackaged: false }),
  {
    name: { get: getName, set: setName },
    dock: { get: () => (process.platform === 'darwin' ? refuseMissing('dock', dock) : undefined) },
  },
);

export const app = refuseMissing('app', known);
