import { join } from 'node:path';
import {
  app as electronApp,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { AppStatus } from '#contract/models.ts';
import { dataFolder, settingsPath } from '#main/app/data-folder.ts';
import { openLog } from '#main/app/log.ts';
import { openApp } from '#main/app/open-app.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { denyPermissions, guardAllContents } from './guards.ts';
import { startHandOver } from './hand-over.ts';
import { readInstallation } from './installation.ts';
import { startIpcHost } from './ipc-host.ts';
import { isHiddenStart, startLife } from './life.ts';
import { rereadMachineZone } from './machine-zone.ts';
import { menuTemplate } from './menu.ts';
import { PAGE_SCHEME } from './page-address.ts';
import { createPageServer, registerPageScheme } from './protocol.ts';
import { openSecrets } from './secrets.ts';
import { createElectronConf } from './settings-file.ts';
import { claimSingleInstance } from './single-instance.ts';
import { followStatus } from './status.ts';
import { systemLanguage } from './system-language.ts';
import { followTheme, type ThemeFollower } from './theme.ts';
import { createTray } from './tray/create-tray.ts';
import { followApp } from './tray/follow-app.ts';
import { hasStatusArea } from './tray/has-status-area.ts';
import { loadElectronUpdater, startUpdates } from './updates.ts';
import { createWindowFactory } from './window-factory.ts';
import { openWindowMemory } from './window-state.ts';
import { createWindows, type Windows } from './windows.ts';

const { platform, env } = process;
const { isPackaged } = electronApp;
const folder = dataFolder();
const log = openLog(join(folder, 'golden-hour.log'), Date.now);
const onBug = (error: unknown): void => void log.bug(error);

function openWindows(): { readonly windows: Windows; readonly theme: ThemeFollower } {
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
  return { windows, theme };
}

async function startDesktop(): Promise<Windows | null> {
  const { windows, theme } = openWindows();
  const settings = openSettingsFile(settingsPath(folder), createElectronConf);
  let language = systemLanguage(electronApp.getPreferredSystemLanguages());
  const opened = await openApp({
    folder,
    settings,
    secrets: await openSecrets({
      safeStorage,
      platform,
      path: join(folder, 'secrets.json'),
      replaceFile,
      createFallback: createMemorySecrets,
    }),
    language,
    capabilities: { tray: true, popover: true, opensMailProgram: true },
    windows: { openPage: windows.showMain, closePopover: windows.hidePopover },
  });
  if (!opened.ok) {
    dialog.showErrorBox('Golden Hour', opened.message);
    electronApp.exit(1);
    return null;
  }
  const app = opened.value;
  const updates = startUpdates({
    electron: { dialog, shell },
    settings,
    language: () => language,
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
  });
  const wear = (status: AppStatus): void => {
    language = status.language;
    theme.choose(status.theme);
    const template = menuTemplate({
      platform,
      language,
      isPackaged,
      show: windows.showMain,
      checkForUpdates: () => void updates.check().catch(onBug),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  const tray = createTray({
    app,
    windows,
    electron: { app: electronApp, Tray, Menu, nativeImage, nativeTheme },
    platform,
  });
  let livesInTray = false;
  void hasStatusArea(platform).then((has) => {
    livesInTray = has;
  });
  const disposers = [
    startIpcHost({ ipcMain, app, windows }),
    followStatus(app, wear, onBug),
    await startHandOver({ app, shell, folder: join(folder, 'mail'), onBug }),
    followApp(app, tray),
    () => tray.dispose(),
    () => updates.dispose(),
    () => theme.dispose(),
    () => windows.dispose(),
  ];
  startLife({
    electron: { app: electronApp, powerMonitor, screen },
    app,
    windows,
    platform,
    hasTray: () => livesInTray,
    readDay: () => `${rereadMachineZone(env)} ${new Date().toDateString()}`,
    dispose() {
      for (const dispose of disposers) dispose();
    },
    onBug,
  });
  app.start();
  return windows;
}

function main(): void {
  // Beside the data and not among it: what Chromium keeps is of no use to the other hosts.
  electronApp.setPath('userData', join(folder, 'browser'));
  let windows: Windows | null = null;
  const isFirst = claimSingleInstance(electronApp, (argv) => {
    if (!isHiddenStart(argv)) windows?.showMain();
  });
  if (!isFirst) {
    electronApp.quit();
    return;
  }
  registerPageScheme(protocol);
  electronApp.enableSandbox();
  guardAllContents(electronApp, shell);
  const start = async (): Promise<void> => {
    await electronApp.whenReady();
    windows = await startDesktop();
    if (!isHiddenStart(process.argv)) windows?.showMain();
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
