import { expect, test } from 'vitest';
import { parseServerAddress } from '#main/calendars/caldav/server-address.ts';

test.each([
  ['cloud.example.org', 'https://cloud.example.org/'],
  [' Cloud.Example.org/remote.php/dav ', 'https://cloud.example.org/remote.php/dav'],
  ['example.org:8443', 'https://example.org:8443/'],
  ['caldavs://example.org/dav', 'https://example.org/dav'],
  ['caldav://example.org', 'https://example.org/'],
  ['https://alex:secret@example.org/dav?x=1#y', 'https://example.org/dav'],
  ['localhost:5232', 'http://localhost:5232/'],
  ['http://127.0.0.1:5232/alex/', 'http://127.0.0.1:5232/alex/'],
  ['https://localhost:5232', 'https://localhost:5232/'],
  ['müller.example', 'https://xn--mller-kva.example/'],
])('%s is an address', (typed, expected) => {
  const parsed = parseServerAddress(typed);
  expect(parsed.kind === 'address' ? parsed.url.href : parsed.kind).toBe(expected);
});

test('an e-mail address gives its domain', () => {
  expect(parseServerAddress('Alex.Berg@Example.ORG')).toEqual({ kind: 'domain', domain: 'example.org' });
});

test('http to another machine is not encrypted', () => {
  expect(parseServerAddress('http://nas.local:5232/')).toEqual({
    kind: 'unencrypted',
    host: 'nas.local:5232',
  });
});

test.each([
  '',
  '   ',
  'two words',
  'ftp://example.org',
  'javascript:alert(1)',
  'https://',
  'file:///etc/passwd',
])("'%s' is nonsense", (typed) => {
  expect(parseServerAddress(typed)).toEqual({ kind: 'nonsense' });
});
