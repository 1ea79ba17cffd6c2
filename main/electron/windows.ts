import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { pageAddress } from './page-address.ts';
import { placePopover } from './popover-place.ts';
import { type CreateWindow, POPOVER_SIZE } from './window-factory.ts';
import { placeWindow, type WindowMemory } from './window-state.ts';

const WEEK = '#/week';
const OUTLOOK = '#/outlook';
/** A click on the tray icon takes the focus from the popover first, which hides it: the click must not bring it back. */
const SAME_CLICK_MS = 300;

export interface Windows {
  /** Brings the main window, made if need be, at `hash` ('#/people') if one is given. */
  readonly showMain: (hash?: string) => void;
  /** At the tray icon's rectangle; null: its place is not known. The click that closes it does not open it again. */
  readonly showPopover: (anchor: Rectangle | null) => void;
  readonly hidePopover: () => void;
  readonly toggleMain: () => void;
  /** Those that are open, hidden ones among them. */
  readonly all: () => readonly BrowserWindow[];
  /** Screens came, went or changed: nothing stays where nobody sees it. */
  readonly keepOnScreen: () => void;
  readonly setBackgroundColor: (color: string) => void;
  readonly dispose: () => void;
}

export interface WindowsParts {
  readonly createWindow: CreateWindow;
  readonly screen: Pick<
    Screen,
    'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayNearestPoint' | 'getCursorScreenPoint'
  >;
  readonly memory: WindowMemory;
  /** Milliseconds that never go back. */
  readonly monotonicMs: () => number;
}

export function createWindows(parts: WindowsParts): Windows {
  const { screen, monotonicMs } = parts;
  let main: BrowserWindow | null = null;
  let popover: BrowserWindow | null = null;
  let hiddenAtMs = -Infinity;

  function openMain(hash: string): BrowserWindow {
    const remembered = parts.memory.read();
    const bounds = placeWindow(remembered?.bounds ?? null, screen.getAllDisplays());
    const window = parts.createWindow('main', bounds ?? {});
    if (remembered?.isMaximized === true) window.maximize();
    window.on('close', () =>
      parts.memory.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }),
    );
    window.on('closed', () => {
      main = null;
      // Hidden it would keep alive an app that has no tray, and memory where there is one.
      if (popover?.isVisible() === false) popover.destroy();
    });
    window.once('ready-to-show', () => window.show());
    void window.loadURL(pageAddress(hash));
    return window;
  }

  function openPopover(): BrowserWindow {
    const window = parts.createWindow('popover', {});
    window.on('blur', hidePopover);
    window.on('closed', () => {
      popover = null;
    });
    return window;
  }

  function showMain(hash?: string): void {
    hidePopover();
    if (main === null) {
      main = openMain(hash ?? OUTLOOK);
      return;
    }
    // Only the part after # differs: the page stays and turns to it.
    if (hash !== undefined) void main.loadURL(pageAddress(hash));
    if (main.isMinimized()) main.restore();
    main.show();
    main.focus();
  }

  function hidePopover(): void {
    if (popover === null || !popover.isVisible()) return;
    hiddenAtMs = monotonicMs();
    popover.hide();
  }

  function showPopover(anchor: Rectangle | null): void {
    if (anchor !== null && monotonicMs() - hiddenAtMs < SAME_CLICK_MS) return;
    const fallback = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const place = placePopover(anchor, screen.getAllDisplays(), fallback, POPOVER_SIZE);
    if (popover !== null) {
      popover.setBounds(place);
      popover.show();
      popover.focus();
      return;
    }
    const window = openPopover();
    popover = window;
    window.setBounds(place);
    window.once('ready-to-show', () => {
      window.show();
      window.focus();
    });
    void window.loadURL(pageAddress(WEEK, 'popover'));
  }

  const all = (): readonly BrowserWindow[] => [main, popover].filter((window) => window !== null);

  return {
    showMain,
    showPopover,
    hidePopover,
    toggleMain() {
      if (main !== null && main.isVisible() && main.isFocused()) main.hide();
      else showMain();
    },
    all,
    keepOnScreen() {
      hidePopover();
      if (main === null || main.isMaximized() || main.isMinimized() || main.isFullScreen()) return;
      const displays = screen.getAllDisplays();
      const bounds = main.getBounds();
      const { workArea } = screen.getPrimaryDisplay();
      const lost = { ...bounds, x: workArea.x, y: workArea.y };
      const kept = placeWindow(bounds, displays) ?? placeWindow(lost, [{ workArea }]);
      if (kept !== null) main.setBounds(kept);
    },
    setBackgroundColor(color) {
      for (const window of all()) window.setBackgroundColor(color);
    },
    dispose() {
      popover?.destroy();
      main?.close();
    },
  };
}
