import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { DesktopApi } from '#contract/channels.ts';

const exposed = new Map<string, DesktopApi>();
const listeners = new Set<(...given: readonly unknown[]) => void>();
const invoke = vi.fn<(...given: readonly unknown[]) => Promise<unknown>>(async () => ({
  ok: true,
  value: {},
}));

vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, api: DesktopApi) => exposed.set(name, api) },
  ipcRenderer: {
    invoke,
    on: (_channel: string, listener: () => void) => listeners.add(listener),
    off: (_channel: string, listener: () => void) => listeners.delete(listener),
  },
}));

beforeAll(async () => {
  await import(new URL('../../preload/index.ts', import.meta.url).href);
});

function goldenHour(): DesktopApi {
  const api = exposed.get('goldenHour');
  if (api === undefined) throw new Error('The preload script exposed nothing as goldenHour.');
  return api;
}

describe('security item 20: what a page gets', () => {
  test('is `call` and `on`, and nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['goldenHour']);
    expect(Object.entries(goldenHour()).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['on', 'function'],
    ]);
  });

  test('a call goes over the one channel, whatever its name', async () => {
    await goldenHour().call('people.list', {});
    expect(invoke.mock.calls).toEqual([['golden-hour:call', 'people.list', {}]]);
  });

  test('an event brings its payload and never the event object of Electron', () => {
    const heard: unknown[] = [];
    const stop = goldenHour().on('changed', (...given: readonly unknown[]) => heard.push(given));
    for (const listener of listeners) {
      listener({ sender: 'ipcRenderer' }, 'changed', { what: 'people' });
      listener({ sender: 'ipcRenderer' }, 'progress', { task: 'x', done: 1, total: 2 });
    }
    expect(heard).toEqual([[{ what: 'people' }]]);
    expect(stop()).toBeUndefined();
    expect(listeners.size).toBe(0);
  });
});
