import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { CALL_CHANNEL } from '#contract/channels.ts';
import { type Desk, expect, test } from '../support/desk.ts';

// Electron's security checklist (docs/tutorial/security.md), item by item, as the app runs. What a setting is, is
// asserted where it is made; here is what comes of it. Item 19, the fuses, is packaging's.
const readWindows = (desk: Desk) => desk.outside.windows();

async function readWorlds(desk: Desk) {
  await openBoth(desk);
  const windows = await readWindows(desk);
  return Promise.all(windows.map(({ id }) => desk.outside.worldOf(id)));
}

async function openBoth(desk: Desk): Promise<readonly Page[]> {
  await desk.call('sample.load', {});
  return [desk.page, await desk.openWeek()];
}

test('security item 1: only the app’s own pages are loaded', async ({ desk }) => {
  const urls: string[] = [];
  desk.desktop.context().on('request', (request) => urls.push(request.url()));
  await desk.page.reload();
  await openBoth(desk);
  for (const hash of ['#/people', '#/settings', '#/settings/calendars', '#/outlook']) {
    await desk.page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await desk.page.getByRole('heading', { level: 1 }).waitFor();
  }
  // The double carries `app://bundle` under another name; who asks main hears the real one.
  const [own = 'no address'] = /^\w+:\/\/[^/]+\//.exec(desk.page.url()) ?? [];
  expect(urls.length).toBeGreaterThan(4);
  expect(urls.filter((url) => !url.startsWith(own))).toEqual([]);
  const shown = (await readWindows(desk)).map(({ url }) => url.split(/[?#]/)[0]);
  expect(shown).toEqual(['app://bundle/index.html', 'app://bundle/index.html']);
});

test('security item 2: no page and no frame has Node', async ({ desk }) => {
  for (const page of await openBoth(desk)) {
    const found = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      const scopes = [window, frame.contentWindow] as unknown as Record<string, unknown>[];
      const all = scopes.flatMap((scope) => names.filter((name) => scope[name] !== undefined));
      frame.remove();
      return all;
    });
    expect(found).toEqual([]);
  }
});

test('security item 3: a page cannot reach into the preload’s world', async ({ desk }) => {
  const before = await desk.page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'goldenHour'));
  expect(before).toMatchObject({ writable: false, configurable: false });
  const outcome = await desk.page.evaluate(async () => {
    const stolen: unknown[] = [];
    const { parse, stringify } = JSON;
    const steal = (...values: unknown[]): never => {
      stolen.push(values);
      throw new Error('stolen');
    };
    // The preload reads and writes JSON: in a world that were shared it would stumble over these.
    Object.assign(JSON, { parse: steal, stringify: steal });
    const answer = await window.goldenHour?.call('app.status', {});
    Object.assign(JSON, { parse, stringify });
    return { isOk: answer?.ok, stolen: stolen.length, isFrozen: Object.isFrozen(window.goldenHour) };
  });
  expect(outcome).toEqual({ isOk: true, stolen: 0, isFrozen: true });
  expect((await readWorlds(desk)).map(({ isIsolated }) => isIsolated)).toEqual([true, true]);
});

test('security item 4: every window is in the sandbox', async ({ desk }) => {
  expect(await desk.outside.isSandboxEnabled()).toBe(true);
  expect((await readWorlds(desk)).map(({ isSandboxed }) => isSandboxed)).toEqual([true, true]);
});

test('security item 5: every permission is denied', async ({ desk }) => {
  const [window] = await readWindows(desk);
  const permissions = [
    'geolocation',
    'media',
    'notifications',
    'clipboard-read',
    'midi',
    'fullscreen',
    'openExternal',
  ];
  for (const permission of [...permissions, 'loopback-network', 'local-network-access']) {
    expect([permission, await desk.outside.askPermission(window!.id, permission)]).toEqual([
      permission,
      [false, false],
    ]);
  }
});

