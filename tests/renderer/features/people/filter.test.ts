import { expect, test } from 'vitest';
import { filterPeople } from '#renderer/features/people/filter.ts';
import { drawPetal } from '#renderer/features/people/directions.tsx';
import { createPeople } from '#tests/renderer/support/people.ts';

const people = createPeople();
const find = (query: string, circle: Parameters<typeof filterPeople>[1]['circle'] = 'all') =>
  filterPeople(people, { query, circle }).map(({ name }) => name);

test.each([
  ['dvorak', ['Łukasz Dvořák']],
  ['TOM vries', ['Tom de Vries']],
  ['acme', ['Dan Kowalski']],
  ['sam@example.org', ['Sam Okafor']],
  ['nobody', []],
])('%s', (query, names) => {
  expect(find(query)).toEqual(names);
});

test('a circle and the order of the list', () => {
  expect(find('', 'peers')).toEqual(['Sam Okafor', 'Łukasz Dvořák']);
  expect(find('')).toHaveLength(people.length);
});

test('the petal of a silent direction is no longer than the middle', () => {
  expect(drawPetal(0, 8, 0)).toContain('A18 18');
  expect(drawPetal(0, 8, 1)).toContain('A88 88');
});
