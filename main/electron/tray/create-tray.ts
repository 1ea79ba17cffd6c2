import type {
  App as ElectronApp,
  Menu,
  nativeImage,
  NativeImage,
  NativeTheme,
  Rectangle,
  Tray,
} from 'electron';
import type { MethodInput, MethodName } from '#contract/methods.ts';
import type { App } from '#main/app/app.ts';
import type { Windows } from '../windows.ts';
import { chooseIcon } from './choose-icon.ts';
import { TRAY_ICONS, type TrayIconName } from './tray-icons.ts';
import { type TrayActions, trayMenuTemplate } from './tray-menu.ts';
import type { TrayState } from './tray-state.ts';

/** The part of Electron that a tray is made of. */
export interface TrayElectron {
  readonly app: Pick<ElectronApp, 'quit'>;
  readonly Tray: typeof Tray;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>;
  readonly nativeImage: Pick<typeof nativeImage, 'createFromBuffer'>;
  readonly nativeTheme: Pick<NativeTheme, 'on' | 'off' | 'shouldUseDarkColorsForSystemIntegratedUI'>;
}

export interface TrayParts {
  readonly app: Pick<App, 'dispatch'>;
  readonly windows: Pick<Windows, 'showMain' | 'showPopover'>;
  readonly electron: TrayElectron;
  readonly platform: NodeJS.Platform;
}

export interface TrayHandle {
  update(state: TrayState): void;
  /** The weekly plan, beside the icon. */
  readonly showWeek: () => void;
  dispose(): void;
}

/**
 * The icon in the menu bar, task bar or panel. macOS and Windows: a click opens the weekly plan below it, the other
 * button the menu. Linux: the panel opens the menu by itself; some desktops tell of a click instead, which opens the
 * plan. Where there is no tray at all nothing happens: everything can be reached from the main window too.
 */
export function createTray({ app, windows, electron, platform }: TrayParts): TrayHandle {
  let state: TrayState | null = null;
  let menu: Menu | null = null;
  let shownIcon: TrayIconName | null = null;
  const isLinux = platform === 'linux';

  const icon = (): TrayIconName =>
    chooseIcon(
      platform,
      electron.nativeTheme.shouldUseDarkColorsForSystemIntegratedUI,
      state?.hasDot ?? false,
    );
  const tray = new electron.Tray(drawIcon(electron, platform, icon()));
  const call = <Name extends MethodName>(name: Name, input: MethodInput<Name>): void =>
    // The pages and the next state show what came of it; `dispatch` never rejects.
    void app.dispatch(name, input);
  const showWeek = (bounds: Rectangle | null): void =>
    // Linux knows no place of the icon and gives a rectangle of nothing.
    windows.showPopover(bounds === null || bounds.width === 0 ? null : bounds);

  const actions: TrayActions = {
    showWeek: () => showWeek(isLinux ? null : tray.getBounds()),
    undo: (inviteId) => call('invites.undo', { inviteId }),
    openOutlook: () => windows.showMain('#/outlook'),
    pause: (until) => call('notices.pause', { until }),
    openSettings: () => windows.showMain('#/settings'),
    quit: () => electron.app.quit(),
  };

  function drawAgain(): void {
    const wanted = icon();
    if (wanted === shownIcon) return;
    shownIcon = wanted;
    tray.setImage(drawIcon(electron, platform, wanted));
  }

  tray.on('click', (_event, bounds) => showWeek(bounds));
  if (!isLinux) {
    tray.on('right-click', () => {
      if (menu !== null) tray.popUpContextMenu(menu);
    });
  }
  if (platform === 'darwin') tray.setIgnoreDoubleClickEvents(true);
  electron.nativeTheme.on('updated', drawAgain);

  return {
    showWeek: () => actions.showWeek(),
    update(next) {
      state = next;
      drawAgain();
      tray.setToolTip(next.tooltip);
      if (platform === 'darwin') tray.setTitle(next.title);
      menu = electron.Menu.buildFromTemplate(trayMenuTemplate(next, actions));
      // A menu that was handed over is a copy: Linux shows the old one until it is handed over again.
      if (isLinux) tray.setContextMenu(menu);
    },
    dispose() {
      electron.nativeTheme.off('updated', drawAgain);
      tray.destroy();
    },
  };
}

/** One image with all its resolutions. */
function drawIcon(
  { nativeImage }: Pick<TrayElectron, 'nativeImage'>,
  platform: NodeJS.Platform,
  name: TrayIconName,
): NativeImage {
  const sizes = TRAY_ICONS[name];
  // Panels on Linux take one picture and scale it: the largest.
  const baseSize = platform === 'linux' ? 32 : 16;
  const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
  const image = nativeImage.createFromBuffer(bytesOf(sizes[baseSize]), { scaleFactor: 1 });
  if (platform !== 'linux') {
    for (const size of [24, 32] as const) {
      image.addRepresentation({ scaleFactor: size / 16, buffer: bytesOf(sizes[size]) });
    }
  }
  if (platform === 'darwin') image.setTemplateImage(true);
  return image;
}
