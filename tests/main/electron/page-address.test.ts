import { describe, expect, test } from 'vitest';
import { isOwnPage, pageAddress } from '#main/electron/page-address.ts';

test('a page and the popover have addresses of their own', () => {
  expect(pageAddress('#/people')).toBe('app://bundle/index.html#/people');
  expect(pageAddress('#/week', 'popover')).toBe('app://bundle/index.html?popover#/week');
  expect(isOwnPage(pageAddress('#/week', 'popover'))).toBe(true);
});

describe('security item 13: addresses are compared by their parsed origin', () => {
  test.each([
    'app://bundle.evil.example/index.html',
    'app://bundle@evil.example/index.html',
    'app://user@bundle/index.html',
    'app://bundle:8080/index.html',
    'app://other/index.html',
    'apple://bundle/index.html',
    'https://bundle/index.html',
    'file:///bundle/index.html',
    'javascript:alert(1)',
    'app:bundle/index.html',
    'bundle/index.html',
    '',
  ])('%s is not ours', (address) => {
    expect(isOwnPage(address)).toBe(false);
  });
});
