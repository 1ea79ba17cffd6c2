import { describe, expect, it } from 'vitest';
import { noticeFor } from '#main/planner/constraints/notice.ts';
import { makeActivity } from '#tests/support/planner/world.ts';

const NOW = Date.UTC(2026, 5, 4, 9);
const MINUTE_MS = 60_000;
const noticeAt = (minutesAhead: number, children = false) =>
  noticeFor(makeActivity('it', { children }), NOW + minutesAhead * MINUTE_MS, NOW);

describe('notice', () => {
  it.each([
    [24 * 60, 'everybody'],
    [24 * 60 - 1, 'spontaneous-only'],
    [3 * 60, 'spontaneous-only'],
    [3 * 60 - 1, 'nobody'],
    [-60, 'nobody'],
  ])('24 hours, 3 for people marked spontaneous: %d minutes ahead, %s', (minutes, who) => {
    expect(noticeAt(minutes)).toBe(who);
  });

  it.each([
    [48 * 60, 'everybody'],
    [48 * 60 - 1, 'nobody'],
    [24 * 60, 'nobody'],
  ])('48 hours where families are invited: %d minutes ahead, %s', (minutes, who) => {
    expect(noticeAt(minutes, true)).toBe(who);
  });
});
