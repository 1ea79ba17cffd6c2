import { expect, test } from 'vitest';
import { findConflict } from '#renderer/features/outlook/blocks.tsx';
import { judgeDrop } from '#renderer/features/outlook/use-card-drag.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { clock, createOutlook } from '#tests/renderer/support/plan.ts';

const plan = createOutlook(createPeople());
const [grill] = plan.proposals;
const day = (index: number) => {
  const found = plan.days[index];
  if (found === undefined) throw new Error(`The scripted plan has no day ${index}.`);
  return found;
};
if (grill === undefined) throw new Error('The scripted plan has lost its grill.');

test.each([
  ['where it is', 0, '18:00', 'same'],
  ['later in the same opening', 0, '19:30', 'possible'],
  ['over the end of the opening', 0, '19:45', 'blocked'],
  ['at the very end of another day', 6, '19:30', 'possible'],
  ['over date night', 1, '17:30', 'blocked'],
  ['away', 8, '12:00', 'blocked'],
] as const)('%s', (_, index, time, verdict) => {
  const judged = judgeDrop(day(index), grill, clock(time));
  expect(judged.verdict).toBe(verdict);
  expect(judged.span.until - judged.span.from).toBe(150);
});

test('the block in the way is named', () => {
  expect(findConflict(day(1), { from: clock('18:00'), until: clock('20:00') })?.title).toBe('Date night');
  expect(findConflict(day(1), { from: clock('17:30'), until: clock('19:00') })).toBeNull();
});
