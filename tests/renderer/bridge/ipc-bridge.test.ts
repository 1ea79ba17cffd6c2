import { expect, test } from 'vitest';
import type { DesktopApi } from '#contract/channels.ts';
import { fail } from '#contract/outcome.ts';
import { createIpcBridge } from '#renderer/bridge/ipc-bridge.ts';

test('calls and events are those of the desktop host, which is always there', async () => {
  const asked: unknown[] = [];
  const refusal = fail('not-found', 'There is none.');
  const api: DesktopApi = {
    call: async (name, input) => {
      asked.push([name, input]);
      return refusal;
    },
    on: (name) => {
      asked.push(name);
      return () => asked.push('stopped');
    },
  };
  const bridge = createIpcBridge(api);
  expect(await bridge.call('people.list', {})).toBe(refusal);
  bridge.on('changed', () => {})();
  expect(asked).toEqual([['people.list', {}], 'changed', 'stopped']);

  const connections: boolean[] = [];
  bridge.onConnection((connected) => connections.push(connected))();
  expect(connections).toEqual([true]);
});
