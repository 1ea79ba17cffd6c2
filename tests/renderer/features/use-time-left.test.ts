import { expect, test } from 'vitest';
import { estimateSecondsLeft, formatTimeLeft } from '#renderer/features/use-time-left.ts';

test('formatTimeLeft', () => {
  expect([0, 9, 60, 245, 300].map(formatTimeLeft)).toEqual(['0:00', '0:09', '1:00', '4:05', '5:00']);
});

test('the host’s clock counts, not that of the page', () => {
  const clock = { now: '2026-06-04T09:20:00+02:00', receivedAt: 1_000 };
  const until = '2026-06-04T09:25:00+02:00';
  expect(estimateSecondsLeft(until, clock, 1_000)).toBe(300);
  expect(estimateSecondsLeft(until, clock, 1_001)).toBe(300);
  expect(estimateSecondsLeft(until, clock, 400)).toBe(300);
  expect(estimateSecondsLeft(until, clock, 56_000)).toBe(245);
  expect(estimateSecondsLeft(until, clock, 9_999_999)).toBe(0);
  expect(estimateSecondsLeft(until, null, 1_000)).toBeNull();
});
