import { fileURLToPath } from 'node:url';
import type { IpcMainInvokeEvent, Menu, MenuItem, NativeImage, Notification, Tray } from 'electron';
import type { ElectronApplication, JSHandle } from 'playwright';
import type { MenuEntry } from '#tests/electron/double/control.ts';
import type { DisplayPlan } from '#tests/electron/double/screen.ts';
import type { Outside, WorldSeen } from './outside.ts';

/** Given to Electron with `-r`. */
export const PROBE = fileURLToPath(new URL('probe.cjs', import.meta.url));

interface KnownTray {
  readonly toolTip: string;
  readonly title: string;
  readonly popUps: number;
  readonly image: NativeImage | null;
  readonly menu: Menu | null;
}

type Answer = (...values: readonly unknown[]) => unknown;

/** What probe.cjs keeps in the main process. */
interface Probe {
  readonly trays: ReadonlyMap<Tray, KnownTray>;
  readonly notifications: readonly Notification[];
  readonly handlers: ReadonlyMap<string, Answer>;
  /** By the id of the page. */
  readonly worlds: ReadonlyMap<number, WorldSeen>;
  readonly permissions: { readonly request: Answer | null; readonly check: Answer | null };
  readonly handedOver: { readonly opened: readonly string[]; readonly shown: readonly string[] };
  readonly dialogs: readonly unknown[];
  readonly answers: unknown[];
  readonly shortcuts: ReadonlyMap<string, () => void>;
  readonly taken: Set<string>;
  advanceClock(ms: number): void;
  setSystemTheme(theme: 'light' | 'dark'): void;
}

/** A menu of the app, in its main process. */
type MenuHandle = JSHandle<Menu | null>;

// What follows runs in the main process, each function by itself: it may use what it is given and nothing else.

const describeMenu = (menu: Menu | null): readonly MenuEntry[] => {
  const describe = (of: Menu | null | undefined): readonly MenuEntry[] =>
    (of?.items ?? [])
      .filter(({ visible }) => visible)
      .map((item) => ({
        id: item.id,
        label: item.label,
        type: item.type,
        role: item.role ?? null,
        isEnabled: item.enabled,
        isChecked: item.checked,
        accelerator: item.accelerator,
        submenu: describe(item.submenu),
      }));
  return describe(menu);
};

const clickEntry = (menu: Menu | null, key: string): void => {
  const all = (of: Menu | null | undefined): readonly MenuItem[] =>
    (of?.items ?? []).flatMap((item) => [item, ...all(item.submenu)]);
  const found = all(menu).find(({ id, label, visible }) => visible && (id === key || label === key));
  if (found === undefined) throw new Error(`No entry ${key} in the menu.`);
  if (!found.enabled) throw new Error(`The entry ${key} is greyed.`);
  found.click();
};

const readTray = ({ trays }: Probe) => {
  const [known] = trays.values();
  if (known === undefined) throw new Error('There is no tray icon.');
  const { toolTip, title, popUps, image } = known;
  return { toolTip, title, popUps, image: { isTemplate: image?.isTemplateImage() ?? false } };
};

const clickTray = ({ trays }: Probe, kind: 'click' | 'right-click'): void => {
  const [tray] = trays.keys();
  if (tray === undefined) throw new Error('There is no tray icon.');
  // electron.d.ts, Tray 'right-click': macOS and Windows; on Linux the system opens the menu itself.
  if (kind === 'right-click' && process.platform === 'linux')
    throw new Error('Linux tells nobody of that click.');
  const keys = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };
  tray.emit(kind, keys, tray.getBounds(), { x: 0, y: 0 });
};

