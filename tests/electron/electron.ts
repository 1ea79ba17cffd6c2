// What the module `electron` is under the double: the names that main imports, and `double`, through which tests see
// and do what happens outside the pages. Whatever else is asked of it throws by name.
import { app } from './double/app.ts';
import { DoubleBrowserWindow as BrowserWindow } from './double/browser-window.ts';
import { clipboard } from './double/clipboard.ts';
import { double } from './double/control.ts';
import { dialog } from './double/dialog.ts';
import { globalShortcut } from './double/global-shortcut.ts';
import { ipcMain } from './double/ipc-main.ts';
import { DoubleMenu as Menu, DoubleMenuItem as MenuItem } from './double/menu.ts';
import { refuseMissing } from './double/missing.ts';
import { nativeImage } from './double/native-image.ts';
import { nativeTheme } from './double/native-theme.ts';
import { net } from './double/net.ts';
import { DoubleNotification as Notification } from './double/notification.ts';
import { powerMonitor } from './double/power-monitor.ts';
import { protocol } from './double/protocol.ts';
import { safeStorage } from './double/safe-storage.ts';
import { screen } from './double/screen.ts';
import { session } from './double/session.ts';
import { shell } from './double/shell.ts';
import { DoubleTray as Tray } from './double/tray.ts';
import { pagesByTarget } from './double/web-contents.ts';

/** electron.d.ts, WebContents: its static members; Playwright finds a page's window by its target. */
const webContents = refuseMissing('webContents', {
  fromDevToolsTargetId: (targetId: string) => pagesByTarget.get(targetId),
  getAllWebContents: () => [...pagesByTarget.values()],
});

const electron = refuseMissing('electron', {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  double,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
});

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  double,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
  // What require('electron') gives.
  electron as 'module.exports',
  // What `import electron from 'electron'` gives, as electron-store writes it.
  // oxlint-disable-next-line import/no-default-export -- Electron has one
  electron as default,
};
