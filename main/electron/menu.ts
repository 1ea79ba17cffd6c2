import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '#contract/vocabulary.ts';
import { MENU_TEXT, type MenuText } from './menu-text.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly language: Language;
  readonly isPackaged: boolean;
  /** Brings the main window at that hash. */
  readonly show: (hash: string) => void;
  readonly checkForUpdates: () => void;
}

type Entries = MenuItemConstructorOptions[];

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The application menu as each system's users know it; on Windows and Linux it comes with Alt. */
export function menuTemplate(options: MenuOptions): Entries {
  const text = MENU_TEXT[options.language];
  const isMac = options.platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    id: 'settings',
    label: text.settings,
    accelerator: 'CommandOrControl+,',
    click: () => options.show('#/settings'),
  };
  const updates: MenuItemConstructorOptions = {
    id: 'updates',
    label: text.checkForUpdates,
    click: options.checkForUpdates,
  };
  return [
    ...(isMac ? [macApplicationMenu(text, settings, updates)] : []),
    { label: text.file, submenu: fileMenu(text, isMac, settings) },
    { label: text.edit, submenu: editMenu(text, isMac) },
    { label: text.view, submenu: viewMenu(text, options) },
    { label: text.window, role: 'window', submenu: windowMenu(text, isMac) },
    ...(isMac ? [] : [helpMenu(text, updates)]),
  ];
}

function macApplicationMenu(
  text: MenuText,
  settings: MenuItemConstructorOptions,
  updates: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Golden Hour',
    submenu: [
      { role: 'about', label: text.about },
      updates,
      LINE,
      settings,
      LINE,
      { role: 'services', label: text.services },
      LINE,
      { role: 'hide', label: text.hide },
      { role: 'hideOthers', label: text.hideOthers },
      { role: 'unhide', label: text.showAll },
      LINE,
      { role: 'quit', label: text.quit },
    ],
  };
}

function fileMenu(text: MenuText, isMac: boolean, settings: MenuItemConstructorOptions): Entries {
  const close: MenuItemConstructorOptions = { role: 'close', label: text.close };
  return isMac ? [close] : [settings, LINE, close, { role: 'quit', label: text.exit }];
}

function editMenu(text: MenuText, isMac: boolean): Entries {
  return [
    { role: 'undo', label: text.undo },
    { role: 'redo', label: text.redo },
    LINE,
    { role: 'cut', label: text.cut },
    { role: 'copy', label: text.copy },
    { role: 'paste', label: text.paste },
    ...(isMac
      ? [{ role: 'pasteAndMatchStyle', label: text.pasteAndMatchStyle } satisfies MenuItemConstructorOptions]
      : []),
    { role: 'delete', label: text.delete },
    { role: 'selectAll', label: text.selectAll },
  ];
}

function viewMenu(text: MenuText, { isPackaged, show }: MenuOptions): Entries {
  const pages: Entries = [
    { id: 'week', label: text.week, accelerator: 'CommandOrControl+1', click: () => show('#/week') },
    { id: 'outlook', label: text.outlook, accelerator: 'CommandOrControl+2', click: () => show('#/outlook') },
    { id: 'people', label: text.people, accelerator: 'CommandOrControl+3', click: () => show('#/people') },
  ];
  const developer: Entries = isPackaged ? [] : [LINE, { role: 'toggleDevTools', label: text.developerTools }];
  return [
    ...pages,
    LINE,
    { role: 'resetZoom', label: text.actualSize },
    { role: 'zoomIn', label: text.zoomIn },
    { role: 'zoomOut', label: text.zoomOut },
    LINE,
    { role: 'togglefullscreen', label: text.fullScreen },
    ...developer,
  ];
}

function windowMenu(text: MenuText, isMac: boolean): Entries {
  const minimize: MenuItemConstructorOptions = { role: 'minimize', label: text.minimize };
  return isMac
    ? [minimize, { role: 'zoom', label: text.zoom }, LINE, { role: 'front', label: text.bringAllToFront }]
    : [minimize];
}

const helpMenu = (text: MenuText, updates: MenuItemConstructorOptions): MenuItemConstructorOptions => ({
  role: 'help',
  label: text.help,
  submenu: [updates, LINE, { role: 'about', label: text.about }],
});
