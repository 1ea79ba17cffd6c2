import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWindowMemory, placeWindow } from '#main/electron/window-state.ts';
import { replaceFile } from '#main/store/conf/replace-file.ts';

const laptop = { workArea: { x: 0, y: 0, width: 1440, height: 860 } };
const desk = { workArea: { x: 1440, y: -200, width: 2560, height: 1400 } };

describe('where the window opens', () => {
  test('where it was', () => {
    const bounds = { x: 1600, y: 0, width: 1200, height: 900 };
    expect(placeWindow(bounds, [laptop, desk])).toEqual(bounds);
  });

  test('wherever the system likes, the first time and when its screen is gone', () => {
    expect(placeWindow(null, [laptop])).toBeNull();
    expect(placeWindow({ x: 1600, y: 0, width: 1200, height: 900 }, [laptop])).toBeNull();
  });

  test('wholly on the screen that holds the most of it', () => {
    expect(placeWindow({ x: 1000, y: -100, width: 900, height: 700 }, [laptop, desk])).toEqual({
      x: 1440,
      y: -100,
      width: 900,
      height: 700,
    });
    expect(placeWindow({ x: -300, y: 500, width: 900, height: 700 }, [laptop])).toEqual({
      x: 0,
      y: 160,
      width: 900,
      height: 700,
    });
  });

  test('no larger than its screen has become', () => {
    expect(placeWindow({ x: 0, y: 0, width: 2560, height: 1400 }, [laptop])).toEqual(laptop.workArea);
  });

  test('a sliver that no hand can take hold of is not on a screen', () => {
    expect(placeWindow({ x: 1400, y: 0, width: 900, height: 700 }, [laptop])).toBeNull();
  });
});

describe('the file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'golden-hour-window-'));
    path = join(folder, 'window.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('gives back what was written', () => {
    const memory = openWindowMemory(path, replaceFile);
    expect(memory.read()).toBeNull();
    const state = { bounds: { x: -5, y: 7, width: 900, height: 700 }, isMaximized: true };
    memory.write(state);
    expect(memory.read()).toEqual(state);
  });

  test.skipIf(process.platform === 'win32')('is readable by the user alone', () => {
    openWindowMemory(path, replaceFile).write({
      bounds: { x: 0, y: 0, width: 9, height: 9 },
      isMaximized: false,
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test.each(['', '{', '{"bounds":{"x":0.5,"y":0,"width":1,"height":1},"isMaximized":false}', '[]'])(
    'that holds %j is as none',
    (text) => {
      writeFileSync(path, text);
      expect(openWindowMemory(path, replaceFile).read()).toBeNull();
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );

  test('a disk that takes nothing costs the place alone', () => {
    const memory = openWindowMemory(path, () => {
      throw new Error('ENOSPC');
    });
    memory.write({ bounds: { x: 0, y: 0, width: 900, height: 700 }, isMaximized: false });
    expect(memory.read()).toBeNull();
  });
});
