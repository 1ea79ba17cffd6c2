import { expect, test } from 'vitest';
import { isSameSite } from '#main/calendars/caldav/site.ts';

test.each([
  ['https://caldav.icloud.com/', 'https://p34-caldav.icloud.com:443/', true],
  ['https://example.org/', 'https://example.org:8443/', true],
  ['https://example.org/', 'https://dav.example.org/', true],
  ['https://dav.example.co.uk/', 'https://example.co.uk/', true],
  ['https://example.co.uk/', 'https://attacker.co.uk/', false],
  ['https://alex.github.io/', 'https://attacker.github.io/', false],
  ['https://example.org/', 'https://example.org.attacker.net/', false],
  ['https://example.org/', 'http://example.org/', false],
  ['https://example.org/', 'https://localhost/', false],
  ['https://192.0.2.1/', 'https://192.0.2.2/', false],
  ['https://192.0.2.1/', 'https://192.0.2.1:8443/', true],
  ['http://127.0.0.1:5232/', 'http://127.0.0.1:5232/a', true],
  ['http://127.0.0.1:5232/', 'http://127.0.0.1:5233/', false],
  ['http://example.org/', 'http://example.org/a', false],
])('a password for %s may go to %s: %s', (trusted, target, expected) => {
  expect(isSameSite(new URL(trusted), new URL(target))).toBe(expected);
});
