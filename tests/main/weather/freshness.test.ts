import { expect, it } from 'vitest';
import { freshnessOf } from '#main/weather/freshness.ts';

const HOUR_MS = 3_600_000;

it.each([
  [0, 'fresh'],
  [12, 'fresh'],
  [12.01, 'stale'],
  [48, 'stale'],
  [48.01, 'expired'],
  [-3, 'fresh'],
])('after %d hours is %s', (hours, freshness) => {
  const now = Date.parse('2026-06-01T12:00:00Z');
  expect(freshnessOf(now - hours * HOUR_MS, now)).toBe(freshness);
});

it('is stale when nobody knows how old it is', () => {
  expect(freshnessOf(null, 0)).toBe('stale');
});
