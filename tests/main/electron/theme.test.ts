import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { followTheme, PAPER, type ThemeParts } from '#main/electron/theme.ts';

function openTheme() {
  const colors: string[] = [];
  const native = Object.assign(new EventEmitter(), { themeSource: 'system', shouldUseDarkColors: false });
  // Electron's emitters are Node's with typed names.
  const nativeTheme = native as unknown as ThemeParts['nativeTheme'];
  return { native, colors, theme: followTheme({ nativeTheme, onPaper: (color) => colors.push(color) }) };
}

describe('the theme', () => {
  test('is the user’s choice', () => {
    const { native, theme } = openTheme();
    theme.choose('dark');
    expect(native.themeSource).toBe('dark');
    theme.choose('system');
    expect(native.themeSource).toBe('system');
  });

  test('follows the system when it changes, until it is disposed of', () => {
    const { native, colors, theme } = openTheme();
    expect(theme.paper()).toBe(PAPER.light);
    native.shouldUseDarkColors = true;
    native.emit('updated');
    expect(theme.paper()).toBe(PAPER.dark);
    theme.dispose();
    native.emit('updated');
    expect(colors).toEqual([PAPER.dark]);
  });

  test('has the paper of the pages', () => {
    const tokens = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
    expect(tokens).toContain(`--paper: light-dark(${PAPER.light}, ${PAPER.dark})`);
  });
});
