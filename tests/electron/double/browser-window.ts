import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron';
import { stoppable, StrictEmitter } from './missing.ts';
import { appEvents, getAbout, getChromium, noticeAllClosed, openWindows, requireReady } from './runtime.ts';
import { screen } from './screen.ts';
import { DoubleWebContents, type PageOwner } from './web-contents.ts';

const windows = new Set<DoubleBrowserWindow>();
let lastId = 0;
let focused: DoubleBrowserWindow | null = null;

const setFocused = (window: DoubleBrowserWindow | null): void => {
  focused = window;
};

/** Pages that Chromium was asked for, by the address that marks them until it has made them. */
const expected = new Map<string, DoubleWebContents>();

void getChromium().then((chromium) => {
  chromium.on(undefined, (method, params: AttachEvent) => {
    if (method === 'Target.detachedFromTarget') {
      [...windows]
        .find((window) => window.webContents === pageBySession.get(params.sessionId))
        ?.webContents.leave();
      return;
    }
    if (method !== 'Target.attachedToTarget' || params.targetInfo === undefined) return;
    const { targetId, url } = params.targetInfo;
    const page = expected.get(url);
    expected.delete(url);
    if (page === undefined) {
      // A window that no handler of main allowed.
      void chromium
        .to()('Target.closeTarget', { targetId })
        .catch(() => undefined);
      return;
    }
    pageBySession.set(params.sessionId, page);
    void page.attach(chromium, targetId, params.sessionId).catch((error: unknown) => console.error(error));
  });
});

interface AttachEvent {
  readonly sessionId: string;
  readonly targetInfo?: { readonly targetId: string; readonly url: string };
}
const pageBySession = new Map<string, DoubleWebContents>();

type Known = Omit<
  Pick<BrowserWindow, keyof DoubleBrowserWindow & keyof BrowserWindow>,
  keyof NodeJS.EventEmitter | 'webContents'
>;

