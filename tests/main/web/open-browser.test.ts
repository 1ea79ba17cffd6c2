import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseOpener, writeDoorFile } from '#main/web/open-browser.ts';

describe('writeDoorFile', () => {
  it('leads to the link, is readable by its owner alone, and goes away', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'golden-hour-door-')), 'data');
    const link = 'http://127.0.0.1:4711/#token=a-b_c';
    const door = writeDoorFile(folder, link);
    expect(readFileSync(door.path, 'utf8')).toContain(`content="0; url=${link}"`);
    expect(door.path).not.toContain('a-b_c');
    // Windows keeps no such bits.
    expect(statSync(door.path).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    door.remove();
    door.remove();
    expect(existsSync(door.path)).toBe(false);
  });
});

describe('chooseOpener', () => {
  const path = '/home/me/golden-hour/open-1.html';

  it.each([
    ['darwin', {}, 'open'],
    ['win32', {}, 'rundll32'],
    ['linux', { DISPLAY: ':0' }, 'xdg-open'],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ] as const)('on %s with %j is %s', (platform, env, command) => {
    const opener = chooseOpener(platform, env, path);
    expect(opener?.command).toBe(command);
    expect(opener?.args.at(-1)).toBe(path);
  });

  it('is nothing without a screen', () => {
    expect(chooseOpener('linux', {}, path)).toBeNull();
  });
});