test('security item 6: a page cannot look into a frame of another origin', async ({ desk }) => {
  for (const page of await openBoth(desk)) {
    const isSeen = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      // An origin of its own, although it is empty and from nowhere.
      frame.setAttribute('sandbox', '');
      document.body.append(frame);
      const { contentDocument } = frame;
      frame.remove();
      return contentDocument !== null;
    });
    expect(isSeen).toBe(false);
  }
});

test('security item 8: nothing insecure is mixed in', async ({ desk }) => {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port gives an address of this kind.
  const { port } = server.address() as AddressInfo;
  for (const page of await openBoth(desk)) {
    const refused = await page.evaluate(async (origin) => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        directives.push(effectiveDirective);
      });
      const elements = [
        ['img', '/image.png'],
        ['script', '/script.js'],
        ['iframe', '/frame.html'],
      ] as const;
      for (const [name, path] of elements) {
        const element = document.createElement(name);
        element.src = `${origin}${path}`;
        document.body.append(element);
      }
      await fetch(`${origin}/fetched`).catch(() => undefined);
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      return directives.toSorted();
    }, `http://127.0.0.1:${port}`);
    expect(refused).toEqual(['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
  }
  expect(asked).toEqual([]);
  server.close();
});

const WEB_FEATURES = 'enable-experimental-web-platform-features';
test('security item 9: no experiments', async ({ desk }) => {
  const isOn = await desk.desktop.evaluate(({ app }, name) => app.commandLine.hasSwitch(name), WEB_FEATURES);
  expect(isOn).toBe(false);
});

test('security item 11: a webview tag is a word like any other', async ({ desk }) => {
  for (const page of await openBoth(desk)) {
    // electron.d.ts, WebviewTag: where the tag is on, an element of that name can load an address.
    const canLoad = await page.evaluate(() => 'loadURL' in document.createElement('webview'));
    expect(canLoad).toBe(false);
  }
});

test('security item 7: a strict policy, and an injected script is inert', async ({ desk }) => {
  const response = await desk.page.reload();
  const policy = (await response?.allHeaders())?.['content-security-policy'] ?? '';
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toContain('unsafe');
  const ran = await desk.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    const image = document.createElement('img');
    image.setAttribute('onerror', 'window.injected = true');
    image.src = 'missing.png';
    document.body.append(image);
    return new Promise((resolve) => {
      setTimeout(() => resolve('injected' in window), 300);
    });
  });
  expect(ran).toBe(false);
});

test('security item 10: no feature of the engine is switched', async ({ desk }) => {
  const switches = await desk.desktop.evaluate(({ app }) =>
    [
      'enable-blink-features',
      'disable-web-security',
      'allow-file-access-from-files',
      'ignore-certificate-errors',
    ].filter((name) => app.commandLine.hasSwitch(name)),
  );
  expect(switches).toEqual([]);
});

test('security item 12: a webview that a page makes is stopped', async ({ desk }) => {
  const isStopped = await desk.desktop.evaluate(({ BrowserWindow }) => {
    let stopped = false;
    const event = {
      preventDefault: () => {
        stopped = true;
      },
    };
    // No page can make one here: what the app does with it is asked directly.
    BrowserWindow.getAllWindows()[0]?.webContents.emit(
      'will-attach-webview',
      event,
      {},
      { src: 'https://example.org' },
    );
    return stopped;
  });
  expect(isStopped).toBe(true);
});

test('security item 13: the page goes nowhere else', async ({ desk }) => {
  const before = desk.page.url();
  for (const address of [
    'https://example.org/',
    'app://bundle.example.org/index.html',
    'file:///etc/passwd',
    'http://127.0.0.1:9/',
  ]) {
    await desk.page.evaluate((to) => {
      location.href = to;
    }, address);
    await desk.page.waitForTimeout(200);
    expect(desk.page.url()).toBe(before);
  }
  await expect(desk.page.getByRole('navigation', { name: 'Main' })).toBeVisible();
});

test('security item 14: no page opens a window', async ({ desk }) => {
  const opened = await desk.page.evaluate(() => window.open('https://example.org/') === null);
  expect(opened).toBe(true);
  await expect.poll(() => desk.outside.handedOver()).toMatchObject({ opened: ['https://example.org/'] });
  expect(await readWindows(desk)).toHaveLength(1);
});

