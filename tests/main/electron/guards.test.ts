import { EventEmitter } from 'node:events';
import type { App, Session, Shell, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { denyPermissions, guardAllContents, mayOpenOutside, openOutside } from '#main/electron/guards.ts';

describe('security item 15: only https and mail addresses are opened outside', () => {
  test.each([
    'https://example.org/a?b#c',
    'HTTPS://EXAMPLE.ORG/',
    'mailto:priya@example.org',
    'mailto:priya@example.org?subject=Walk&body=Thursday',
  ])('%s may be', (address) => expect(mayOpenOutside(address)).toBe(true));

  test.each([
    'http://example.org/',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id',
    'ms-officecmd:{}',
    'vscode://file/x',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://bundle/index.html',
    ' file:///etc/passwd',
    'https://name:word@example.org/',
    'mailto:priya@example.org?attach=/etc/passwd',
    'mailto:priya@example.org?Attachment=/etc/passwd',
    'https:',
    'example.org',
    `https://example.org/${'a'.repeat(9_000)}`,
  ])('%s may not', (address) => expect(mayOpenOutside(address)).toBe(false));

  test.each([
    ['http://127.0.0.1:4021/o/oauth2/v2/auth?x=1', 'http://127.0.0.1:4021', true],
    ['http://localhost:4021/o', 'http://localhost:4021/', true],
    ['http://127.0.0.1:4022/o', 'http://127.0.0.1:4021', false],
    ['http://a:b@127.0.0.1:4021/o', 'http://127.0.0.1:4021', false],
    ['http://127.0.0.1:4021.example.org/', 'http://127.0.0.1:4021', false],
    ['http://example.org/o', 'http://example.org', false],
    ['http://127.0.0.1:4021/o', 'nonsense', false],
    ['file:///etc/passwd', 'file:///etc', false],
  ])('%s, where people sign in at %s: %s', (address, root, may) =>
    expect(mayOpenOutside(address, root)).toBe(may),
  );

  test('what was judged is what is opened', async () => {
    const opened: string[] = [];
    const shell: Pick<Shell, 'openExternal'> = { openExternal: async (url) => void opened.push(url) };
    expect(await openOutside(shell, 'HTTPS://Example.org')).toBe(true);
    expect(await openOutside(shell, 'file:///etc/passwd')).toBe(false);
    expect(opened).toEqual(['https://example.org/']);
  });

  test('a system without a program for it is no error', async () => {
    const shell: Pick<Shell, 'openExternal'> = { openExternal: () => Promise.reject(new Error('none')) };
    expect(await openOutside(shell, 'mailto:a@example.org')).toBe(false);
  });
});

test('security item 5: every permission is denied, asked for or looked up, device ones too', () => {
  const answers: unknown[] = [];
  const ask = (handler: unknown, ...given: readonly unknown[]): void => {
    // The handlers look at nothing that they are given.
    if (typeof handler === 'function') answers.push(handler(...given));
  };
  const session = {
    setPermissionRequestHandler: (handler) =>
      ask(handler, null, 'geolocation', (granted: boolean) => void answers.push(granted)),
    setPermissionCheckHandler: (handler) => ask(handler, null, 'clipboard-read', 'app://bundle', {}),
    setDevicePermissionHandler: (handler) => ask(handler, {}),
  } satisfies Parameters<typeof denyPermissions>[0] & Partial<Record<keyof Session, unknown>>;
  denyPermissions(session);
  expect(answers).toEqual([false, undefined, false, false]);
});

describe('a page that comes into being', () => {
  function openContents(signInRoot: string | null = null) {
    const opened: string[] = [];
    const shell: Pick<Shell, 'openExternal'> = { openExternal: async (url) => void opened.push(url) };
    const app = new EventEmitter();
    // Electron's emitters are Node's with typed names.
    guardAllContents(app as unknown as Pick<App, 'on'>, shell, signInRoot);
    let windowOpen: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null;
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof windowOpen) => {
        windowOpen = handler;
      },
    });
    app.emit('web-contents-created', {}, contents);
    return {
      opened,
      openWindow: (url: string) =>
        // The handler looks at nothing but the address.
        windowOpen?.({ url } as Parameters<NonNullable<typeof windowOpen>>[0]),
      isStopped: (event: string, details: object): boolean => {
        let stopped = false;
        contents.emit(event, { ...details, preventDefault: () => (stopped = true) });
        return stopped;
      },
    };
  }

  test.each([
    ['app://bundle/index.html#/people', false],
    ['app://bundle.evil.example/', true],
    ['https://example.org/', true],
    ['file:///etc/passwd', true],
  ])('security item 13: does it stay where it is, asked to go to %s? %s', (url, stopped) => {
    const { isStopped } = openContents();
    expect(isStopped('will-navigate', { url })).toBe(stopped);
    expect(isStopped('will-frame-navigate', { url, isMainFrame: true })).toBe(stopped);
    expect(isStopped('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
  });

  test('security item 14: it opens no windows; web addresses go to the browser', () => {
    const { openWindow, opened } = openContents();
    expect(openWindow('https://open-meteo.com/')).toEqual({ action: 'deny' });
    expect(openWindow('file:///etc/passwd')).toEqual({ action: 'deny' });
    expect(openWindow('app://bundle/index.html')).toEqual({ action: 'deny' });
    expect(opened).toEqual(['https://open-meteo.com/']);
  });

  test('security item 14: a server on this machine only where people sign in there, to the letter', () => {
    const { openWindow, opened } = openContents('http://127.0.0.1:4021');
    for (const url of [
      'http://127.0.0.1:4021/o/oauth2/v2/auth?x=1',
      'http://127.0.0.1:4022/',
      'http://a.org/',
    ])
      expect(openWindow(url)).toEqual({ action: 'deny' });
    expect(opened).toEqual(['http://127.0.0.1:4021/o/oauth2/v2/auth?x=1']);
  });

  test('security item 12: no webview is attached', () => {
    expect(openContents().isStopped('will-attach-webview', {})).toBe(true);
  });
});
