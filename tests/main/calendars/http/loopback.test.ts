import { expect, test } from 'vitest';
import { isLoopback, isSafe } from '#main/calendars/http/loopback.ts';

test.each([
  ['localhost', true],
  ['calendar.localhost', true],
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['[::1]', true],
  ['127.0.0.1.example.org', false],
  ['localhost.example.org', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
])('%s is this machine: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test('safe is https, or http to this machine', () => {
  expect(isSafe(new URL('https://example.org'))).toBe(true);
  expect(isSafe(new URL('http://localhost:5232'))).toBe(true);
  expect(isSafe(new URL('http://example.org'))).toBe(false);
  expect(isSafe(new URL('ftp://localhost'))).toBe(false);
});
