import { describe, expect, test, vi } from 'vitest';
import type { Outcome } from '#contract/outcome.ts';
import { calendarId } from '#contract/ids.ts';
import { fail } from '#contract/outcome.ts';
import { createViews } from '#renderer/bridge/views.ts';
import { createScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

const createHost = () => createScriptedBridge({ scene: 'week', language: 'en', theme: 'light' });
const nothing = (): void => {};

async function settle(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

describe('views', () => {
  test('the first subscriber starts the reading, a second finds it', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    expect(views.get('people.list')).toEqual({ kind: 'loading' });
    views.subscribe('people.list', nothing);
    views.subscribe('people.list', nothing);
    await settle();
    expect(views.get('people.list').kind).toBe('ready');
    expect(bridge.calls).toEqual(['people.list']);
  });

  test('what changed is read again where somebody looks, and later where nobody does', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('outlook.read', nothing);
    const leave = views.subscribe('people.list', nothing);
    await settle();
    leave();
    bridge.push('changed', { what: 'outlook' });
    bridge.push('changed', { what: 'people' });
    await settle();
    expect(bridge.calls).toEqual(['outlook.read', 'people.list', 'outlook.read']);
    views.subscribe('people.list', nothing);
    await settle();
    expect(bridge.calls.at(-1)).toBe('people.list');
  });

  test('after a lost connection everything on the screen is read again', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('outlook.read', nothing);
    await settle();
    bridge.setConnected(false);
    bridge.setConnected(true);
    await settle();
    expect(bridge.calls).toEqual(['outlook.read', 'outlook.read']);
  });

  test('a put shows at once, and a reading that it overtook is done again: either may be the newer', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('invites.list', nothing);
    views.put('invites.list', []);
    expect(views.get('invites.list')).toMatchObject({ kind: 'ready', value: [] });
    await settle();
    expect(bridge.calls).toEqual(['invites.list', 'invites.list']);
    const state = views.get('invites.list');
    expect(state.kind === 'ready' && state.value.length).toBeGreaterThan(0);
  });

  test('a reading that a later one overtook ends with that one: who waited for it looks at something new', async () => {
    const bridge = createHost();
    const answers: (() => void)[] = [];
    const call = bridge.call.bind(bridge);
    bridge.call = async (name, input) => {
      await new Promise<void>((resolve) => {
        answers.push(resolve);
      });
      return call(name, input);
    };
    const views = createViews(bridge);
    views.subscribe('invites.list', nothing);
    answers[0]?.();
    await settle();
    let isOver = false;
    const reloading = views.reload('invites.list').then(() => {
      isOver = true;
    });
    bridge.push('changed', { what: 'outlook' });
    answers[1]?.();
    await settle();
    expect(isOver).toBe(false);
    answers[2]?.();
    await reloading;
    expect(answers).toHaveLength(3);
  });

  test('a put with nothing under way asks for nothing', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('invites.list', nothing);
    await settle();
    views.put('invites.list', []);
    await settle();
    expect(bridge.calls).toEqual(['invites.list']);
    expect(views.get('invites.list')).toMatchObject({ kind: 'ready', value: [] });
  });

  test('a later failure keeps the last good value', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('activities.list', nothing);
    await settle();
    const failure: Outcome<never> = fail('offline', 'gone');
    const broken = vi.spyOn(bridge, 'call').mockResolvedValue(failure);
    await views.reload('activities.list');
    expect(views.get('activities.list')).toMatchObject({ kind: 'ready', failure });
    broken.mockRestore();
    await views.reload('activities.list');
    expect(views.get('activities.list')).toMatchObject({ kind: 'ready', failure: null });
  });

  test('a first failure is shown and can be tried again', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    const failed = vi.spyOn(bridge, 'call').mockResolvedValueOnce(fail('bug', 'no'));
    await views.reload('settings.read');
    expect(views.get('settings.read')).toMatchObject({ kind: 'failed' });
    failed.mockRestore();
    await views.reload('settings.read');
    expect(views.get('settings.read').kind).toBe('ready');
  });

  test('the steps of a synchronisation are shown without asking; its end is asked for', async () => {
    const bridge = createScriptedBridge({ scene: 'connected', language: 'en', theme: 'light' });
    const views = createViews(bridge);
    const seen: unknown[] = [];
    const rowing = () => {
      const state = views.get('calendars.read');
      return state.kind === 'ready' ? state.value.calendars.find(({ id }) => id === 'rowing') : undefined;
    };
    views.subscribe('calendars.read', () => seen.push(rowing()?.sync));
    await settle();
    const id = calendarId('rowing');
    bridge.push('calendar.progress', { calendarId: id, sync: { done: 10, total: 64 } });
    bridge.push('calendar.progress', { calendarId: id, sync: { done: 20, total: 64 } });
    expect(seen).toEqual([null, { done: 10, total: 64 }, { done: 20, total: 64 }]);
    expect(bridge.calls).toEqual(['calendars.read']);
    bridge.push('calendar.progress', { calendarId: id, sync: null });
    await settle();
    expect(rowing()?.sync).toBeNull();
    expect(bridge.calls).toEqual(['calendars.read', 'calendars.read']);
  });

  test('dispose lets go of the host', async () => {
    const bridge = createHost();
    const views = createViews(bridge);
    views.subscribe('outlook.read', nothing);
    await settle();
    views.dispose();
    bridge.push('changed', { what: 'outlook' });
    await settle();
    expect(bridge.calls).toEqual(['outlook.read']);
  });
});
