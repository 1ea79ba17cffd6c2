import { describe, expect, test } from 'vitest';
import { estimateRemaining } from '#renderer/features/pending.ts';

describe('estimateRemaining', () => {
  const now = Date.parse('2026-06-04T09:00:00Z');
  test.each([
    ['2026-06-04T09:00:10Z', 10_000],
    ['2026-06-04T09:00:03Z', 3_000],
    ['2026-06-04T08:59:59Z', 0],
    // Another clock altogether: the whole window from now.
    ['2026-06-04T08:00:00Z', 10_000],
    ['2026-06-05T09:00:00Z', 10_000],
  ])('%s', (sendsAt, remaining) => {
    expect(estimateRemaining(sendsAt, now)).toBe(remaining);
  });
});
