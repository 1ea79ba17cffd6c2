import type { Display, Rectangle } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import type { WindowKind } from '#main/electron/window-factory.ts';
import type { WindowState } from '#main/electron/window-state.ts';
import { createWindows, type Windows } from '#main/electron/windows.ts';
import { FakeWindow } from './fake-window.ts';

const area = { x: 0, y: 0, width: 1_920, height: 1_040 };
const icon = { x: 1_500, y: 1_050, width: 24, height: 24 };

let made: { readonly kind: WindowKind; readonly window: FakeWindow }[];
let displays: Display[];
let remembered: WindowState | null;
let nowMs: number;
let windows: Windows;

/** Of a display what placing looks at. */
const display = (workArea: Rectangle): Display =>
  ({ bounds: { ...workArea, height: workArea.height + 40 }, workArea }) as Display;

const last = (kind: WindowKind): FakeWindow => {
  const found = made.findLast((entry) => entry.kind === kind)?.window;
  if (found === undefined) throw new Error(`No window of kind ${kind} was made.`);
  return found;
};

beforeEach(() => {
  made = [];
  displays = [display(area)];
  remembered = null;
  nowMs = 10_000;
  const [first = display(area)] = displays;
  windows = createWindows({
    createWindow: (kind, bounds) => {
      const window = new FakeWindow(bounds);
      made.push({ kind, window });
      return window.asWindow();
    },
    screen: {
      getAllDisplays: () => displays,
      getPrimaryDisplay: () => first,
      getDisplayNearestPoint: () => first,
      getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    },
    memory: {
      read: () => remembered,
      write: (state) => {
        remembered = state;
      },
    },
    monotonicMs: () => nowMs,
  });
});

describe('the main window', () => {
  test('is shown once it is drawn, at the outlook or where it was asked for', () => {
    windows.showMain();
    expect(last('main').visible).toBe(false);
    last('main').emit('ready-to-show');
    expect(last('main')).toMatchObject({ visible: true, loaded: ['app://bundle/index.html#/outlook'] });
  });

  test('is there once: the next call brings it, turned to its page', () => {
    windows.showMain();
    last('main').minimized = true;
    windows.showMain('#/people');
    expect(made).toHaveLength(1);
    expect(last('main')).toMatchObject({ visible: true, focused: true, minimized: false });
    expect(last('main').loaded.at(-1)).toBe('app://bundle/index.html#/people');
    windows.showMain();
    expect(last('main').loaded).toHaveLength(2);
  });

  test('comes back where it was closed', () => {
    windows.showMain();
    last('main').bounds = { x: 100, y: 90, width: 800, height: 600 };
    last('main').maximize();
    last('main').close();
    expect(windows.all()).toEqual([]);
    windows.showMain();
    expect(last('main')).toMatchObject({
      bounds: { x: 100, y: 90, width: 800, height: 600 },
      maximized: true,
    });
  });

  test('is hidden by the same call that brings it', () => {
    windows.toggleMain();
    last('main').emit('ready-to-show');
    windows.toggleMain();
    expect(last('main')).toMatchObject({ visible: true, focused: true });
    windows.toggleMain();
    expect(last('main').visible).toBe(false);
    windows.toggleMain();
    expect(last('main').visible).toBe(true);
  });

  test('follows when its screen goes', () => {
    windows.showMain();
    last('main').bounds = { x: 4_000, y: 300, width: 800, height: 600 };
    windows.keepOnScreen();
    expect(last('main').bounds).toEqual({ x: 0, y: 0, width: 800, height: 600 });
  });
});

describe('the popover', () => {
  function open(): FakeWindow {
    windows.showPopover(icon);
    last('popover').emit('ready-to-show');
    return last('popover');
  }

  test('shows the weekly plan beside the icon', () => {
    expect(open()).toMatchObject({
      visible: true,
      focused: true,
      loaded: ['app://bundle/index.html?popover#/week'],
      bounds: { x: 1_312, y: 472, width: 400, height: 560 },
    });
  });

  test('is put away when it loses the focus, and kept', () => {
    open().emit('blur');
    expect(last('popover').visible).toBe(false);
    nowMs += 5_000;
    windows.showPopover(null);
    expect(made).toHaveLength(1);
    expect(last('popover')).toMatchObject({ visible: true, focused: true });
  });

  test('stays away when the click on the icon took its focus', () => {
    open().emit('blur');
    nowMs += 100;
    windows.showPopover(icon);
    expect(last('popover').visible).toBe(false);
    windows.showPopover(null);
    expect(last('popover').visible).toBe(true);
  });

  test('makes way for the main window, and goes with it when it is hidden', () => {
    open();
    windows.showMain();
    expect(last('popover').visible).toBe(false);
    expect(windows.all()).toHaveLength(2);
    last('main').close();
    expect(windows.all()).toEqual([]);
  });

  test('takes the paper of the theme, as every window', () => {
    open();
    windows.setBackgroundColor('#1c1a18');
    expect(last('popover').color).toBe('#1c1a18');
  });

  test('is gone with everything else at the end', () => {
    open();
    windows.showMain();
    windows.dispose();
    expect(windows.all()).toEqual([]);
  });
});
