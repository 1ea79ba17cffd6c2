import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoginItemSettings } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAutostart, ownProgram, startsHidden } from '#main/electron/autostart.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-autostart-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function createSystem() {
  const calls: unknown[] = [];
  const item: LoginItemSettings = {
    openAtLogin: false,
    wasOpenedAtLogin: false,
    status: 'not-registered',
    executableWillLaunchAtLogin: false,
    launchItems: [],
  };
  const electron = {
    getLoginItemSettings: () => item,
    setLoginItemSettings(settings: { readonly openAtLogin?: boolean }) {
      calls.push(settings);
      item.openAtLogin = settings.openAtLogin ?? false;
      item.executableWillLaunchAtLogin = item.openAtLogin;
    },
  };
  return { calls, item, electron };
}

function open(platform: NodeJS.Platform, system = createSystem()) {
  const program = { path: '/opt/golden-hour', args: [] };
  return createAutostart({ electron: system.electron, platform, program, configFolder: folder, replaceFile });
}

describe('on Linux', () => {
  const file = (): string => join(folder, 'autostart', 'golden-hour.desktop');

  it('is a file that comes, changes and goes', () => {
    const autostart = open('linux');
    expect(autostart.apply({ isOn: false, isHidden: true })).toBe('off');
    expect(autostart.apply({ isOn: true, isHidden: true })).toBe('on');
    expect(readFileSync(file(), 'utf8')).toContain('Exec=/opt/golden-hour --hidden\n');
    expect(autostart.apply({ isOn: true, isHidden: false })).toBe('on');
    expect(readFileSync(file(), 'utf8')).toContain('Exec=/opt/golden-hour\n');
    const { ino } = statSync(file());
    autostart.apply({ isOn: true, isHidden: false });
    expect(statSync(file()).ino).toBe(ino);
    expect(autostart.apply({ isOn: false, isHidden: false })).toBe('off');
    expect(existsSync(file())).toBe(false);
  });

  it('says so where the folder is no folder', () => {
    writeFileSync(join(folder, 'autostart'), '');
    expect(open('linux').apply({ isOn: true, isHidden: true })).toBe('refused');
    rmSync(join(folder, 'autostart'));
    mkdirSync(join(folder, 'autostart'));
    expect(open('linux').apply({ isOn: true, isHidden: true })).toBe('on');
  });
});

describe('on macOS and Windows', () => {
  it('is a login item, set only when it is not so already', () => {
    const system = createSystem();
    const autostart = open('darwin', system);
    expect(autostart.apply({ isOn: true, isHidden: true })).toBe('on');
    expect(autostart.apply({ isOn: true, isHidden: true })).toBe('on');
    expect(system.calls).toEqual([{ openAtLogin: true }]);
    expect(autostart.apply({ isOn: false, isHidden: true })).toBe('off');
    expect(system.calls.at(-1)).toEqual({ openAtLogin: false });
  });

  it('waits for the user’s word in the settings of macOS', () => {
    const system = createSystem();
    system.item.status = 'requires-approval';
    expect(open('darwin', system).apply({ isOn: true, isHidden: true })).toBe('refused');
  });

  it('has arguments on Windows, and respects the task manager', () => {
    const system = createSystem();
    const autostart = open('win32', system);
    autostart.apply({ isOn: true, isHidden: true });
    expect(system.calls.at(-1)).toEqual({ openAtLogin: true, path: '/opt/golden-hour', args: ['--hidden'] });
    const before = system.calls.length;
    system.item.executableWillLaunchAtLogin = false;
    expect(autostart.apply({ isOn: true, isHidden: true })).toBe('refused');
    expect(system.calls).toHaveLength(before);
  });
});

describe('this start', () => {
  it.each([
    [['golden-hour', '--hidden'], false, false, true],
    [['golden-hour'], true, true, true],
    [['golden-hour'], true, false, false],
    [['golden-hour'], false, true, false],
  ])(
    'of %j, at login %s, hidden wanted %s, is hidden: %s',
    (argv, wasOpenedAtLogin, startHidden, isHidden) => {
      expect(startsHidden({ argv, wasOpenedAtLogin, startHidden })).toBe(isHidden);
    },
  );

  it('names the file that starts it again', () => {
    const checkout = { execPath: '/e/electron', env: {}, isPackaged: false, appPath: '/src/app' };
    expect(ownProgram(checkout)).toEqual({ path: '/e/electron', args: ['/src/app'] });
    const image = { ...checkout, isPackaged: true, env: { APPIMAGE: '/home/me/Golden Hour.AppImage' } };
    expect(ownProgram(image)).toEqual({ path: '/home/me/Golden Hour.AppImage', args: [] });
  });
});
