import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettingsFile } from '#main/store/conf/settings-file.ts';
import { runProgram } from './support/run-without.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-hour-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The members of Electron that electron-store asks for in the main process. */
const ELECTRON = `
  const listeners = new Map();
  export const app = { getPath: () => '/nowhere', getVersion: () => '1.2.3' };
  export const ipcMain = {
    on: (name, listener) => listeners.set(name, listener),
    removeAllListeners: (name) => listeners.delete(name),
    listenerNames: () => [...listeners.keys()],
  };
  export const shell = {};
  export default { app, ipcMain, shell };
`;

const SAVE_AND_TELL = `
  import { ipcMain } from 'electron';
  import { createElectronConf } from '#main/electron/settings-file.ts';
  import { openSettingsFile } from '#main/store/conf/settings-file.ts';
  const settings = openSettingsFile(process.env.SETTINGS_PATH, createElectronConf);
  const before = settings.read().myName;
  const saved = settings.save({ theme: 'dark' });
  console.log(JSON.stringify({ before, theme: saved.value.theme, channels: ipcMain.listenerNames() }));
`;

describe('settings through electron-store', () => {
  it('are in the same file, under the same schema, as those of the other hosts', async () => {
    const path = join(folder, 'settings.json');
    const elsewhere = openSettingsFile(path);
    elsewhere.save({ myName: 'Alex' });
    const said = await runProgram({
      args: ['--input-type=module', '--eval', SAVE_AND_TELL],
      env: { SETTINGS_PATH: path },
      stubs: { electron: ELECTRON },
    });
    expect(said.trim()).toBe(JSON.stringify({ before: 'Alex', theme: 'dark', channels: [] }));
    expect(elsewhere.read()).toMatchObject({ myName: 'Alex', theme: 'dark' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ myName: 'Alex', theme: 'dark' });
  });
});

describe('without Electron on the machine', () => {
  const missing = ['electron', 'electron-store'];

  it('the command line starts', async () => {
    const said = await runProgram({
      args: ['main/cli/main.ts', 'doctor'],
      env: { GOLDEN_HOUR_HOME: folder },
      missing,
    });
    expect(said).not.toContain('ASKED FOR');
    expect(said).toMatch(/missing +desktop window/);
  });

  it('the browser host starts', async () => {
    const said = await runProgram({
      args: ['main/web/main.ts', '--no-open'],
      env: { GOLDEN_HOUR_HOME: folder },
      missing,
      // Without a built user interface it says so, which is as far as it has to come.
      until: /Golden Hour runs at|is not built/,
    });
    expect(said).not.toContain('ASKED FOR');
    expect(said).toMatch(/Golden Hour runs at|is not built/);
  });

  it('and the desktop’s own files do ask for it, so that this test would see it', async () => {
    const program = "await import('#main/electron/settings-file.ts')";
    const said = await runProgram({ args: ['--input-type=module', '--eval', program], missing });
    expect(said).toContain('ASKED FOR electron');
  });
});
