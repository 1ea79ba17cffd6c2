import { expect, test } from 'vitest';
import { moveFocus } from '#renderer/features/outlook/grid-keys.ts';

const stops = [['mon'], ['tue', 'lunch', 'dinner'], ['wed', 'walk']];

test.each([
  ['mon', 'ArrowRight', 'tue'],
  ['mon', 'ArrowLeft', 'mon'],
  ['tue', 'ArrowDown', 'lunch'],
  ['dinner', 'ArrowDown', 'dinner'],
  ['lunch', 'ArrowUp', 'tue'],
  ['lunch', 'ArrowRight', 'walk'],
  ['dinner', 'ArrowRight', 'walk'],
  ['walk', 'ArrowLeft', 'lunch'],
  ['walk', 'ArrowRight', 'walk'],
  ['walk', 'Home', 'mon'],
  ['tue', 'End', 'wed'],
  ['gone', 'ArrowRight', 'tue'],
  ['tue', 'Enter', null],
])('from %s by %s to %s', (from, key, to) => {
  expect(moveFocus(stops, from, key)).toBe(to);
});
