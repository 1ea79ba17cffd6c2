import { describe, expect, test } from 'vitest';
import { windowOptions, type WindowSurroundings } from '#main/electron/window-factory.ts';

const linux: WindowSurroundings = {
  preload: '/app/out/preload/index.cjs',
  platform: 'linux',
  isPackaged: true,
};

describe.each(['main', 'popover'] as const)('a window of kind %s', (kind) => {
  const preferences = windowOptions(kind, {}, linux, '#fbf8f2').webPreferences ?? {};

  test('security item 2: has no Node, in no frame and no worker', () => {
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
    });
  });

  test('security item 3: keeps the preload script in a world of its own', () => {
    expect(preferences.contextIsolation).toBe(true);
  });

  test('security item 4: runs in the sandbox', () => {
    expect(preferences.sandbox).toBe(true);
  });

  test('security item 6: keeps the web’s own rules', () => {
    expect(preferences.webSecurity).toBe(true);
  });

  test('security item 8: loads nothing insecure into a secure page', () => {
    expect(preferences.allowRunningInsecureContent).toBe(false);
  });

  test('security item 9: has no experimental features', () => {
    expect(preferences.experimentalFeatures).toBe(false);
  });

  test('security item 10: switches no features of the engine on or off', () => {
    expect(Object.keys(preferences).filter((name) => /blinkfeatures/i.test(name))).toEqual([]);
  });

  test('security item 11: knows no webview', () => {
    expect(preferences.webviewTag).toBe(false);
  });

  test('has exactly these preferences', () => {
    expect(preferences).toMatchInlineSnapshot(`
      {
        "allowRunningInsecureContent": false,
        "contextIsolation": true,
        "devTools": false,
        "experimentalFeatures": false,
        "navigateOnDragDrop": false,
        "nodeIntegration": false,
        "nodeIntegrationInSubFrames": false,
        "nodeIntegrationInWorker": false,
        "preload": "/app/out/preload/index.cjs",
        "sandbox": true,
        "spellcheck": false,
        "webSecurity": true,
        "webviewTag": false,
      }
    `);
  });
});

test('only macOS, which brings its own, checks the spelling', () => {
  const spellcheck = (platform: NodeJS.Platform) =>
    windowOptions('main', {}, { ...linux, platform }, '#fff').webPreferences?.spellcheck;
  expect([spellcheck('darwin'), spellcheck('win32'), spellcheck('linux')]).toEqual([true, false, false]);
});

test('a copy from the sources has developer tools', () => {
  const options = windowOptions('main', {}, { ...linux, isPackaged: false }, '#fff');
  expect(options.webPreferences?.devTools).toBe(true);
});

test('the main window is where it was, the popover has its size, and both are shown once they are drawn', () => {
  const bounds = { x: 5, y: 6, width: 900, height: 700 };
  expect(windowOptions('main', bounds, linux, '#1c1a18')).toMatchObject({
    ...bounds,
    show: false,
    backgroundColor: '#1c1a18',
  });
  expect(windowOptions('popover', bounds, linux, '#1c1a18')).toMatchObject({
    width: 400,
    height: 560,
    frame: false,
    skipTaskbar: true,
    show: false,
  });
});
