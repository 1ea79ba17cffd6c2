import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { controlDouble, launchElectron, newUserData } from '#tests/support/electron/launch.ts';

const SMALL_APP = fileURLToPath(new URL('app/main.ts', import.meta.url));
const userData = newUserData();

interface Api {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>;
  on(channel: string, listener: (value: unknown) => void): () => void;
  readonly nested: { readonly list: number[]; answer(): number; refuse(): Promise<never> };
  missing(): void;
}
declare global {
  interface Window {
    readonly api: Api;
    heard: unknown[];
  }
}

let app: ElectronApplication;
let page: Page;
const isWindows = process.platform === 'win32';
beforeAll(async () => {
  if (isWindows) return;
  app = await launchElectron({ target: SMALL_APP, userData });
  page = await app.firstWindow();
  await page.locator('#drawn').waitFor();
});
beforeEach((context) => {
  if (isWindows) context.skip('the double is started by a shell script');
});
afterAll(async () => {
  if (isWindows) return;
  await app.close();
  rmSync(userData, { recursive: true, force: true });
});

describe('what it lacks fails by name', () => {
  test.each([
    ['a module', 'electron.desktopCapturer', (): void => undefined],
    ['a member of a module', 'app.getGPUInfo', (): void => undefined],
    ['a member of an object', 'BrowserWindow.setVibrancy', (): void => undefined],
    ['a member that electron.d.ts lacks', 'WebContents.getLastWebPreferences', (): void => undefined],
  ])('%s', async (_what, path) => {
    const [name = '', member = ''] = path.split('.');
    const said = await app.evaluate(
      (electron, [of, asked]) => {
        try {
          const all = electron as unknown as Record<string, Record<string, unknown>>;
          if (of === 'electron') return typeof all[asked];
          if (of === 'app') return String(all['app']?.[asked]);
          const [window] = electron.BrowserWindow.getAllWindows();
          const object = of === 'WebContents' ? window?.webContents : window;
          return String((object as unknown as Record<string, unknown>)[asked]);
        } catch (error) {
          return (error as Error).message;
        }
      },
      [name, member] as const,
    );
    expect(said).toBe(`electron-double: ${path} is not implemented`);
  });

  test('a member of the preload’s electron', async () => {
    const said = await page.evaluate(() => {
      try {
        window.api.missing();
        return 'nothing';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(said).toBe('electron-double: ipcRenderer.sendSync is not implemented');
  });
});

test.each([
  ['sandbox: false', { sandbox: false }],
  ['contextIsolation: false', { contextIsolation: false }],
  ['nodeIntegration: true', { nodeIntegration: true }],
  ['nodeIntegrationInWorker: true', { nodeIntegrationInWorker: true }],
  ['nodeIntegrationInSubFrames: true', { nodeIntegrationInSubFrames: true }],
  ['webSecurity: false', { webSecurity: false }],
  ['webviewTag: true', { webviewTag: true }],
  ['allowRunningInsecureContent: true', { allowRunningInsecureContent: true }],
])('refuses a window with %s', async (name, webPreferences) => {
  const said = await app.evaluate(({ BrowserWindow }, given) => {
    try {
      return String(new BrowserWindow({ webPreferences: given }).id);
    } catch (error) {
      return (error as Error).message;
    }
  }, webPreferences);
  expect(said).toBe(`electron-double: refuses ${name}`);
});

test('runs what the session has registered in each page made from then on, and nothing else of it', async () => {
  const filePath = join(userData, 'registered.cjs');
  writeFileSync(
    filePath,
    "require('electron').ipcRenderer.send('ran', process.sandboxed, process.contextIsolated);",
  );
  const said = await app.evaluate(async ({ BrowserWindow, ipcMain, session }, file) => {
    const ran = new Promise<unknown[]>((resolve) => {
      ipcMain.once('ran', (_event, ...values: unknown[]) => resolve(values));
    });
    session.defaultSession.registerPreloadScript({ type: 'frame', filePath: file });
    const window = new BrowserWindow({ show: false });
    await window.loadURL('app://bundle/index.html');
    const values = await ran;
    window.destroy();
    try {
      session.defaultSession.registerPreloadScript({ type: 'frame', filePath: file, matches: ['*://*/*'] });
      return [values, 'nothing'];
    } catch (error) {
      return [values, (error as Error).message];
    }
  }, filePath);
  expect(said).toEqual([
    [true, true],
    'electron-double: registerPreloadScript with matches is not implemented',
  ]);
});

describe('the bridge between the worlds', () => {
  test('values are copied and frozen, functions called, errors thrown on', async () => {
    const seen = await page.evaluate(async () => ({
      isFrozen: Object.isFrozen(window.api) && Object.isFrozen(window.api.nested),
      list: window.api.nested.list,
      answer: window.api.nested.answer(),
      refusal: await window.api.nested.refuse().catch((error: unknown) => String(error)),
      secret: (window as unknown as Record<string, unknown>)['secret'] ?? null,
      require: typeof (window as unknown as Record<string, unknown>)['require'],
      process: typeof (window as unknown as Record<string, unknown>)['process'],
    }));
    expect(seen).toEqual({
      isFrozen: true,
      list: [1, 2],
      answer: 42,
      refusal: 'TypeError: no',
      secret: null,
      require: 'undefined',
      process: 'undefined',
    });
  });

  test('values keep their kind on the way to main and back', async () => {
    const kinds = await page.evaluate(async () => {
      const value = {
        when: new Date(5),
        all: new Map([['a', new Set([1n])]]),
        bytes: new Uint8Array([1, 2]),
      };
      const { value: back, frame } = (await window.api.invoke('echo', value)) as {
        value: typeof value & { none?: undefined };
        frame: string;
      };
      return {
        when: back.when.getTime(),
        all: [...(back.all.get('a') ?? [])].map(String),
        bytes: [...back.bytes],
        frame,
      };
    });
    expect(kinds).toEqual({ when: 5, all: ['1'], bytes: [1, 2], frame: 'app://bundle/index.html#/start' });
  });

  test('what cannot be cloned, is not handled or throws is a rejection with a message', async () => {
    const said = await page.evaluate(async () => {
      const read = (error: Error) => error.message;
      return [
        await Promise.try(() => window.api.invoke('echo', { symbol: Symbol('x') })).then(String, read),
        await window.api.invoke('unknown').then(String, read),
        await window.api.invoke('fail').then(String, read),
      ];
    });
    expect(said).toEqual([
      'An object could not be cloned.',
      "Error invoking remote method 'unknown': Error: No handler registered for 'unknown'",
      "Error invoking remote method 'fail': Error: on purpose",
    ]);
  });
});

describe('the page', () => {
  test('its policy comes from the protocol handler, and Chromium enforces it', async () => {
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false);
  });

  test('links that leave it go to main, and nowhere else', async () => {
    const before = app.windows().length;
    await page.getByRole('link', { name: 'outside' }).click();
    await expect
      .poll(() => controlDouble(app).handedOver())
      .toMatchObject({ opened: ['https://example.org/'] });
    await page.getByRole('link', { name: 'away' }).click();
    await expect.poll(() => controlDouble(app).requestedUrls()).toContain('https://example.org/away');
    await page.locator('#drawn').waitFor();
    expect(app.windows()).toHaveLength(before);
  });

  test('a frame in it has no preload', async () => {
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return typeof frame.contentWindow?.api;
    });
    expect(inFrame).toBe('undefined');
  });
});

