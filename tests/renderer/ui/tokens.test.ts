import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const renderer = fileURLToPath(new URL('../../../renderer/', import.meta.url));
const tokensCss = readFileSync(`${renderer}ui/tokens.css`, 'utf8');

const tokens = new Map(
  [...tokensCss.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

type Theme = 'light' | 'dark';

function read(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`tokens.css has no colour --${name}.`);
  return token[theme];
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Each text colour with every ground that it stands on. */
const grounds: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'card', 'hover', 'work', 'night', 'opening'],
  dim: ['paper', 'card', 'hover', 'work', 'night'],
  'busy-ink': ['busy', 'paper', 'work'],
  'gold-ink': ['gold-ground', 'gold-ground-soft'],
  'gold-text': ['paper', 'card'],
  'on-gold': ['gold', 'gold-hover'],
  sent: ['sent-ground', 'paper', 'card', 'hover'],
  overdue: ['overdue-ground', 'paper', 'card', 'hover', 'work'],
  'on-inverse': ['inverse'],
  'on-inverse-gold': ['inverse'],
  ...Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`avatar-${n}-ink`, [`avatar-${n}`]])),
};

const pairs = Object.entries(grounds).flatMap(([text, list]) =>
  list.flatMap((ground) => (['light', 'dark'] as const).map((theme) => ({ text, ground, theme }))),
);

const styleSheets = globSync('**/*.css', { cwd: renderer }).map((path) => ({
  path,
  rules: readFileSync(`${renderer}${path}`, 'utf8').match(/\{[^{}]*\}/g) ?? [],
}));

const findToken = (rule: string, property: string): string | null =>
  new RegExp(`(?:^|[;{\\s])${property}: var\\(--([\\w-]+)\\)`).exec(rule)?.[1] ?? null;

describe('tokens', () => {
  test.each(pairs)('$text on $ground reaches 4.5:1 in $theme', ({ text, ground, theme }) => {
    expect(contrast(read(text, theme), read(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['paper', 'card', 'work'])('the edge of a field is seen on %s', (ground) => {
    for (const theme of ['light', 'dark'] as const) {
      expect(contrast(read('field-line', theme), read(ground, theme))).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(styleSheets)('$path sets no text on a ground that is not checked', ({ rules }) => {
    const unchecked = rules.filter((rule) => {
      const text = findToken(rule, 'color');
      if (text === null) return false;
      const ground = findToken(rule, 'background');
      return ground === null ? grounds[text] === undefined : grounds[text]?.includes(ground) !== true;
    });
    expect(unchecked).toEqual([]);
  });

  test('every colour of a style sheet is a token', () => {
    const rules = styleSheets.filter(({ path }) => path !== 'ui/tokens.css').flatMap((sheet) => sheet.rules);
    const isBare = (rule: string): boolean =>
      /#[\da-f]{3,8}\b/i.test(rule.replaceAll(/light-dark\([^)]*\)/g, ''));
    expect(rules.filter(isBare)).toEqual([]);
  });
});
