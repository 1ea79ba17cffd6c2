import { expect, it } from 'vitest';
import { listNames } from '#main/kernel/list-names.ts';

it.each([
  [[], ''],
  [['Priya'], 'Priya'],
  [['Priya', 'Sam'], 'Priya and Sam'],
  [['Priya', 'Sam', 'Noor'], 'Priya, Sam and Noor'],
])('%j is "%s"', (names, text) => {
  expect(listNames(names, 'and')).toBe(text);
});
