import { expect, test } from 'vitest';
import { isShown, placeSpan, shownHours, toPercent, toQuarter } from '#renderer/features/outlook/scale.ts';

test('from 6:00 at the top to 23:00 at the bottom, cut at both', () => {
  expect([0, 360, 870, 1380, 1440].map(toPercent)).toEqual([0, 0, 50, 100, 100]);
  expect(placeSpan({ from: 300, until: 870 })).toEqual({ insetBlockStart: '0%', blockSize: '50%' });
});

test('what touches the hours from outside is not shown', () => {
  expect(isShown({ from: 0, until: 360 })).toBe(false);
  expect(isShown({ from: 1380, until: 1440 })).toBe(false);
  expect(isShown({ from: 0, until: 361 })).toBe(true);
});

test('a height is a quarter of an hour', () => {
  expect(toQuarter(0)).toBe(360);
  expect(toQuarter(0.5)).toBe(870);
  expect(toQuarter(0.503) % 15).toBe(0);
});

test('every full hour has a line', () => {
  expect(shownHours.at(0)).toBe(6);
  expect(shownHours.at(-1)).toBe(23);
});
