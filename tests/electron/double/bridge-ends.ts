import type { Codec } from './codec.ts';

/** What a world needs to know of its window. */
export interface WorldOptions {
  readonly world: 'page' | 'preload';
  /** Secret between the two worlds of one window. */
  readonly token: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
}

interface Preload {
  readonly path: string;
  readonly run: (
    require: (name: string) => unknown,
    module: { exports: object },
    exports: object,
    process: object,
    global: object,
  ) => void;
}

/**
 * Runs in every document, once in the page's world and once in the preload's isolated one: the two ends of
 * `contextBridge`. Between them go CustomEvents, whose `detail` Chromium clones from world to world; functions and
 * promises travel as numbers (electron.d.ts, ContextBridge.exposeInMainWorld: functions are proxied, everything
 * else is copied and frozen). Its own source text is what runs, so it uses nothing from outside itself.
 */
export function startWorld(options: WorldOptions, codec: Codec, preloads: readonly Preload[]): void {
  // electron.d.ts, WebPreferences.nodeIntegrationInSubFrames: off, a preload runs in the main frame only.
  if (window.top !== window) return;
  type Wire = Record<string, unknown> & { readonly kind: string };
  interface Pending {
    resolve(value: unknown): void;
    reject(error: Error): void;
  }
  const isPreload = options.world === 'preload';
  const ownEvent = `${options.token}-${options.world}`;
  const otherEvent = `${options.token}-${isPreload ? 'page' : 'preload'}`;
  const functions = new Map<number, (...values: unknown[]) => unknown>();
  const numbers = new WeakMap<object, number>();
  const promises = new Map<number, Pending>();
  let lastNumber = 0;
  let answer: Wire | undefined;
  let toMain: (message: readonly unknown[]) => void = () => undefined;

  const post = (detail: Wire): void => void window.dispatchEvent(new CustomEvent(otherEvent, { detail }));
  const describe = (error: unknown): object =>
    error instanceof Error
      ? { name: error.name, message: error.message }
      : { name: 'Error', message: String(error) };
  const revive = (error: unknown): Error => Object.assign(new Error('thrown on the other side'), error);
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

  const pack = (value: unknown): unknown => {
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value === 'function') {
      const number = numbers.get(value) ?? (lastNumber += 1);
      numbers.set(value, number);
      functions.set(number, value as (...values: unknown[]) => unknown);
      return { $function: number };
    }
    if (value instanceof Promise) {
      const number = (lastNumber += 1);
      value.then(
        (of) => post({ kind: 'resolved', number, value: pack(of) }),
        (error: unknown) => post({ kind: 'rejected', number, error: describe(error) }),
      );
      return { $promise: number };
    }
    if (Array.isArray(value)) return value.map(pack);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, pack(of)]));
  };

  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return Object.freeze(value.map(unpack));
    if (!isPlain(value)) return value;
    if ('$function' in value) {
      return (...values: unknown[]) => {
        answer = undefined;
        // Events between worlds are dispatched synchronously: the answer is there when this returns.
        post({ kind: 'call', number: value['$function'], values: pack(values) });
        const given = answer as Wire | undefined;
        if (given?.['error'] !== undefined) throw revive(given['error']);
        return unpack(given?.['value']);
      };
    }
    if ('$promise' in value) {
      return new Promise((resolve, reject) => {
        promises.set(Number(value['$promise']), { resolve, reject });
      });
    }
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, of]) => [key, unpack(of)])));
  };

  const call = (message: Wire): void => {
    try {
      const values = (message['values'] as unknown[]).map(unpack);
      post({ kind: 'answer', value: pack(functions.get(Number(message['number']))?.(...values)) });
    } catch (error) {
      post({ kind: 'answer', error: describe(error) });
    }
  };

  window.addEventListener(ownEvent, (event) => {
    event.stopImmediatePropagation();
    const message = (event as CustomEvent<Wire>).detail;
    const pending = promises.get(Number(message['number']));
    if (message.kind === 'call') call(message);
    else if (message.kind === 'answer') answer = message;
    else if (message.kind === 'resolved') pending?.resolve(unpack(message['value']));
    else if (message.kind === 'rejected') pending?.reject(revive(message['error']));
    else if (message.kind === 'to-main') toMain(message['message'] as readonly unknown[]);
    else if (message.kind === 'expose') {
      Object.defineProperty(window, String(message['key']), {
        value: unpack(message['api']),
        enumerable: true,
      });
    }
  });

  if (!isPreload) {
    // No pop-up reaches Chromium: the window-open handler in main decides.
    const open = (url: string, disposition: string): null => {
      post({ kind: 'to-main', message: ['open', new URL(url, document.baseURI).href, disposition] });
      return null;
    };
    Object.defineProperty(window, 'open', {
      value: (url: string | URL = 'about:blank') => open(String(url), 'foreground-tab'),
    });
    const followLink = (event: MouseEvent): void => {
      const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
      const asksForNew = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
      if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || link.href === '') return;
      if (link.target !== '_blank' && !asksForNew) return;
      event.preventDefault();
      open(link.href, 'background-tab');
    };
    window.addEventListener('click', followLink);
    window.addEventListener('auxclick', followLink);
    for (const type of ['keydown', 'keyup'] as const) {
      window.addEventListener(
        type,
        ({ key, code, shiftKey, ctrlKey, altKey, metaKey, repeat }) => {
          const input = { key, code, shift: shiftKey, control: ctrlKey, alt: altKey, meta: metaKey };
          const kind = type === 'keydown' ? 'keyDown' : 'keyUp';
          post({ kind: 'to-main', message: ['input', { type: kind, isAutoRepeat: repeat, ...input }] });
        },
        true,
      );
    }
    return;
  }

  // The binding that chromium gives to the isolated world only.
  const scope = globalThis as unknown as Record<string, (text: string) => void>;
  const send = scope['__electronDoubleSend']!;
  delete scope['__electronDoubleSend'];
  toMain = (message) => send(codec.encode(message));

  type Listener = (event: object, ...values: unknown[]) => void;
  const listeners = new Map<string, { readonly heard: Listener; readonly given: Listener }[]>();
  const questions = new Map<number, Pending>();
  const refuse = (name: string): never => {
    throw new Error(`electron-double: ${name} is not implemented`);
  };
  /** The name of what is missing, where one looks for it. */
  const strict = <T extends object>(name: string, known: T): T =>
    new Proxy(known, {
      get: (target, key, receiver): unknown =>
        typeof key === 'symbol' || key in target || key === 'then'
          ? Reflect.get(target, key, receiver)
          : refuse(`${name}.${key}`),
    });
  const remove = (channel: string, listener: Listener): void => {
    const kept = (listeners.get(channel) ?? []).filter(
      ({ heard, given }) => heard !== listener && given !== listener,
    );
    listeners.set(channel, kept);
  };
  const add = (channel: string, heard: Listener, given = heard): void => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { heard, given }]);
  };
  const ipcRenderer: Record<string, unknown> = strict('ipcRenderer', {
    invoke: (channel: string, ...values: unknown[]) =>
      new Promise((resolve, reject) => {
        const number = (lastNumber += 1);
        // Throws where something cannot be cloned: the promise is rejected then, as in Electron.
        toMain(['invoke', channel, values, number]);
        questions.set(number, { resolve, reject });
      }),
    send: (channel: string, ...values: unknown[]) => toMain(['send', channel, values]),
    on: (channel: string, listener: Listener) => {
      add(channel, listener);
      return ipcRenderer;
    },
    once: (channel: string, listener: Listener) => {
      const heard: Listener = (...values) => {
        remove(channel, heard);
        listener(...values);
      };
      add(channel, heard, listener);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      remove(channel, listener);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => {
      remove(channel, listener);
      return ipcRenderer;
    },
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });
  Object.assign(globalThis, {
    __electronDoubleReceive: (text: string) => {
      const [kind, about, value] = codec.decode(text) as [string, string, unknown];
      if (kind === 'event') {
        const values = value as unknown[];
        for (const { heard } of listeners.get(about) ?? [])
          heard({ sender: ipcRenderer, ports: [] }, ...values);
        return;
      }
      const question = questions.get(Number(about));
      questions.delete(Number(about));
      if (kind === 'resolved') question?.resolve(value);
      else question?.reject(new Error(String(value)));
    },
  });
  const exposed = new Set<string>();
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      exposed.add(key);
      post({ kind: 'expose', key, api: pack(api) });
    },
  });
  const webUtils = strict('webUtils', { getPathForFile: (file: File) => file.name });
  const electron = strict('electron', { contextBridge, ipcRenderer, webUtils });
  // docs/tutorial/sandbox.md: a sandboxed preload requires nothing but electron and a few polyfills.
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const { platform, versions, argv } = options;
  const about = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform,
    versions,
    argv,
    env: {},
  };
  for (const { path, run } of preloads) {
    const module = { exports: {} };
    try {
      run(require, module, module.exports, about, globalThis);
    } catch (error) {
      toMain(['preload-error', describe(error), path]);
    }
  }
}
