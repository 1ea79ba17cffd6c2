import { describe, expect, it } from 'vitest';
import { needsFallback } from '#main/planner/constraints/far-lead.ts';
import { makeActivity } from '#tests/support/planner/world.ts';

describe('from lead day 7 on an outdoor candidate needs a fallback', () => {
  it.each([
    ['outdoor', 6, false],
    ['outdoor', 7, true],
    ['outdoor', 9, true],
    ['covered', 9, false],
    ['indoor', 9, false],
    ['remote', 9, false],
  ] as const)('%s, %d days ahead: %s', (setting, leadDays, needs) => {
    expect(needsFallback(makeActivity('it', { setting }), leadDays)).toBe(needs);
  });
});
