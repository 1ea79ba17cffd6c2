import { expect, test } from 'vitest';
import { chooseAvatarColour } from '#renderer/ui/avatar.tsx';

test('the same address has the same colour, and addresses share all eight', () => {
  const colours = Array.from({ length: 200 }, (_, index) => chooseAvatarColour(`person${index}@example.org`));
  expect(chooseAvatarColour('person7@example.org')).toBe(colours[7]);
  expect([...new Set(colours)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
