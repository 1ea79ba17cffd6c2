import { expect, it } from 'vitest';
import { glyphOfCode } from '#main/weather/weather-code.ts';

it.each([
  [0, 'clear'],
  [1, 'partly'],
  [2, 'partly'],
  [3, 'cloudy'],
  [45, 'fog'],
  [48, 'fog'],
  [51, 'drizzle'],
  [57, 'drizzle'],
  [61, 'rain'],
  [67, 'rain'],
  [71, 'snow'],
  [77, 'snow'],
  [80, 'rain'],
  [82, 'rain'],
  [85, 'snow'],
  [86, 'snow'],
  [95, 'thunder'],
  [99, 'thunder'],
  [4, null],
  [Number.NaN, null],
])('code %d is %s', (code, glyph) => {
  expect(glyphOfCode(code)).toBe(glyph);
});
