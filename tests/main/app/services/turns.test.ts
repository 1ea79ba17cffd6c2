import { expect, it } from 'vitest';
import { createTurns } from '#main/app/services/turns.ts';

it('gives turns in the order in which they were asked for, and none to who was called off', async () => {
  const turns = createTurns(1);
  const order: string[] = [];
  const calledOff = new AbortController();
  const { signal } = new AbortController();
  const give = await turns.take(signal);
  const waiting = ['a', 'b', 'c'].map(async (name) => {
    const giveBack = await turns.take(name === 'b' ? calledOff.signal : signal);
    order.push(giveBack === null ? `${name} called off` : name);
    giveBack?.();
  });
  calledOff.abort();
  give?.();
  await Promise.all(waiting);
  expect(order).toEqual(['a', 'b called off', 'c']);
  expect(await turns.take(calledOff.signal)).toBeNull();
  expect(await turns.take(signal)).not.toBeNull();
});