/** The double's control in Electron's own words, for any binary that was started with `PROBE`. */
export async function createEvaluatedOutside(app: ElectronApplication): Promise<Outside> {
  const probe: JSHandle<Probe> = await app.evaluateHandle(
    // Left there by probe.cjs.
    () => (globalThis as unknown as { readonly outsideProbe: Probe }).outsideProbe,
  );
  const trayMenu = (): Promise<MenuHandle> =>
    probe.evaluateHandle(({ trays }) => [...trays.values()][0]?.menu ?? null);
  const applicationMenu = (): Promise<MenuHandle> =>
    app.evaluateHandle(({ Menu: menus }) => menus.getApplicationMenu());
  return {
    ...windowsOutside(app),
    trayCount: () => probe.evaluate(({ trays }) => trays.size),
    tray: async () => ({
      ...(await probe.evaluate(readTray)),
      menu: await (await trayMenu()).evaluate(describeMenu),
    }),
    clickTray: (kind = 'click') => probe.evaluate(clickTray, kind),
    clickTrayMenu: async (key) => (await trayMenu()).evaluate(clickEntry, key),
    applicationMenu: async () => (await applicationMenu()).evaluate(describeMenu),
    clickApplicationMenu: async (key) => (await applicationMenu()).evaluate(clickEntry, key),
    ...noticesOutside(probe),
    ...systemOutside(app, probe),
    ...safetyOutside(app, probe),
  };
}

type WindowsPart = 'windows' | 'closeWindow' | 'focusElsewhere';

const windowsOutside = (app: ElectronApplication): Pick<Outside, WindowsPart> => ({
  windows: () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .toSorted((a, b) => a.id - b.id)
        .map((window) => ({
          id: window.id,
          url: window.webContents.getURL(),
          isVisible: window.isVisible(),
          isFocused: window.isFocused(),
          bounds: window.getBounds(),
          backgroundColor: window.getBackgroundColor(),
        })),
    ),
  closeWindow: (id) => app.evaluate(({ BrowserWindow }, of) => BrowserWindow.fromId(of)?.close(), id),
  focusElsewhere: () =>
    app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows().filter((each) => each.isVisible())) {
        window.blur();
        // Screens without a window manager give the focus to nobody, and tell nobody.
        window.emit('blur', {});
      }
    }),
});

type NoticesPart = 'notifications' | 'clickNotification' | 'actOnNotification';

const noticesOutside = (probe: JSHandle<Probe>): Pick<Outside, NoticesPart> => ({
  notifications: () =>
    probe.evaluate(({ notifications }) =>
      notifications.map(({ title, body, actions }) => ({
        title,
        body,
        actions: actions.map(({ text }) => text ?? ''),
      })),
    ),
  clickNotification: (index) =>
    probe.evaluate(({ notifications }, at) => void notifications.at(at)?.emit('click', {}), index),
  actOnNotification: (index, action) =>
    probe.evaluate(
      ({ notifications }, [at, which]) =>
        void notifications.at(at)?.emit('action', { actionIndex: which, selectionIndex: -1 }, which, -1),
      [index, action] as const,
    ),
});

type SystemPart =
  | 'sleep'
  | 'advanceClock'
  | 'setSystemTheme'
  | 'setDisplays'
  | 'takeShortcut'
  | 'pressShortcut'
  | 'handedOver'
  | 'dialogs'
  | 'answerDialog';

const systemOutside = (app: ElectronApplication, probe: JSHandle<Probe>): Pick<Outside, SystemPart> => ({
  sleep: (ms) =>
    app.evaluate(
      ({ powerMonitor }, { of, forMs }) => {
        powerMonitor.emit('suspend');
        of.advanceClock(forMs);
        powerMonitor.emit('resume');
      },
      { of: probe, forMs: ms },
    ),
  advanceClock: (ms) => probe.evaluate((of, by) => of.advanceClock(by), ms),
  setSystemTheme: (theme) => probe.evaluate((of, to) => of.setSystemTheme(to), theme),
  setDisplays: (displays) => app.evaluate(replaceDisplays, displays),
  takeShortcut: (accelerator) => probe.evaluate(({ taken }, keys) => void taken.add(keys), accelerator),
  pressShortcut: (accelerator) =>
    probe.evaluate(({ shortcuts }, keys) => {
      shortcuts.get(keys)?.();
      return shortcuts.has(keys);
    }, accelerator),
  handedOver: () => probe.evaluate(({ handedOver }) => handedOver),
  dialogs: () => probe.evaluate(({ dialogs }) => dialogs),
  answerDialog: (answer) => probe.evaluate(({ answers }, next) => void answers.push(next), answer),
});

