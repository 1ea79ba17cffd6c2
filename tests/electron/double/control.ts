import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { systemState } from './app.ts';
import { DoubleBrowserWindow } from './browser-window.ts';
import { advanceClock } from './clock.ts';
import { dialogs } from './dialog.ts';
import { pressShortcut, takenShortcuts } from './global-shortcut.ts';
import { answerInvoke, invokeChannels } from './ipc-main.ts';
import { DoubleMenu, type DoubleMenuItem } from './menu.ts';
import { setSystemTheme } from './native-theme.ts';
import { shownNotifications } from './notification.ts';
import { powerMonitor } from './power-monitor.ts';
import { handlerOf } from './protocol.ts';
import { requestedUrls } from './requests.ts';
import { type Keyring, setKeyring } from './safe-storage.ts';
import { type DisplayPlan, setDisplays } from './screen.ts';
import { hooks } from './session.ts';
import { handedOver } from './shell.ts';
import { trays } from './tray.ts';
import { createFrame } from './web-frame.ts';

/** A menu as a person sees it. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly role: string | null;
  readonly isEnabled: boolean;
  readonly isChecked: boolean;
  readonly accelerator: string | null;
  readonly submenu: readonly MenuEntry[];
}

const describeItem = (item: DoubleMenuItem): MenuEntry => ({
  id: item.id,
  label: item.label,
  type: item.type,
  role: item.role ?? null,
  isEnabled: item.enabled,
  isChecked: item.checked,
  accelerator: item.accelerator,
  submenu: describeMenu(item.submenu ?? null),
});

const describeMenu = (menu: DoubleMenu | null): readonly MenuEntry[] =>
  (menu?.items ?? []).filter(({ visible }) => visible).map(describeItem);

function firstTray() {
  const [tray] = trays;
  if (tray === undefined) throw new Error('There is no tray icon.');
  return tray;
}

/** By its id or by what it says. */
function clickItem(menu: DoubleMenu | null, key: string): void {
  const all = (of: DoubleMenu | null): readonly DoubleMenuItem[] =>
    (of?.items ?? []).flatMap((item) => [item, ...all(item.submenu ?? null)]);
  const found = all(menu).find(({ id, label, visible }) => visible && (id === key || label === key));
  if (found === undefined) throw new Error(`No entry ${key} in the menu.`);
  if (!found.enabled) throw new Error(`The entry ${key} is greyed.`);
  found.click();
}

/** Whether the page of a window would get a permission (electron.d.ts: without a handler all are approved). */
async function askPermission(windowId: number, permission: string): Promise<readonly [boolean, boolean]> {
  const contents = DoubleBrowserWindow.fromId(windowId)?.webContents as unknown as WebContents;
  const { permissionRequest, permissionCheck } = hooks;
  const details = { isMainFrame: true, requestingUrl: contents.getURL() };
  // A test names newer permissions than electron.d.ts may know.
  const asked = permission as 'geolocation';
  const isGranted = await new Promise<boolean>((resolve) => {
    if (permissionRequest === null) resolve(true);
    else permissionRequest(contents, asked, resolve, details);
  });
  const isChecked = permissionCheck === null || permissionCheck(contents, asked, contents.getURL(), details);
  return [isGranted, isChecked];
}

/** As if a frame inside the page, or the page at another address, had called: the preload gives neither the means. */
function invokeFrom(
  windowId: number,
  frame: { readonly url: string; readonly isInner: boolean } | null,
  channel: string,
  ...values: readonly unknown[]
): Promise<unknown> {
  const contents = DoubleBrowserWindow.fromId(windowId)!.webContents;
  const parent = frame?.isInner === true ? contents.mainFrame : null;
  const senderFrame = frame === null ? null : createFrame(99, () => frame.url, parent);
  const sender = contents as unknown as WebContents;
  const event = {
    type: 'frame',
    sender,
    senderFrame,
    frameId: 99,
    processId: contents.id,
  } as IpcMainInvokeEvent;
  return answerInvoke(channel, event, values);
}

