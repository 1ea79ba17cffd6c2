import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron';

export type WindowKind = 'main' | 'popover';

export const POPOVER_SIZE = { width: 400, height: 560 } as const;
const MAIN_SIZE = { width: 1180, height: 800 } as const;
const LEAST_MAIN_SIZE = { minWidth: 360, minHeight: 480 } as const;

export interface WindowSurroundings {
  /** The built preload script. */
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  /** A package that users have: no developer tools. */
  readonly isPackaged: boolean;
}

/** What every page runs under (Electron's security checklist; facts.md, section 1). */
function webPreferences({ preload, platform, isPackaged }: WindowSurroundings): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // macOS checks by itself; elsewhere Chromium would fetch dictionaries from a foreign server.
    spellcheck: platform === 'darwin',
    devTools: !isPackaged,
  };
}

/** The options of each kind of window; `backgroundColor` is what is seen until the page has drawn. */
export function windowOptions(
  kind: WindowKind,
  bounds: Partial<Rectangle>,
  surroundings: WindowSurroundings,
  backgroundColor: string,
): BrowserWindowConstructorOptions {
  const shared: BrowserWindowConstructorOptions = {
    title: 'Golden Hour',
    show: false,
    backgroundColor,
    webPreferences: webPreferences(surroundings),
  };
  switch (kind) {
    case 'main':
      return { ...shared, ...MAIN_SIZE, ...LEAST_MAIN_SIZE, ...bounds, autoHideMenuBar: true };
    case 'popover':
      return {
        ...shared,
        ...bounds,
        ...POPOVER_SIZE,
        frame: false,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        skipTaskbar: true,
        alwaysOnTop: true,
      };
  }
}

export type CreateWindow = (kind: WindowKind, bounds: Partial<Rectangle>) => BrowserWindow;

/** The one place where windows are made. */
export function createWindowFactory(
  Window: typeof BrowserWindow,
  surroundings: WindowSurroundings,
  backgroundColor: () => string,
): CreateWindow {
  return (kind, bounds) => new Window(windowOptions(kind, bounds, surroundings, backgroundColor()));
}