test('security item 15: only web and mail addresses are opened outside', async ({ desk }) => {
  await desk.page.evaluate(() => {
    for (const address of [
      'file:///etc/passwd',
      'smb://example.org/share',
      'ms-settings:privacy',
      'javascript:alert(1)',
      'http://example.org/',
      'https://user:password@example.org/',
      'mailto:a@example.org?attach=/etc/passwd',
      'mailto:priya@example.org?subject=Walk',
    ]) {
      window.open(address);
    }
  });
  await expect
    .poll(() => desk.outside.handedOver())
    .toMatchObject({ opened: ['mailto:priya@example.org?subject=Walk'] });
});

test('security item 16: it runs on the Electron that it was made for', async ({ desk }) => {
  const { version } = await desk.desktop.evaluate(() => ({ version: process.versions['electron'] ?? '' }));
  const { default: manifest } = await import('electron/package.json', { with: { type: 'json' } });
  expect(version).toBe(manifest.version);
});

test('security item 17: a call from anywhere else is rejected', async ({ desk }) => {
  const { outside } = desk;
  const ask = ['app.status', {}] as const;
  const own = { url: 'app://bundle/index.html', isInner: false };
  const [window] = await outside.windows();
  expect(await outside.channels()).toEqual([CALL_CHANNEL]);
  for (const [where, frame] of [
    ['a frame inside the page', { ...own, isInner: true }],
    ['a page of somebody else', { url: 'https://example.org/', isInner: false }],
    ['an address that begins like ours', { url: 'app://bundle.example.org/', isInner: false }],
    ['an empty page', { url: 'about:blank', isInner: false }],
    ['a frame that is gone', null],
  ] as const) {
    const call = outside.invokeFrom(window!.id, frame, CALL_CHANNEL, ...ask);
    await expect(call, where).rejects.toThrow('Golden Hour is answered');
  }
  const stranger = await desk.desktop.evaluate(({ BrowserWindow }) => new BrowserWindow({ show: false }).id);
  const strange = outside.invokeFrom(stranger, own, CALL_CHANNEL, ...ask);
  await expect(strange, 'a window that is not the app’s own').rejects.toThrow('Golden Hour is answered');
  expect(await outside.invokeFrom(window!.id, own, CALL_CHANNEL, ...ask)).toMatchObject({ ok: true });
});

test('security item 18: no way out of the app’s own files, no other host', async ({ desk }) => {
  const { outside } = desk;
  for (const path of [
    '/../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../main/index.js',
    '/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/index.html%00.js',
    '/assets',
  ]) {
    const answer = await outside.fetchFromApp(`app://bundle${path}`);
    expect({ path, ...answer }).toEqual({
      path,
      status: 404,
      policy: expect.stringContaining("default-src 'none'"),
    });
  }
  for (const url of ['app://other/index.html', 'app://bundle.evil/index.html']) {
    expect(await outside.fetchFromApp(url)).toMatchObject({ status: 404 });
  }
  expect(await outside.fetchFromApp('app://bundle/index.html')).toMatchObject({ status: 200 });
});

test('security item 20: a page gets two functions, and of an event its payload alone', async ({ desk }) => {
  const seen = await desk.page.evaluate(async () => {
    const api = window.goldenHour!;
    const heard: unknown[][] = [];
    const stop = api.on('changed', (...values: unknown[]) => void heard.push(values));
    await api.call('settings.save', { changes: { language: 'nl' } });
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    stop();
    const globals = Object.keys(window).filter((name) => /electron|ipc|node|golden/i.test(name));
    return { members: Object.entries(api).map(([name, of]) => [name, typeof of]), heard, globals };
  });
  expect(seen.members).toEqual([
    ['call', 'function'],
    ['on', 'function'],
  ]);
  expect(seen.globals).toEqual(['goldenHour']);
  expect(seen.heard.length).toBeGreaterThan(0);
  for (const values of seen.heard) expect(values).toEqual([{ what: expect.any(String) }]);
});
