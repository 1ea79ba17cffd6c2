import { expect, test } from 'vitest';
import { personId } from '#contract/ids.ts';
import { hrefs, parseRoute } from '#renderer/ui/route.ts';

test.each([
  ['', { page: 'outlook' }],
  ['#', { page: 'outlook' }],
  [hrefs.outlook, { page: 'outlook' }],
  [hrefs.week, { page: 'week' }],
  [hrefs.people, { page: 'people' }],
  [hrefs.newPerson, { page: 'new-person' }],
  [hrefs.settings, { page: 'settings', section: null }],
  [hrefs.settingsSection('hours'), { page: 'settings', section: 'hours' }],
  [hrefs.welcome, { page: 'welcome' }],
  ['#/people/id/%E0%A4%A', { page: 'not-found' }],
  ['#/people/elsewhere', { page: 'not-found' }],
  ['#/review', { page: 'not-found' }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test('an id of any letters finds its way back', () => {
  const id = personId('a/b c?ü#');
  expect(parseRoute(hrefs.person(id))).toEqual({ page: 'person', id });
});
