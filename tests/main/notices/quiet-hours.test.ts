import { expect, it } from 'vitest';
import { isQuiet } from '#main/notices/quiet-hours.ts';

it.each([
  ['over midnight', 1200, 480, [1199, 480], [1200, 1439, 0, 479]],
  ['within a day', 720, 780, [719, 780], [720, 779]],
  ['none', 600, 600, [0, 600, 1439], []],
  ['until midnight', 1320, 1440, [0, 1319], [1320, 1439]],
])('quiet hours %s', (_, quietFrom, quietUntil, loud, quiet) => {
  expect(loud.filter((minute) => isQuiet({ quietFrom, quietUntil }, minute))).toEqual([]);
  expect(quiet.filter((minute) => !isQuiet({ quietFrom, quietUntil }, minute))).toEqual([]);
});