export class DoubleBrowserWindow extends StrictEmitter implements PageOwner {
  readonly id: number;
  readonly webContents: DoubleWebContents;
  readonly options: BrowserWindowConstructorOptions;
  private bounds: Rectangle;
  private isShown: boolean;
  private isOver = false;
  private isDrawn = false;
  private state: 'normal' | 'minimized' | 'maximized' | 'full screen' = 'normal';
  private isOnTop: boolean;
  private title: string;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow');
    requireReady('Cannot create BrowserWindow');
    lastId += 1;
    this.id = lastId;
    this.options = options;
    this.title = options.title ?? getAbout().name;
    this.isOnTop = options.alwaysOnTop ?? false;
    // electron.d.ts, BaseWindowConstructorOptions: 800 x 600 in the middle of the screen.
    const { width = 800, height = 600 } = options;
    const { workArea } = screen.getPrimaryDisplay();
    const x = options.x ?? Math.round(workArea.x + (workArea.width - width) / 2);
    const y = options.y ?? Math.round(workArea.y + (workArea.height - height) / 2);
    this.bounds = { x, y, width, height };
    this.isShown = options.show ?? true;
    this.webContents = new DoubleWebContents(this, options.webPreferences ?? {});
    windows.add(this);
    openWindows.add(this);
    appEvents.emit('browser-window-created', {}, this);
    appEvents.emit('web-contents-created', {}, this.webContents);
    const url = `about:blank#electron-double-${this.id}`;
    expected.set(url, this.webContents);
    void getChromium().then((chromium) =>
      chromium.to()('Target.createTarget', { url, newWindow: true, width, height }),
    );
    if (this.isShown) this.focus();
  }

  static getAllWindows(): DoubleBrowserWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): DoubleBrowserWindow | null {
    return focused;
  }
  static fromId(id: number): DoubleBrowserWindow | null {
    return [...windows].find((window) => window.id === id) ?? null;
  }
  static fromWebContents(contents: WebContents | DoubleWebContents): DoubleBrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  // What the page tells of itself.
  pageDrawn(): void {
    if (this.isDrawn) return;
    this.isDrawn = true;
    this.emit('ready-to-show', {});
  }
  pageTitled(title: string): void {
    const event = stoppable({});
    this.emit('page-title-updated', event, title, title !== '');
    if (!event.defaultPrevented) this.title = title;
  }
  pageGone(): void {
    if (this.isOver) return;
    this.isOver = true;
    windows.delete(this);
    openWindows.delete(this);
    if (focused === this) focused = null;
    this.emit('closed');
    noticeAllClosed();
  }
  openAnother(url: string, answer: WindowOpenHandlerResponse, preferences: WebPreferences): void {
    const allowed = answer.action === 'allow' ? answer.overrideBrowserWindowOptions : undefined;
    const window = new DoubleBrowserWindow({ webPreferences: preferences, ...allowed });
    this.webContents.emit('did-create-window', window, { url });
    void window.loadURL(url).catch(() => undefined);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  // electron.d.ts, BrowserWindow: 'closing' can be prevented with `close`, never with `destroy`.
  requestClose(): boolean {
    if (this.isOver) return true;
    const event = stoppable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
    return !event.defaultPrevented;
  }
  close(): void {
    this.requestClose();
  }
  destroy(): void {
    if (this.isOver) return;
    this.webContents.close();
    this.webContents.leave();
  }
  isDestroyed(): boolean {
    return this.isOver;
  }

  show(): void {
    this.setShown(true);
    this.focus();
  }
  showInactive(): void {
    this.setShown(true);
  }
  hide(): void {
    this.setShown(false);
    this.blur();
  }
  private setShown(isShown: boolean): void {
    if (this.isShown === isShown) return;
    this.isShown = isShown;
    this.emit(isShown ? 'show' : 'hide');
  }
  isVisible(): boolean {
    return this.isShown && this.state !== 'minimized';
  }
  focus(): void {
    if (focused === this) return;
    focused?.blur();
    setFocused(this);
    this.emit('focus', {});
    appEvents.emit('browser-window-focus', {}, this);
  }
  blur(): void {
    if (focused !== this) return;
    focused = null;
    this.emit('blur', {});
    appEvents.emit('browser-window-blur', {}, this);
  }
  isFocused(): boolean {
    return focused === this;
  }
  moveTop(): void {
    // There is no order of windows to change.
  }

  minimize(): void {
    this.state = 'minimized';
    this.emit('minimize');
    this.blur();
  }
  restore(): void {
    if (this.state !== 'minimized') return;
    this.state = 'normal';
    this.emit('restore');
  }
  isMinimized(): boolean {
    return this.state === 'minimized';
  }
  maximize(): void {
    this.state = 'maximized';
    this.emit('maximize');
    this.emit('resize');
  }
  unmaximize(): void {
    if (this.state !== 'maximized') return;
    this.state = 'normal';
    this.emit('unmaximize');
    this.emit('resize');
  }
  isMaximized(): boolean {
    return this.state === 'maximized';
  }
  setFullScreen(isFull: boolean): void {
    this.state = isFull ? 'full screen' : 'normal';
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen');
  }
  isFullScreen(): boolean {
    return this.state === 'full screen';
  }

  /** A maximized window fills its display; getNormalBounds is where it goes back to. */
  getBounds(): Rectangle {
    if (this.state !== 'maximized') return { ...this.bounds };
    return { ...screen.getDisplayMatching(this.bounds).workArea };
  }
  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }
  getContentBounds(): Rectangle {
    return this.getBounds();
  }
  getSize(): number[] {
    const { width, height } = this.getBounds();
    return [width, height];
  }
  getContentSize(): number[] {
    return this.getSize();
  }
  getPosition(): number[] {
    const { x, y } = this.getBounds();
    return [x, y];
  }
  setBounds(changes: Partial<Rectangle>): void {
    const before = this.bounds;
    this.bounds = { ...before, ...changes };
    const isSized = before.width !== this.bounds.width || before.height !== this.bounds.height;
    if (isSized) {
      void this.webContents.applySize();
      this.emit('resize');
      this.emit('resized');
    }
    if (before.x !== this.bounds.x || before.y !== this.bounds.y) {
      this.emit('move');
      this.emit('moved');
    }
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height });
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y });
  }

  setTitle(title: string): void {
    this.title = title;
  }
  getTitle(): string {
    return this.title;
  }
  setAlwaysOnTop(isOnTop: boolean): void {
    this.isOnTop = isOnTop;
  }
  isAlwaysOnTop(): boolean {
    return this.isOnTop;
  }
  setBackgroundColor(backgroundColor: string): void {
    this.options.backgroundColor = backgroundColor;
  }
  /** electron.d.ts, BaseWindowConstructorOptions.backgroundColor: white by default. */
  getBackgroundColor(): string {
    return this.options.backgroundColor ?? '#FFFFFF';
  }
  setSkipTaskbar(): void {
    // There is no taskbar.
  }
  setVisibleOnAllWorkspaces(): void {
    // There is one workspace.
  }
  setMenu(): void {
    // Menus are looked at through Menu.getApplicationMenu.
  }
  setMenuBarVisibility(): void {
    // Headless Chromium draws no menu bar.
  }
  setMinimumSize(width: number, height: number): void {
    Object.assign(this.options, { minWidth: width, minHeight: height });
  }
}

/** The members above are those of electron.d.ts. */
export type CheckedWindow = DoubleBrowserWindow extends Known ? true : never;
true satisfies CheckedWindow;
