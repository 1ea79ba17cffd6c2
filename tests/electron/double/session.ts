import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type {
  CallbackResponse,
  HeadersReceivedResponse,
  OnBeforeRequestListenerDetails,
  OnHeadersReceivedListenerDetails,
  PreloadScriptRegistration,
  Session,
  WebRequest,
} from 'electron';
import { refuseMissing, StrictEmitter } from './missing.ts';
import { protocol } from './protocol.ts';

type HeadersListener = (
  details: OnHeadersReceivedListenerDetails,
  callback: (response: HeadersReceivedResponse) => void,
) => void;
type RequestListener = (
  details: OnBeforeRequestListenerDetails,
  callback: (response: CallbackResponse) => void,
) => void;
type PermissionRequest = Parameters<Session['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<Session['setPermissionCheckHandler']>[0];
type DeviceCheck = Parameters<Session['setDevicePermissionHandler']>[0];

interface SessionHooks {
  beforeRequest: RequestListener | null;
  headersReceived: HeadersListener | null;
  permissionRequest: PermissionRequest;
  permissionCheck: PermissionCheck;
  deviceCheck: DeviceCheck;
  /** Files, in the order in which they were registered. */
  readonly preloads: string[];
}

/** What the app has hung into the one session. */
export const hooks: SessionHooks = {
  beforeRequest: null,
  headersReceived: null,
  permissionRequest: null,
  permissionCheck: null,
  deviceCheck: null,
  preloads: [],
};

/** electron.d.ts, WebRequest: a filter may come first; null takes the listener away. Its overloads end with one of them. */
const listenerOf = (values: readonly unknown[]): unknown => values.at(-1) ?? null;

const webRequest = {
  onBeforeRequest(...values: unknown[]) {
    hooks.beforeRequest = listenerOf(values) as RequestListener | null;
  },
  onHeadersReceived(...values: unknown[]) {
    hooks.headersReceived = listenerOf(values) as HeadersListener | null;
  },
} satisfies Partial<WebRequest>;

class DoubleSession extends StrictEmitter {
  readonly protocol = protocol;
  readonly webRequest = refuseMissing('webRequest', webRequest);

  setPermissionRequestHandler(handler: PermissionRequest): void {
    hooks.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheck): void {
    hooks.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: DeviceCheck): void {
    hooks.deviceCheck = handler;
  }
  setSpellCheckerEnabled(_enable: boolean): void {
    // Headless Chromium has no spell checker to switch.
  }
  /** electron.d.ts, Session.registerPreloadScript: for the pages that are made from now on, and here for all of them. */
  registerPreloadScript({
    type,
    filePath,
    id = randomUUID(),
    ...filters
  }: PreloadScriptRegistration): string {
    const [filter = type] = Object.keys(filters);
    if (filter !== 'frame')
      throw new Error(`electron-double: registerPreloadScript with ${filter} is not implemented`);
    if (!isAbsolute(filePath)) throw new Error(`Preload script must have absolute path: ${filePath}`);
    hooks.preloads.push(filePath);
    return id;
  }
  clearCache(): Promise<void> {
    return Promise.resolve();
  }
}

export const defaultSession = new DoubleSession('session');
const proof: Partial<Omit<Session, 'protocol' | 'webRequest' | keyof NodeJS.EventEmitter>> = defaultSession;

export const session = refuseMissing('session', { defaultSession: proof });
