import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asCollection, resolveHref } from '#main/calendars/caldav/href.ts';

const BASE = 'https://example.org/dav/cal/';

test.each([
  ['/dav/cal/a.ics', 'https://example.org/dav/cal/a.ics'],
  ['a.ics', 'https://example.org/dav/cal/a.ics'],
  ['https://example.org:443/dav/cal/a.ics', 'https://example.org/dav/cal/a.ics'],
  ['/dav/cal/%61%2dB.ics', 'https://example.org/dav/cal/a-B.ics'],
  ['/dav/cal/a b.ics', 'https://example.org/dav/cal/a%20b.ics'],
  ['/dav/cal/zoë.ics', 'https://example.org/dav/cal/zo%C3%AB.ics'],
  ['/dav/cal/me%40home.ics', 'https://example.org/dav/cal/me@home.ics'],
  // A slash inside a name stays inside it.
  ['/dav/cal/a%2Fb.ics', 'https://example.org/dav/cal/a%2Fb.ics'],
  ['/dav/cal/100%.ics', 'https://example.org/dav/cal/100%.ics'],
  // A server behind a proxy that knows only its inner address.
  ['http://example.org:8080/dav/cal/a.ics', 'https://example.org/dav/cal/a.ics'],
  ['https://dav2.example.org/a.ics', 'https://dav2.example.org/a.ics'],
])('%s', (href, expected) => {
  expect(resolveHref(href, BASE)).toBe(expected);
});

test.each([
  'https://attacker.net/a.ics',
  '//attacker.net/a.ics',
  'http://localhost/a.ics',
  'javascript:1',
  'http://[',
])('%s is nothing that may be asked', (href) => {
  expect(resolveHref(href, BASE)).toBeNull();
});

test('writing an address in one way changes it once, and never to another name', () => {
  // '.' and '..' are no names, whoever escapes them.
  const names = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !/^\.{1,2}$/.test(name));
  fc.assert(
    fc.property(names, (name) => {
      const once = resolveHref(`/dav/cal/${encodeURIComponent(name)}`, BASE);
      if (once === null) throw new Error(`${name} was refused.`);
      expect(resolveHref(once, BASE)).toBe(once);
      expect(decodeURIComponent(once.slice(BASE.length))).toBe(name);
    }),
  );
});

test('a collection ends with a slash', () => {
  expect(asCollection('https://example.org/a')).toBe('https://example.org/a/');
  expect(asCollection('https://example.org/a/')).toBe('https://example.org/a/');
});
