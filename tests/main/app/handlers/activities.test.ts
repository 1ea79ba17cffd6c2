import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activityId } from '#contract/ids.ts';
import type { ActivityState } from '#contract/activities.ts';
import { CATALOGUE } from '#main/activities/catalogue.ts';
import { type AppWorld, openAppWorld } from '../app-world.ts';

let world: AppWorld;

beforeEach(async () => {
  world = await openAppWorld();
});

afterEach(() => world[Symbol.asyncDispose]());

const find = (states: readonly ActivityState[], id: string): ActivityState | undefined =>
  states.find(({ activity }) => activity.id === id);

describe('activities', () => {
  it('are those that ship, all of them on', async () => {
    const states = await world.call('activities.list', {});
    expect(states.map(({ activity }) => activity)).toEqual(CATALOGUE);
    expect(states.every(({ enabled, edited }) => enabled && !edited)).toBe(true);
  });

  it('are switched off, changed, and taken back', async () => {
    const [first] = CATALOGUE;
    if (first === undefined) throw new Error('The catalogue is empty.');
    const off = await world.call('activities.save', { activity: first, enabled: false });
    expect(find(off, first.id)).toEqual({ activity: first, enabled: false, edited: false });
    const changed = { ...first, minutes: first.minutes + 15 };
    const edited = await world.call('activities.save', { activity: changed, enabled: true });
    expect(find(edited, first.id)).toEqual({ activity: changed, enabled: true, edited: true });
    const reset = await world.call('activities.reset', { activityId: first.id });
    expect(find(reset, first.id)).toEqual({ activity: first, enabled: true, edited: false });
  });

  it('may be the user’s own, until they are removed', async () => {
    const [like] = CATALOGUE;
    if (like === undefined) throw new Error('The catalogue is empty.');
    const own = { ...like, id: activityId('own-sauna'), name: { en: 'Sauna', nl: 'Sauna' } };
    const added = await world.call('activities.save', { activity: own, enabled: true });
    expect(added.at(-1)).toEqual({ activity: own, enabled: true, edited: true });
    const removed = await world.call('activities.reset', { activityId: own.id });
    expect(find(removed, own.id)).toBeUndefined();
  });

  it('do not fall back on themselves or on nothing', async () => {
    const [like] = CATALOGUE;
    if (like === undefined) throw new Error('The catalogue is empty.');
    for (const fallback of [like.id, activityId('no-such')]) {
      const refused = await world.refuse('activities.save', {
        activity: { ...like, fallback },
        enabled: true,
      });
      expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(fallback) });
    }
  });
});
