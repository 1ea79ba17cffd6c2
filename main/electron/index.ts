import { join } from 'node:path';
import {
  app as electronApp,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import type { App } from '#main/app/app.ts';
import { dataFolder } from '#main/app/data-folder.ts';
import { openApp } from '#main/app/open-app.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';
import { createMemorySecrets } from '#main/store/secrets.ts';
import { denyPermissions, guardAllContents } from './guards.ts';
import { startIpcHost } from './ipc-host.ts';
import { isHiddenStart, startLife } from './life.ts';
import { rereadMachineZone } from './machine-zone.ts';
import { menuTemplate } from './menu.ts';
import { PAGE_SCHEME } from './page-address.ts';
import { createPageServer, registerPageScheme } from './protocol.ts';
import { claimSingleInstance } from './single-instance.ts';
import { readStatus } from './status.ts';
import { systemLanguage } from './system-language.ts';
import { followTheme } from './theme.ts';
import { createWindowFactory } from './window-factory.ts';
import { openWindowMemory } from './window-state.ts';
import { createWindows } from './windows.ts';

const { platform } = process;

/** What wears the user's language and theme is made anew whenever these change. */
function followStatus(app: App, apply: (status: Awaited<ReturnType<typeof readStatus>>) => void): () => void {
  const update = async (): Promise<void> => apply(await readStatus(app));
  void update();
  return app.onEvent((name, payload) => {
    if (name === 'changed' && 'what' in payload && payload.what === 'settings') void update();
  });
}

async function startDesktop(folder: string, onReady: (show: () => void) => void): Promise<void> {
  const opened = await openApp({
    folder,
    capabilities: { tray: true, opensMailProgram: false, popover: true },
    language: systemLanguage(electronApp.getPreferredSystemLanguages()),
    secrets: createMemorySecrets(),
  });
  if (!opened.ok) {
    dialog.showErrorBox('Golden Hour', opened.message);
    electronApp.exit(1);
    return;
  }
  const app = opened.value;
  const built = join(electronApp.getAppPath(), 'out');
  protocol.handle(PAGE_SCHEME, createPageServer(join(built, 'renderer')));
  denyPermissions(session.defaultSession);

  const theme = followTheme({ nativeTheme, onPaper: (color) => windows.setBackgroundColor(color) });
  const surroundings = {
    preload: join(built, 'preload/index.cjs'),
    platform,
    isPackaged: electronApp.isPackaged,
  };
  const windows = createWindows({
    createWindow: createWindowFactory(BrowserWindow, surroundings, theme.paper),
    screen,
    memory: openWindowMemory(join(folder, 'window.json'), replaceFile),
    monotonicMs: () => performance.now(),
  });
  const stopIpc = startIpcHost({ ipcMain, app, windows });
  const stopStatus = followStatus(app, (status) => {
    if (status === null) return;
    theme.choose(status.theme);
    const template = menuTemplate({
      platform,
      language: status.language,
      isPackaged: electronApp.isPackaged,
      show: windows.showMain,
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  });

  startLife({
    electron: { app: electronApp, powerMonitor, screen },
    app,
    windows,
    platform,
    hasTray: () => false,
    readDay: () => `${rereadMachineZone(process.env)} ${new Date().toLocaleDateString('sv')}`,
    dispose() {
      stopStatus();
      stopIpc();
      theme.dispose();
      windows.dispose();
    },
    onBug: (error) => process.stderr.write(`golden-hour: ${String(error)}\n`),
  });
  app.start();
  onReady(windows.showMain);
}

function main(): void {
  const folder = dataFolder();
  // Beside the data and not in it: what Chromium keeps is of no use to the other hosts.
  electronApp.setPath('userData', join(folder, 'browser'));
  let show: (() => void) | null = null;
  const isFirst = claimSingleInstance(electronApp, (argv) => {
    if (!isHiddenStart(argv)) show?.();
  });
  if (!isFirst) {
    electronApp.quit();
    return;
  }
  registerPageScheme(protocol);
  electronApp.enableSandbox();
  guardAllContents(electronApp, shell);
  void electronApp.whenReady().then(() =>
    startDesktop(folder, (showMain) => {
      show = showMain;
      if (!isHiddenStart(process.argv)) showMain();
    }),
  );
}

main();
