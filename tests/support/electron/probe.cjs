// Loaded into the main process before the app (`electron -r`), in tests only. It keeps what Electron hands to nobody (the
// tray, the menus, the notifications, the handlers) and takes the place of what the operating system does: the clock,
// the theme, the keys of other programs, what opens outside. It knows nothing of Golden Hour.
// oxlint-disable-next-line typescript/no-require-imports -- `-r` loads CommonJS
const path = require('node:path');
// oxlint-disable-next-line typescript/no-require-imports -- `-r` loads CommonJS
const electron = require('electron');

const shown = new Map();
const { DESK_NOW, DESK_THEME } = process.env;

const probe = {
  trays: shown,
  notifications: [],
  handlers: new Map(),
  worlds: new Map(),
  permissions: { request: null, check: null },
  handedOver: { opened: [], shown: [] },
  dialogs: [],
  answers: [],
  shortcuts: new Map(),
  taken: new Set(),
  advanceClock: () => {},
  setSystemTheme: () => {},
};
globalThis.outsideProbe = probe;

function keepClock(epochMs) {
  const realNow = Date.now.bind(Date);
  let offsetMs = epochMs - realNow();
  Date.now = () => realNow() + offsetMs;
  globalThis.Date = new Proxy(Date, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [Date.now()] : values, newTarget),
  });
  probe.advanceClock = (ms) => {
    offsetMs += ms;
  };
}

/** Each tray is known from the first thing that the app does with it. */
function keepTrays({ Tray }) {
  const note = (tray) => {
    const known = shown.get(tray) ?? { toolTip: '', title: '', popUps: 0, image: null, menu: null };
    shown.set(tray, known);
    return known;
  };
  const watch = (name, keep, callsThrough = true) => {
    const own = Tray.prototype[name];
    Tray.prototype[name] = function watched(...values) {
      keep(this, values[0]);
      return callsThrough ? own.apply(this, values) : undefined;
    };
  };
  const set = (key) => (tray, value) => Object.assign(note(tray), { [key]: value });
  watch('setToolTip', set('toolTip'));
  watch('setTitle', set('title'));
  watch('setImage', set('image'));
  watch('setContextMenu', set('menu'));
  // An open menu would hold the main process on macOS until somebody closed it.
  const popUp = (tray, menu) => Object.assign(note(tray), { menu, popUps: note(tray).popUps + 1 });
  watch('popUpContextMenu', popUp, false);
  watch('destroy', (tray) => shown.delete(tray));
}

/** None is shown on the screen of whoever runs the tests, and none is needed to show them. */
function keepNotifications({ Notification }) {
  Notification.isSupported = () => true;
  Notification.prototype.show = function show() {
    probe.notifications.push(this);
  };
}

function keepHandlers({ ipcMain, session }) {
  const handle = ipcMain.handle.bind(ipcMain);
  ipcMain.handle = (channel, listener) => {
    handle(channel, listener);
    probe.handlers.set(channel, listener);
  };
  const { defaultSession } = session;
  for (const [name, key] of [
    ['setPermissionRequestHandler', 'request'],
    ['setPermissionCheckHandler', 'check'],
  ]) {
    const own = defaultSession[name].bind(defaultSession);
    defaultSession[name] = (handler) => {
      own(handler);
      probe.permissions[key] = handler;
    };
  }
}

/** electron.d.ts tells nobody under which preferences a page runs: a preload of ours in each of them does. */
function keepWorlds({ ipcMain, session }) {
  ipcMain.on('outside-probe:world', ({ sender }, world) => void probe.worlds.set(sender.id, world));
  session.defaultSession.registerPreloadScript({
    type: 'frame',
    filePath: path.join(__dirname, 'tell-world.cjs'),
  });
}

function keepInside({ dialog, shell }) {
  const open = (answer) => (what) => {
    probe.handedOver.opened.push(what);
    return Promise.resolve(answer);
  };
  shell.openExternal = open(undefined);
  // electron.d.ts, Shell.openPath: an empty string is success.
  shell.openPath = open('');
  shell.showItemInFolder = (file) => void probe.handedOver.shown.push(file);
  dialog.showMessageBox = (...values) => {
    // The window, if any, comes first.
    probe.dialogs.push(values.at(-1));
    return Promise.resolve(probe.answers.shift() ?? { response: 0, checkboxChecked: false });
  };
  dialog.showErrorBox = (title, content) => {
    probe.dialogs.push({ title, content });
    console.error(`${title}: ${content}`);
  };
}

function keepShortcuts({ globalShortcut }) {
  const register = globalShortcut.register.bind(globalShortcut);
  const unregister = globalShortcut.unregister.bind(globalShortcut);
  globalShortcut.register = (accelerator, callback) => {
    const isOurs = !probe.taken.has(accelerator) && register(accelerator, callback);
    if (isOurs) probe.shortcuts.set(accelerator, callback);
    return isOurs;
  };
  globalShortcut.unregister = (accelerator) => {
    probe.shortcuts.delete(accelerator);
    unregister(accelerator);
  };
}

function findProperty(of, name) {
  for (let at = of; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
  throw new Error(`Electron has no ${name} any more.`);
}

/** 'system' is what the test says; everything that follows from it is Electron's. */
function keepTheme({ nativeTheme }) {
  const own = findProperty(nativeTheme, 'themeSource');
  let system = DESK_THEME ?? 'light';
  let chosen = nativeTheme.themeSource;
  const apply = () => own.set.call(nativeTheme, chosen === 'system' ? system : chosen);
  Object.defineProperty(nativeTheme, 'themeSource', {
    configurable: true,
    get: () => chosen,
    set(source) {
      chosen = source;
      apply();
    },
  });
  probe.setSystemTheme = (theme) => {
    system = theme;
    apply();
  };
  apply();
}

if (DESK_NOW !== undefined) keepClock(Date.parse(DESK_NOW));
// Heard before the app hears it, and most of this is there only from then on.
electron.app.once('ready', () => {
  const keepers = [
    keepTrays,
    keepNotifications,
    keepHandlers,
    keepWorlds,
    keepInside,
    keepShortcuts,
    keepTheme,
  ];
  for (const keep of keepers) keep(electron);
});
