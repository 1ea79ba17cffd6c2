import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app as electronApp,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { AppStatus } from '#contract/status.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { Language } from '#contract/vocabulary.ts';
import type { App } from '#main/app/app.ts';
import { dataFolder, settingsPath } from '#main/app/data-folder.ts';
import { openLog } from '#main/app/log.ts';
import { openApp } from '#main/app/open-app.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { createAutostart, HIDDEN, ownProgram, startsHidden } from './autostart.ts';
import { createDesktopOptions, type DesktopOptions } from './desktop-options.ts';
import { denyPermissions, guardAllContents, openOutside } from './guards.ts';
import { startHandOver } from './hand-over.ts';
import { readInstallation } from './installation.ts';
import { startIpcHost } from './ipc-host.ts';
import { startLife } from './life.ts';
import { rereadMachineZone } from './machine-zone.ts';
import { menuTemplate } from './menu.ts';
import { startNotifications } from './notifications.ts';
import { PAGE_SCHEME } from './page-address.ts';
import { createPageServer, registerPageScheme } from './protocol.ts';
import { revivePages } from './revive-pages.ts';
import { openSecrets } from './secrets.ts';
import { createElectronConf } from './settings-file.ts';
import { createShortcut } from './shortcut.ts';
import { claimSingleInstance } from './single-instance.ts';
import { followStatus } from './status.ts';
import { systemLanguage } from './system-language.ts';
import { followTheme, type ThemeFollower } from './theme.ts';
import { createTray } from './tray/create-tray.ts';
import { followApp } from './tray/follow-app.ts';
import { hasStatusArea } from './tray/has-status-area.ts';
import { loadElectronUpdater } from './update-steps.ts';
import { startUpdates, type Updates } from './updates.ts';
import { createWindowFactory } from './window-factory.ts';
import { openWindowMemory } from './window-state.ts';
import { createWindows, type Windows } from './windows.ts';

const { platform, env } = process;
const { isPackaged } = electronApp;
const folder = dataFolder();
/** All day in the background: seldom enough for a laptop's battery. */
const LOOK_EVERY_MS = 60_000;
const log = openLog(join(folder, 'golden-hour.log'), Date.now);
const onBug = (error: unknown): void => void log.bug(error);
/** Where people sign in instead of at Google. */
const signInRoot = env['GOLDEN_HOUR_GOOGLE_OAUTH'] ?? null;
const settings = openSettingsFile(settingsPath(folder), createElectronConf);

interface Desktop {
  readonly windows: Windows;
  readonly theme: ThemeFollower;
  readonly options: DesktopOptions;
  readonly updates: Updates;
  /** The weekly plan; beside the tray icon as soon as there is one. */
  showWeek: () => void;
  /** What the parts outside the pages speak. */
  language: Language;
}

function openWindows(): Pick<Desktop, 'windows' | 'theme'> {
  const built = join(electronApp.getAppPath(), 'out');
  protocol.handle(PAGE_SCHEME, createPageServer(join(built, 'renderer')));
  denyPermissions(session.defaultSession);
  const theme = followTheme({ nativeTheme, onPaper: (color) => windows.setBackgroundColor(color) });
  const surroundings = { preload: join(built, 'preload/index.cjs'), platform, isPackaged };
  const windows = createWindows({
    createWindow: createWindowFactory(BrowserWindow, surroundings, theme.paper),
    screen,
    memory: openWindowMemory(join(folder, 'window.json'), replaceFile),
    monotonicMs: () => performance.now(),
  });
  // Before the first window is made, so that none starts in the wrong one.
  theme.choose(settings.read().theme);
  return { windows, theme };
}

function openOptions(showWeek: () => void): DesktopOptions {
  const program = { execPath: process.execPath, env, isPackaged, appPath: electronApp.getAppPath() };
  return createDesktopOptions({
    platform,
    autostart: createAutostart({
      electron: electronApp,
      platform,
      program: ownProgram(program),
      configFolder: env['XDG_CONFIG_HOME'] || join(homedir(), '.config'),
      replaceFile,
    }),
    shortcut: createShortcut(globalShortcut, showWeek),
    notifies: Notification.isSupported(),
  });
}

function openDesktop(): Desktop {
  const { windows, theme } = openWindows();
  const desktop: Desktop = {
    windows,
    theme,
    options: openOptions(() => desktop.showWeek()),
    showWeek: () => windows.showPopover(null),
    language: systemLanguage(electronApp.getPreferredSystemLanguages()),
    updates: startUpdates({
      dialog,
      shell,
      settings,
      language: () => desktop.language,
      currentVersion: electronApp.getVersion(),
      installation: () =>
        readInstallation({
          platform,
          isPackaged,
          resourcesFolder: process.resourcesPath,
          executable: process.execPath,
          env,
        }),
      loadUpdater: loadElectronUpdater,
      onBug,
    }),
  };
  return desktop;
}