test('the tray is clicked, and its menu', async () => {
  const control = controlDouble(app);
  await page.evaluate(() => {
    window.heard = [];
    window.api.on('clicked', (value) => window.heard.push(value));
  });
  expect(await control.tray()).toMatchObject({
    toolTip: 'Small app',
    image: { size: { width: 1, height: 1 }, isTemplate: false },
    menu: [{ label: 'Hello' }, { type: 'separator' }, { label: 'Quit', role: 'quit' }],
  });
  await control.clickTray();
  await control.clickTrayMenu('Hello');
  await expect.poll(() => page.evaluate(() => window.heard)).toEqual([{ at: new Date(0) }, 'menu']);
});

test('a second start ends, and the first hears of it', async () => {
  const second = launchElectron({ target: SMALL_APP, userData, args: ['--from-the-dock'] });
  await expect(second).rejects.toThrow(/electron\.launch/);
  await expect
    .poll(() => page.evaluate(() => window.api.invoke('starts')))
    .toEqual([expect.arrayContaining(['--from-the-dock'])]);
});

test('windows gain and lose the focus', async () => {
  const events = await app.evaluate(({ BrowserWindow }) => {
    const seen: string[] = [];
    const [first] = BrowserWindow.getAllWindows();
    first?.show();
    first?.on('blur', () => seen.push('first blurred'));
    const second = new BrowserWindow({ show: false, webPreferences: {} });
    second.on('focus', () => seen.push('second focused'));
    second.on('closed', () => seen.push('second closed'));
    second.show();
    second.close();
    return seen;
  });
  expect(events).toEqual(['first blurred', 'second focused', 'second closed']);
});
