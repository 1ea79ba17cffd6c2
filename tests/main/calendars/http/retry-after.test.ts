import { expect, test } from 'vitest';
import { readRetryAfter } from '#main/calendars/http/retry-after.ts';

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
