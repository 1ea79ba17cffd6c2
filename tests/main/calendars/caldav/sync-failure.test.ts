import { expect, test } from 'vitest';
import { explainFailure } from '#main/calendars/caldav/sync-failure.ts';

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
