import { expect, it } from 'vitest';
import { pauseEnd } from '#main/notices/pause.ts';
import { at } from './notice-world.ts';

it.each([
  ['2026-06-03T15:00', 'tomorrow', '2026-06-04T00:00'],
  ['2026-06-03T15:00', 'next-week', '2026-06-08T00:00'],
  // A Monday's next week is not today.
  ['2026-06-01T07:00', 'next-week', '2026-06-08T00:00'],
  ['2026-06-07T23:59', 'next-week', '2026-06-08T00:00'],
] as const)('from %s until %s is until %s', (from, until, end) => {
  expect(pauseEnd(until, at(from))).toBe(at(end).nowMs);
});
