import { expect, it } from 'vitest';
import type { InviteId } from '#contract/ids.ts';
import { arrangeAsks, type SaidOf } from '#renderer/features/happened-rows.ts';
import { createPeople } from '#tests/renderer/support/people.ts';
import { createHappenedAsks } from '#tests/renderer/support/plan.ts';

const [walk, dinner] = createHappenedAsks(createPeople());
if (walk === undefined || dinner === undefined) throw new Error('The gallery asks about less than two.');
const said = (...entries: readonly SaidOf[]): ReadonlyMap<InviteId, SaidOf> =>
  new Map(entries.map((entry) => [entry.invite.id, entry]));

it('keeps what was answered here in its place, between what is asked', () => {
  expect(arrangeAsks([dinner], said({ invite: walk, what: 'yes' }))).toEqual([
    { invite: walk, noted: 'yes', isBack: false },
    { invite: dinner, noted: null, isBack: false },
  ]);
});

it('asks what the host asks, whatever was said of it here', () => {
  expect(arrangeAsks([walk, dinner], said({ invite: dinner, what: 'later' }))).toEqual([
    { invite: walk, noted: null, isBack: false },
    { invite: dinner, noted: null, isBack: true },
  ]);
});

it('is nothing where nothing is asked', () => {
  expect(arrangeAsks([], new Map())).toEqual([]);
});
