import { expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { isQuiet } from '#main/planner/constraints/quiet-weekdays.ts';
import { makeSettings } from '#tests/support/planner/world.ts';

it('weekdays marked quiet stay quiet', () => {
  const settings = makeSettings({ quietWeekdays: [4, 7] });
  expect(['2026-06-03', '2026-06-04', '2026-06-07'].map((date) => isQuiet(isoDate(date), settings))).toEqual([
    false,
    true,
    true,
  ]);
  expect(isQuiet(isoDate('2026-06-04'), makeSettings())).toBe(false);
});
