import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, Rectangle } from 'electron';
import { describe, expect, it } from 'vitest';
import { createTray, type TrayElectron } from '#main/electron/tray/create-tray.ts';
import type { TrayState } from '#main/electron/tray/tray-state.ts';

const state: TrayState = {
  language: 'en',
  tooltip: 'Thu 18:00: Grill with Priya',
  title: 'Thu - grill with Priya',
  hasDot: false,
  undo: null,
  isPaused: false,
};
const bounds: Rectangle = { x: 900, y: 0, width: 24, height: 24 };

/** Only what the tray asks of Electron, remembering what it is told. */
function openDesk(platform: NodeJS.Platform, nowhere = false) {
  const told: unknown[] = [];
  const trays: FakeTray[] = [];
  class FakeTray extends EventEmitter {
    constructor(image: unknown) {
      super();
      told.push(['new', image]);
      trays.push(this);
    }
    setImage = (image: unknown) => told.push(['image', image]);
    setToolTip = (text: string) => told.push(['tooltip', text]);
    setTitle = (text: string) => told.push(['title', text]);
    setContextMenu = (menu: unknown) => told.push(['menu', menu]);
    popUpContextMenu = (menu: unknown) => told.push(['pop up', menu]);
    setIgnoreDoubleClickEvents = () => told.push(['every click']);
    getBounds = () => bounds;
    destroy = () => told.push(['destroyed']);
  }
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColorsForSystemIntegratedUI: true });
  const shown: unknown[] = [];
  const handle = createTray({
    app: {
      dispatch: async (name, input) => {
        told.push(['call', name, input]);
        return { ok: true, value: null };
      },
    },
    windows: { showMain: (hash) => shown.push(hash), showPopover: (anchor) => shown.push(anchor) },
    // A stand-in with the members that are used; the double of the whole of Electron is for the end-to-end tests.
    electron: {
      app: { quit: () => told.push(['quit']) },
      Tray: FakeTray,
      Menu: { buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template },
      nativeImage: {
        createFromBuffer: () => {
          const image = { factors: [1], isTemplate: false };
          return Object.assign(image, {
            addRepresentation: ({ scaleFactor }: { readonly scaleFactor: number }) =>
              image.factors.push(scaleFactor),
            setTemplateImage: (isTemplate: boolean) => {
              image.isTemplate = isTemplate;
            },
          });
        },
      },
      nativeTheme: theme,
    } as unknown as TrayElectron,
    platform,
  });
  const place = nowhere ? { x: 0, y: 0, width: 0, height: 0 } : bounds;
  return {
    handle,
    shown,
    told,
    theme,
    count: (what: string) => told.filter((entry) => Array.isArray(entry) && entry[0] === what).length,
    last: (what: string) =>
      told.findLast((entry): entry is unknown[] => Array.isArray(entry) && entry[0] === what),
    click: () => trays[0]?.emit('click', {}, place),
    rightClick: () => trays[0]?.emit('right-click', {}, place),
  };
}

describe('on macOS', () => {
  it('is a template image with a title; a click opens the plan, the other button the menu', () => {
    const desk = openDesk('darwin');
    expect(desk.told[0]).toMatchObject(['new', { factors: [1, 1.5, 2], isTemplate: true }]);
    desk.handle.update(state);
    expect(desk.last('title')).toEqual(['title', 'Thu - grill with Priya']);
    expect(desk.last('tooltip')).toEqual(['tooltip', 'Thu 18:00: Grill with Priya']);
    desk.click();
    expect(desk.shown).toEqual([bounds]);
    // A menu that was set would open on the left button too.
    expect(desk.count('menu')).toBe(0);
    desk.rightClick();
    expect(desk.last('pop up')?.[1]).toMatchObject([{ label: 'This week' }, {}, {}, {}, {}, {}, {}]);
  });
});

describe('on Windows', () => {
  it('follows the colour of the task bar and has no title', () => {
    const desk = openDesk('win32');
    desk.handle.update(state);
    const before = desk.count('image');
    desk.theme.shouldUseDarkColorsForSystemIntegratedUI = false;
    desk.theme.emit('updated');
    desk.theme.emit('updated');
    expect(desk.count('image')).toBe(before + 1);
    expect(desk.count('title')).toBe(0);
    desk.click();
    expect(desk.shown).toEqual([bounds]);
  });
});

describe('on Linux', () => {
  it('hands the menu over again after each change, and a click that is told opens the plan somewhere', () => {
    const desk = openDesk('linux', true);
    desk.handle.update(state);
    desk.handle.update({ ...state, isPaused: true });
    expect(desk.count('menu')).toBe(2);
    expect(JSON.stringify(desk.last('menu'))).toContain('Resume notifications');
    desk.click();
    expect(desk.shown).toEqual([null]);
  });
});

describe('everywhere', () => {
  it('draws the dot only when it changes, and is gone when it is disposed of', () => {
    const desk = openDesk('win32');
    desk.handle.update(state);
    const before = desk.count('image');
    desk.handle.update({ ...state, hasDot: true });
    desk.handle.update({ ...state, hasDot: true });
    expect(desk.count('image')).toBe(before + 1);
    desk.handle.dispose();
    expect(desk.told.at(-1)).toEqual(['destroyed']);
    expect(desk.theme.listenerCount('updated')).toBe(0);
  });
});