/** What the world of the preload in a window is (electron.d.ts, WebPreferences: both by default). */
function worldOf(windowId: number): { readonly isSandboxed: boolean; readonly isIsolated: boolean } {
  const { sandbox = true, contextIsolation = true } =
    DoubleBrowserWindow.fromId(windowId)!.webContents.preferences;
  return { isSandboxed: sandbox, isIsolated: contextIsolation };
}

/** What the app's own protocol gives for an address, whatever page may ask for it. */
async function fetchFromApp(
  url: string,
): Promise<{ readonly status: number; readonly policy: string | null }> {
  const response = await handlerOf(url)!(new Request(url));
  return { status: response.status, policy: response.headers.get('content-security-policy') };
}

/** What a test sees and does that a person would see and do outside the pages. Not part of Electron. */
export const double = {
  tray: () => {
    const tray = firstTray();
    const { toolTip, image, menu, popUps } = tray;
    return {
      toolTip,
      title: tray.getTitle(),
      popUps,
      image: { size: image.getSize(), isTemplate: image.isTemplateImage() },
      menu: describeMenu(menu),
    };
  },
  trayCount: () => trays.size,
  clickTray: (kind: 'click' | 'right-click' = 'click') => {
    const tray = firstTray();
    // electron.d.ts, Tray 'right-click': macOS and Windows; on Linux the system opens the menu itself.
    if (kind === 'right-click' && process.platform === 'linux')
      throw new Error('Linux tells nobody of that click.');
    const keys = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };
    tray.emit(kind, keys, tray.getBounds(), { x: 0, y: 0 });
  },
  clickTrayMenu: (key: string) => clickItem(firstTray().menu, key),
  applicationMenu: () => describeMenu(DoubleMenu.getApplicationMenu()),
  clickApplicationMenu: (key: string) => clickItem(DoubleMenu.getApplicationMenu(), key),
  notifications: () =>
    shownNotifications.map(({ title, body, silent, actions }) => ({
      title,
      body,
      silent,
      actions: actions.map(({ text }) => text ?? ''),
    })),
  clickNotification: (index: number) => void shownNotifications.at(index)?.emit('click', {}),
  actOnNotification: (index: number, action: number) =>
    void shownNotifications
      .at(index)
      ?.emit('action', { actionIndex: action, selectionIndex: -1 }, action, -1),
  /** The machine sleeps for so long and wakes. */
  sleep: (ms: number) => {
    powerMonitor.emit('suspend');
    advanceClock(ms);
    powerMonitor.emit('resume');
  },
  advanceClock,
  setSystemTheme,
  setDisplays: (displays: readonly DisplayPlan[]) => setDisplays(displays),
  setKeyring: (keyring: Keyring) => setKeyring(keyring),
  takeShortcut: (accelerator: string) => void takenShortcuts.add(accelerator),
  pressShortcut,
  windows: () =>
    DoubleBrowserWindow.getAllWindows().map((window) => ({
      id: window.id,
      url: window.webContents.getURL(),
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      bounds: window.getBounds(),
      backgroundColor: window.getBackgroundColor(),
    })),
  /** The user clicks into another program. */
  focusElsewhere: () => DoubleBrowserWindow.getFocusedWindow()?.blur(),
  closeWindow: (id: number) => DoubleBrowserWindow.fromId(id)?.close(),
  requestedUrls: () => requestedUrls,
  handedOver: () => handedOver,
  dialogs: () => dialogs.asked,
  answerDialog: (answer: unknown) => void dialogs.answers.push(answer),
  askPermission,
  channels: invokeChannels,
  fetchFromApp,
  invokeFrom,
  worldOf,
  isSandboxEnabled: () => systemState.isSandboxEnabled,
};

export type ElectronDouble = typeof double;
