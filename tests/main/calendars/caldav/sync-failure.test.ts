import { expect, test } from 'vitest';
import { explainFailure, readRetryAfter } from '#main/calendars/caldav/sync-failure.ts';

test.each([
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': 'Thu, 01 Jan 2026 12:01:00 GMT', date: 'Thu, 01 Jan 2026 12:00:00 GMT' }, 60_000],
  // Over already, by the server's own clock.
  [{ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT', date: 'Thu, 01 Jan 2026 12:00:00 GMT' }, 0],
  [{ 'retry-after': '99999999' }, 86_400_000],
  // Without the server's clock a date says nothing.
  [{ 'retry-after': 'Thu, 01 Jan 2026 12:01:00 GMT' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{}, null],
])('%j', (headers, expected) => {
  expect(readRetryAfter(new Headers(headers))).toBe(expected);
});

test('a failure names no address', () => {
  const failure = explainFailure({
    kind: 'unusable',
    reason: 'redirect',
    detail: 'A redirect (301) that is not followed.',
    target: new URL('https://example.org/secret/'),
  });
  expect(failure).toEqual({
    kind: 'unsafe',
    detail: 'A redirect (301) that is not followed.',
    retryAfterMs: null,
  });
});