/** What the app asks of the screens is answered from the plan; `screen` then tells of each change as Electron does. */
const replaceDisplays = ({ screen }: typeof import('electron'), plans: readonly DisplayPlan[]): void => {
  const before = screen.getAllDisplays();
  const [primary = before[0]!] = before;
  const displays = plans.map((plan) => ({ ...primary, ...plan }));
  const distance = ({ bounds }: DisplayPlan, { x, y }: { readonly x: number; readonly y: number }): number =>
    Math.hypot(
      Math.max(bounds.x - x, 0, x - bounds.x - bounds.width),
      Math.max(bounds.y - y, 0, y - bounds.y - bounds.height),
    );
  Object.assign(screen, {
    getAllDisplays: () => displays,
    getPrimaryDisplay: () => displays[0],
    getDisplayNearestPoint: (point: { readonly x: number; readonly y: number }) =>
      displays.toSorted((a, b) => distance(a, point) - distance(b, point))[0],
  });
  const had = (id: number, list: readonly { readonly id: number }[]): boolean =>
    list.some((display) => display.id === id);
  for (const display of displays) {
    if (had(display.id, before))
      screen.emit('display-metrics-changed', {}, display, ['bounds', 'workArea', 'scaleFactor']);
    else screen.emit('display-added', {}, display);
  }
  for (const display of before) if (!had(display.id, displays)) screen.emit('display-removed', {}, display);
};

type SafetyPart =
  | 'askPermission'
  | 'isSandboxEnabled'
  | 'worldOf'
  | 'channels'
  | 'invokeFrom'
  | 'fetchFromApp';

const safetyOutside = (app: ElectronApplication, probe: JSHandle<Probe>): Pick<Outside, SafetyPart> => ({
  askPermission: (windowId, permission) =>
    app.evaluate(
      async ({ BrowserWindow }, { of, id, asked }) => {
        const contents = BrowserWindow.fromId(id)!.webContents;
        const { request, check } = of.permissions;
        const details = { isMainFrame: true, requestingUrl: contents.getURL() };
        // Without a handler all are approved (electron.d.ts, Session.setPermissionRequestHandler).
        const isGranted = await new Promise<boolean>((resolve) => {
          if (request === null) resolve(true);
          else request(contents, asked, resolve, details);
        });
        return [
          isGranted,
          check === null || check(contents, asked, contents.getURL(), details) === true,
        ] as const;
      },
      { of: probe, id: windowId, asked: permission },
    ),
  // The switch that app.enableSandbox() sets.
  isSandboxEnabled: () =>
    app.evaluate(({ app: electronApp }) => electronApp.commandLine.hasSwitch('enable-sandbox')),
  worldOf: (windowId) =>
    app.evaluate(
      ({ BrowserWindow }, { of, id }) => {
        const world = of.worlds.get(BrowserWindow.fromId(id)!.webContents.id);
        if (world === undefined) throw new Error(`No preload has run in the window ${id}.`);
        return world;
      },
      { of: probe, id: windowId },
    ),
  channels: () => probe.evaluate(({ handlers }) => [...handlers.keys()]),
  invokeFrom: (windowId, frame, channel, ...values) =>
    app.evaluate(
      ({ BrowserWindow }, { of, id, from, on, given }) => {
        const sender = BrowserWindow.fromId(id)!.webContents;
        const parent = from?.isInner === true ? sender.mainFrame : null;
        const senderFrame = from === null ? null : { url: from.url, parent };
        // The parts of an event that say who calls.
        const event = { type: 'frame', sender, senderFrame } as IpcMainInvokeEvent;
        return of.handlers.get(on)!(event, ...given);
      },
      { of: probe, id: windowId, from: frame, on: channel, given: values },
    ),
  fetchFromApp: (url) =>
    app.evaluate(async ({ net }, of) => {
      const response = await net.fetch(of);
      return { status: response.status, policy: response.headers.get('content-security-policy') };
    }, url),
});
