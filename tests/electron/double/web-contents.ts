import { randomBytes } from 'node:crypto';
import type {
  HandlerDetails,
  NativeImage,
  RenderProcessGoneDetails,
  WebContents,
  WebFrameMain,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron';
import type { Chromium, Send } from './chromium.ts';
import { createCodec } from './codec.ts';
import { answerInvoke, receiveMessage } from './ipc-main.ts';
import { stoppable, StrictEmitter } from './missing.ts';
import { nativeImage } from './native-image.ts';
import { colorScheme, onColorScheme } from './native-theme.ts';
import type { PageEvent } from './page-event.ts';
import { fromWire, toWire } from './protocol.ts';
import { answerRequest, type PausedRequest } from './requests.ts';
import { appEvents, getChromium } from './runtime.ts';
import { defaultSession, hooks } from './session.ts';
import { createFrame } from './web-frame.ts';
import { refuseUnsafe } from './web-preferences.ts';
import { writeWorldSources } from './world-sources.ts';

const ISOLATED = 'ElectronIsolated';
const codec = createCodec();
let lastId = 0;

/** What a page needs of the window around it. */
export interface PageOwner {
  getContentSize(): number[];
  pageDrawn(): void;
  pageTitled(title: string): void;
  pageGone(): void;
  openAnother(url: string, answer: WindowOpenHandlerResponse, preferences: WebPreferences): void;
}

type Known = Pick<
  WebContents,
  | 'id'
  | 'mainFrame'
  | 'send'
  | 'loadURL'
  | 'reload'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'isLoading'
  | 'getType'
  | 'focus'
  | 'close'
  | 'setWindowOpenHandler'
  | 'executeJavaScript'
  | 'forcefullyCrashRenderer'
  | 'capturePage'
  | 'setZoomFactor'
  | 'setZoomLevel'
  | 'getZoomLevel'
  | 'isDevToolsOpened'
  | 'setVisualZoomLevelLimits'
  | 'setBackgroundThrottling'
>;

export class DoubleWebContents extends StrictEmitter implements Known {
  readonly id: number;
  readonly session = defaultSession;
  readonly mainFrame: WebFrameMain;
  readonly preferences: WebPreferences;
  private readonly owner: PageOwner;
  private readonly attached = Promise.withResolvers<void>();
  private readonly token = randomBytes(12).toString('hex');
  /** Messages for a preload that does not run yet. */
  private readonly unsent: string[] = [];
  private sendCommand: Send | undefined;
  private targetId = '';
  private isolatedWorld = 0;
  private url = '';
  private title = '';
  private isGone = false;
  private loading: PromiseWithResolvers<void> | undefined;
  /** The address that main itself asked for: of that there is no will-navigate. */
  private askedByMain = '';
  private zoomLevel = 0;
  private openHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined;

  constructor(owner: PageOwner, preferences: WebPreferences) {
    super('WebContents');
    refuseUnsafe(preferences);
    lastId += 1;
    this.id = lastId;
    this.owner = owner;
    this.preferences = preferences;
    this.mainFrame = createFrame(this.id, () => this.getURL(), null);
  }

  /** Called when Chromium has made the page; nothing has run in it yet. */
  async attach(chromium: Chromium, targetId: string, sessionId: string): Promise<void> {
    const send = chromium.to(sessionId);
    this.sendCommand = send;
    this.targetId = targetId;
    pagesByTarget.set(targetId, this);
    const stopListening = chromium.on(sessionId, (method, params) => this.hear(method, params));
    const stopColors = onColorScheme(() => void this.applyColors());
    this.once('destroyed', () => {
      stopListening();
      stopColors();
    });
    const { page, preload } = writeWorldSources(this.token, this.preferences, hooks.preloads);
    await Promise.all([
      send('Page.enable'),
      send('Runtime.enable'),
      send('Inspector.enable'),
      send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      send('Runtime.addBinding', { name: '__electronDoubleSend', executionContextName: ISOLATED }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: page }),
      send('Page.addScriptToEvaluateOnNewDocument', { worldName: ISOLATED, source: preload }),
      this.applyColors(),
      this.applySize(),
      send('Runtime.runIfWaitingForDebugger'),
    ]);
    this.attached.resolve();
  }

  private async command(): Promise<Send> {
    await this.attached.promise;
    // Set before `attached` was resolved.
    return this.sendCommand!;
  }

  async applySize(): Promise<void> {
    const [width = 0, height = 0] = this.owner.getContentSize();
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.sendCommand?.('Emulation.setDeviceMetricsOverride', metrics).catch(() => undefined);
  }

  private async applyColors(): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: colorScheme() }];
    await this.sendCommand?.('Emulation.setEmulatedMedia', { features }).catch(() => undefined);
  }

  private hear(method: string, params: PageEvent & PausedRequest): void {
    switch (method) {
      case 'Fetch.requestPaused':
        void this.answer(params).catch((error: unknown) => console.error('[electron-double]', error));
        return;
      case 'Page.frameNavigated':
        if (params.frame === undefined || params.frame.parentId !== undefined) return;
        this.url = `${params.frame.url}${params.frame.urlFragment ?? ''}`;
        this.emit('did-navigate', {}, this.getURL(), 200, '');
        return;
      case 'Page.navigatedWithinDocument':
        this.url = params.url ?? this.url;
        this.emit('did-navigate-in-page', {}, this.getURL(), true, this.id, this.id);
        return;
      case 'Page.domContentEventFired':
        this.emit('dom-ready', {});
        return;
      case 'Page.loadEventFired':
        void this.finishLoad();
        return;
      case 'Runtime.executionContextCreated':
        if (params.context?.name !== ISOLATED || params.context.auxData.frameId !== this.targetId) return;
        this.isolatedWorld = params.context.id;
        for (const text of this.unsent.splice(0)) this.deliver(text);
        return;
      case 'Runtime.executionContextDestroyed':
        if (params.executionContextId === this.isolatedWorld) this.isolatedWorld = 0;
        return;
      case 'Runtime.bindingCalled':
        void this.receive(params.payload ?? '');
        return;
      case 'Runtime.consoleAPICalled': {
        const level = params.type === 'warning' || params.type === 'error' ? params.type : 'info';
        const message = (params.args ?? [])
          .map(({ value, description }) => description ?? String(value))
          .join(' ');
        this.emit('console-message', { level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame });
        return;
      }
      case 'Inspector.targetCrashed':
        return this.noticeCrash();
      default:
      // The rest of the protocol's events say nothing that electron.d.ts has an event for.
    }
  }

  /** electron.d.ts, WebContents and App 'render-process-gone': the page first, then the app with the page in hand. */
  private noticeCrash(): void {
    this.isolatedWorld = 0;
    const details: RenderProcessGoneDetails = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', stoppable({}), details);
    appEvents.emit('render-process-gone', stoppable({}), this, details);
  }

  private async finishLoad(): Promise<void> {
    this.title = String(await this.executeJavaScript('document.title'));
    this.owner.pageTitled(this.title);
    this.emit('did-finish-load', {});
    this.loading?.resolve();
    this.owner.pageDrawn();
  }

  private async answer(paused: PausedRequest): Promise<void> {
    const isDocument = paused.resourceType === 'Document';
    const isMainFrame = paused.frameId === this.targetId;
    const byMain = isDocument && isMainFrame && this.askedByMain === paused.request.url;
    if (byMain) this.askedByMain = '';
    const mayGo = (url: string): boolean => !isDocument || byMain || this.mayNavigate(url, isMainFrame);
    await answerRequest(paused, await this.command(), this.id, mayGo);
  }

  /** electron.d.ts, WebContents 'will-frame-navigate' and 'will-navigate': not for loadURL, not within a page. */
  private mayNavigate(url: string, isMainFrame: boolean): boolean {
    const inFrame = stoppable({ url, isMainFrame, isSameDocument: false, frame: this.mainFrame });
    this.emit('will-frame-navigate', inFrame);
    if (inFrame.defaultPrevented || !isMainFrame) return !inFrame.defaultPrevented;
    const inPage = stoppable({ url, isMainFrame, isSameDocument: false, frame: this.mainFrame });
    this.emit('will-navigate', inPage, url);
    return !inPage.defaultPrevented;
  }

  private async receive(payload: string): Promise<void> {
    // Written by our own world script.
    const [kind, about, values, number] = codec.decode(payload) as [string, unknown, never, number];
    const event = {
      ...stoppable({}),
      type: 'frame' as const,
      sender: this as unknown as WebContents,
      senderFrame: this.mainFrame,
      frameId: this.id,
      processId: this.id,
    };
    const channel = String(about);
    switch (kind) {
      case 'send':
        receiveMessage(
          channel,
          { ...event, ports: [], returnValue: undefined, reply: this.send.bind(this) },
          values,
        );
        return;
      case 'open':
        this.askToOpen(fromWire(channel), values);
        return;
      case 'input': {
        // The page has seen the key already: preventing it only tells the other listeners.
        this.emit('before-input-event', stoppable({}), about);
        return;
      }
      case 'preload-error':
        console.error('[electron-double] the preload script threw', about);
        this.emit('preload-error', {}, values, Object.assign(new Error('in the preload script'), about));
        return;
      default:
        await answerInvoke(channel, event, values).then(
          (value) => this.deliver(this.encodeAnswer(channel, number, value)),
          (error: unknown) => this.deliver(codec.encode(['rejected', number, (error as Error).message])),
        );
    }
  }

  private encodeAnswer(channel: string, number: number, value: unknown): string {
    try {
      return codec.encode(['resolved', number, value]);
    } catch (error) {
      return codec.encode([
        'rejected',
        number,
        `Error invoking remote method '${channel}': ${String(error)}`,
      ]);
    }
  }

  private deliver(text: string): void {
    if (this.isolatedWorld === 0) {
      this.unsent.push(text);
      return;
    }
    const expression = `__electronDoubleReceive(${JSON.stringify(text)})`;
    // A page that is closing needs no answer any more.
    void this.sendCommand?.('Runtime.evaluate', { contextId: this.isolatedWorld, expression }).catch(
      () => undefined,
    );
  }

  /** electron.d.ts, WebContents.setWindowOpenHandler: without a handler every window is allowed. */
  private askToOpen(url: string, disposition: HandlerDetails['disposition']): void {
    const referrer = { url: '', policy: 'default' as const };
    const details: HandlerDetails = { url, frameName: '', features: '', disposition, referrer };
    const answer = this.openHandler?.(details) ?? { action: 'allow' };
    if (answer.action === 'allow') this.owner.openAnother(url, answer, this.preferences);
  }

  send(channel: string, ...values: unknown[]): void {
    this.deliver(codec.encode(['event', channel, values]));
  }
  getURL(): string {
    return fromWire(this.url);
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.isGone;
  }
  isLoading(): boolean {
    return this.loading !== undefined;
  }
  getType(): 'window' {
    return 'window';
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  focus(): void {
    // The pages of headless Chromium are focused, all of them.
  }
  setZoomFactor(factor: number): void {
    this.zoomLevel = Math.log(factor) / Math.log(1.2);
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  getZoomLevel(): number {
    return this.zoomLevel;
  }
  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }
  setBackgroundThrottling(): void {
    // Headless Chromium throttles no page.
  }
  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.openHandler = handler;
  }

  async loadURL(address: string): Promise<void> {
    const send = await this.command();
    const url = new URL(toWire(address)).href;
    const before = this.url.split('#')[0];
    this.askedByMain = url.split('#')[0] ?? url;
    const loading = Promise.withResolvers<void>();
    this.loading = loading;
    const { errorText } = await send('Page.navigate', { url });
    if (errorText !== undefined) {
      this.loading = undefined;
      this.emit('did-fail-load', {}, -2, errorText, address, true);
      throw Object.assign(new Error(`${errorText} loading '${address}'`), { code: errorText, url: address });
    }
    // Another hash of the same document loads nothing.
    if (before === this.askedByMain) loading.resolve();
    await loading.promise;
    this.loading = undefined;
  }
  reload(): void {
    this.askedByMain = this.url.split('#')[0] ?? '';
    void this.sendCommand?.('Page.reload');
  }
  /** electron.d.ts: 'This will cause the `render-process-gone` event to be emitted'. */
  forcefullyCrashRenderer(): void {
    void this.sendCommand?.('Page.crash').catch(() => undefined);
  }
  async executeJavaScript(code: string): Promise<unknown> {
    const send = await this.command();
    const question = { expression: code, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await send('Runtime.evaluate', question);
    if (exceptionDetails === undefined) return result.value;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  async capturePage(): Promise<NativeImage> {
    const { data } = await (await this.command())('Page.captureScreenshot', { format: 'png' });
    return nativeImage.createFromBuffer(Buffer.from(data, 'base64'));
  }
  close(): void {
    const { targetId } = this;
    if (targetId === '') return;
    void getChromium().then((chromium) =>
      chromium
        .to()('Target.closeTarget', { targetId })
        .catch(() => undefined),
    );
  }
  /** Chromium has closed the page, or is about to. */
  leave(): void {
    if (this.isGone) return;
    this.isGone = true;
    pagesByTarget.delete(this.targetId);
    this.emit('destroyed');
    this.owner.pageGone();
  }
}

export const pagesByTarget = new Map<string, DoubleWebContents>();
