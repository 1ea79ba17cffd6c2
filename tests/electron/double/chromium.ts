import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright';

/** Written by scripts/setup.mjs. */
const RECORD = new URL('../../../node_modules/.cache/golden-hour/chromium.json', import.meta.url);

const FLAGS = [
  // Chromium refuses its sandbox to root, which is who runs in most containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate,MediaRouter,OptimizationHints',
  '--password-store=basic',
  '--force-color-profile=srgb',
  '--remote-debugging-port=0',
  // With the pipe beside the port Chromium ends when the main process is killed.
  '--remote-debugging-pipe',
];

/** The commands of the DevTools protocol, as Playwright types them. */
export type Send = CDPSession['send'];
export type ProtocolListener = (method: string, params: never) => void;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: never;
  readonly result?: never;
  readonly error?: { readonly message: string };
}

/** The browser behind the windows, spoken to with flat sessions over Node's own WebSocket. */
export interface Chromium {
  readonly process: ChildProcess;
  /** Commands to the browser, or to one page by its session. */
  to(sessionId?: string): Send;
  /** Events of the browser, or of one page. Returns its disposer. */
  on(sessionId: string | undefined, listener: ProtocolListener): () => void;
}

function findExecutable(): string {
  const record = JSON.parse(readFileSync(RECORD, 'utf8')) as { readonly executablePath: string };
  return record.executablePath;
}

function waitForAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said.slice(-400)}`)));
    child.stderr?.on('data', (chunk) => {
      said = `${said}${String(chunk)}`.slice(-4000);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

export async function startChromium(userDataFolder: string): Promise<Chromium> {
  const child = spawn(findExecutable(), [...FLAGS, `--user-data-dir=${userDataFolder}`], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const address = await waitForAddress(child);
  // Playwright's driver waits for this line on Electron's stderr.
  process.stderr.write(`DevTools listening on ${address}\n`);
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`No answer from ${address}`)));
  });

  let lastId = 0;
  const waiting = new Map<number, PromiseWithResolvers<never>>();
  const listeners = new Map<string | undefined, ProtocolListener>();
  socket.addEventListener('message', ({ data }) => {
    // The protocol is JSON of one of these shapes.
    const { id, sessionId, method, params, result, error } = JSON.parse(String(data)) as Message;
    if (id === undefined) {
      if (method !== undefined) listeners.get(sessionId)?.(method, params as never);
      return;
    }
    const question = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) question?.resolve(result as never);
    else question?.reject(new Error(error.message));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium is gone.'));
  });

  const to = (sessionId?: string): Send => {
    return (method, params) => {
      const question = Promise.withResolvers<never>();
      lastId += 1;
      waiting.set(lastId, question);
      // A page may close while a command is on its way; who wants to know awaits the answer.
      question.promise.catch(() => undefined);
      socket.send(JSON.stringify({ id: lastId, method, params: params ?? {}, sessionId }));
      return question.promise;
    };
  };
  return {
    process: child,
    to,
    on: (sessionId, listener) => {
      listeners.set(sessionId, listener);
      return () => void listeners.delete(sessionId);
    },
  };
}