async function openDesktopApp({ windows, options, updates, language }: Desktop): Promise<Outcome<App>> {
  const path = join(folder, 'secrets.json');
  const secrets = { safeStorage, platform, path, replaceFile, createFallback: createMemorySecrets };
  return openApp({
    folder,
    settings,
    secrets: await openSecrets(secrets),
    language,
    capabilities: { tray: true, popover: true, opensMailProgram: true },
    windows: { openPage: windows.showMain, closePopover: windows.hidePopover },
    desktop: () => ({ ...options.state(), updates: updates.steps.state() }),
    updates: updates.steps,
    lookEveryMs: LOOK_EVERY_MS,
    openAddress: (address) => openOutside(shell, address, signInRoot),
  });
}

function wear(status: AppStatus, desktop: Desktop): void {
  desktop.language = status.language;
  desktop.theme.choose(status.theme);
  const template = menuTemplate({
    platform,
    language: status.language,
    isPackaged,
    show: desktop.windows.showMain,
    checkForUpdates: () => void desktop.updates.check().catch(onBug),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** Everything that goes on while the app runs. Returns its disposer. */
async function startCompanions(app: App, desktop: Desktop): Promise<() => void> {
  const { windows, theme, options, updates } = desktop;
  const tray = createTray({
    app,
    windows,
    electron: { app: electronApp, Tray, Menu, nativeImage, nativeTheme },
    platform,
  });
  desktop.showWeek = tray.showWeek;
  const disposers = [
    followStatus(app, (status) => wear(status, desktop), onBug),
    options.follow(app),
    startNotifications({
      app,
      windows,
      showWeek: tray.showWeek,
      electron: { Notification },
      onFailed: (reason) => log.write('notification.failed', { length: reason.length }),
    }),
    await startHandOver({ app, shell, folder: join(folder, 'mail'), onBug }),
    followApp(app, tray),
    revivePages({
      electron: { app: electronApp, dialog, BrowserWindow },
      language: () => desktop.language,
      monotonicMs: () => performance.now(),
      onGone: ({ reason, exitCode }) => log.write('page.gone', { reason, exitCode }),
      onBug,
    }),
    () => tray.dispose(),
    () => updates.dispose(),
    theme.dispose,
    windows.dispose,
  ];
  return () => {
    for (const dispose of disposers) dispose();
  };
}

const isHiddenStart = (): boolean =>
  startsHidden({
    argv: process.argv,
    // Only macOS has to be asked: elsewhere the command line says it.
    wasOpenedAtLogin: platform === 'darwin' && electronApp.getLoginItemSettings().wasOpenedAtLogin,
    startHidden: settings.read().startHidden,
  });

async function startDesktop(): Promise<Windows | null> {
  const desktop = openDesktop();
  const { windows } = desktop;
  const opened = await openDesktopApp(desktop);
  if (!opened.ok) {
    dialog.showErrorBox('Golden Hour', opened.message);
    electronApp.exit(1);
    return null;
  }
  const app = opened.value;
  const stopIpc = startIpcHost({ ipcMain, app, windows });
  // Its page loads while the rest is made.
  if (!isHiddenStart()) windows.showMain();
  const stopCompanions = await startCompanions(app, desktop);
  let livesInTray = false;
  void hasStatusArea(platform).then((has) => {
    livesInTray = has;
  });
  startLife({
    electron: { app: electronApp, powerMonitor, screen },
    app,
    windows,
    platform,
    hasTray: () => livesInTray,
    readDay: () => `${rereadMachineZone(env)} ${new Date().toDateString()}`,
    dispose() {
      stopIpc();
      stopCompanions();
    },
    onBug,
  });
  app.start();
  return windows;
}

function main(): void {
  // Beside the data and not among it: what Chromium keeps is of no use to the other hosts.
  electronApp.setPath('userData', join(folder, 'browser'));
  // Windows shows notifications of apps that it knows by their id (electron-builder.yml, appId).
  electronApp.setAppUserModelId('app.goldenhour.desktop');
  // Written down; what Electron does about them stays as it is.
  process.on('uncaughtExceptionMonitor', onBug);
  process.on('unhandledRejection', onBug);
  let windows: Windows | null = null;
  const isFirst = claimSingleInstance(electronApp, (argv) => {
    if (!argv.includes(HIDDEN)) windows?.showMain();
  });
  if (!isFirst) {
    electronApp.quit();
    return;
  }
  registerPageScheme(protocol);
  electronApp.enableSandbox();
  guardAllContents(electronApp, shell, signInRoot);
  const start = async (): Promise<void> => {
    await electronApp.whenReady();
    windows = await startDesktop();
  };
  start().catch((error: unknown) => {
    dialog.showErrorBox(
      'Golden Hour',
      `Golden Hour could not start. It is in the log under ${log.bug(error)}.`,
    );
    electronApp.exit(1);
  });
}

main();
