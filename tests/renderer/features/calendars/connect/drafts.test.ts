import { describe, expect, test } from 'vitest';
import {
  type AccountDraft,
  isFeedAddress,
  isWholePath,
  readAccountDraft,
} from '#renderer/features/calendars/connect/drafts.ts';

const draft: AccountDraft = { provider: 'other', server: '', user: '', password: 'secret word ' };

describe('readAccountDraft', () => {
  test.each([
    [{}, 'server'],
    [{ server: 'dav.example.org' }, 'user'],
    [{ server: 'dav.example.org', user: 'alex', password: '' }, 'password'],
    [{ provider: 'icloud' as const }, 'user'],
  ])('%j lacks its %s', (changes, field) => {
    expect(readAccountDraft({ ...draft, ...changes })).toEqual({ kind: 'missing', field });
  });

  test('an e-mail address is server and user in one, and a password keeps its blanks', () => {
    expect(readAccountDraft({ ...draft, server: ' alex@example.org ' })).toEqual({
      kind: 'login',
      login: { server: 'alex@example.org', user: 'alex@example.org', password: 'secret word ' },
    });
  });

  test('a known provider brings its server, whatever was typed for another', () => {
    expect(
      readAccountDraft({ ...draft, provider: 'fastmail', server: 'dav.example.org', user: 'a@fastmail.com' }),
    ).toMatchObject({ login: { server: 'caldav.fastmail.com', user: 'a@fastmail.com' } });
  });
});

test.each([
  ['https://calendars.example.org/x.ics', true],
  [' webcal://example.org/x', true],
  ['WEBCALS://example.org/x', true],
  ['http://127.0.0.1:8080/', true],
  ['https://', false],
  ['example.org/x.ics', false],
  ['file:///etc/passwd', false],
  ['', false],
])('%s as an address: %s', (text, isGood) => {
  expect(isFeedAddress(text)).toBe(isGood);
});

test.each([
  ['/home/alex/work.ics', true],
  ['C:\\Users\\alex\\work.ics', true],
  ['\\\\server\\share\\work.ics', true],
  ['work.ics', false],
  ['', false],
])('%s as a whole path: %s', (text, isGood) => {
  expect(isWholePath(text)).toBe(isGood);
});
