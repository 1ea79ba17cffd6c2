import type { BrowserWindow, IpcMain } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { CALL_CHANNEL, EVENT_CHANNEL } from '#contract/channels.ts';
import { succeed } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import { startIpcHost } from '#main/electron/ipc-host.ts';

const page = 'app://bundle/index.html#/week';

interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

describe('the one channel', () => {
  const dispatch = vi.fn<App['dispatch']>(async (name, input) => succeed([name, input]));
  const own = { send: vi.fn<(...given: readonly unknown[]) => void>() };
  let handlers: Map<string, (...given: readonly unknown[]) => unknown>;
  let tell: Parameters<App['onEvent']>[0] | null;
  let stop: () => void;

  beforeEach(() => {
    handlers = new Map();
    tell = null;
    dispatch.mockClear();
    own.send.mockClear();
    const ipcMain = {
      handle: (channel, handler) => {
        // A handler is called with what the test gives as Electron's event.
        handlers.set(channel, handler as (...given: readonly unknown[]) => unknown);
      },
      removeHandler: (channel) => void handlers.delete(channel),
    } satisfies Pick<IpcMain, 'handle' | 'removeHandler'>;
    stop = startIpcHost({
      ipcMain,
      app: {
        dispatch,
        onEvent: (listener) => {
          tell = listener;
          return () => {
            tell = null;
          };
        },
      },
      // Of a window only what its page can be told by.
      windows: { all: () => [{ webContents: own }] as unknown as readonly BrowserWindow[] },
    });
  });

  const call = async (sender: unknown, senderFrame: Frame | null): Promise<unknown> =>
    handlers.get(CALL_CHANNEL)?.({ sender, senderFrame }, 'people.list', {});

  test('a page of ours is answered', async () => {
    expect(await call(own, { url: page, parent: null })).toEqual(succeed(['people.list', {}]));
    expect([...handlers.keys()]).toEqual(['golden-hour:call']);
  });

  describe('security item 17: nobody else is', () => {
    test.each<[string, unknown, Frame | null]>([
      ['a frame inside our page', own, { url: page, parent: { url: page, parent: null } }],
      ['a foreign page in our window', own, { url: 'https://example.org/', parent: null }],
      ['a page whose address begins like ours', own, { url: 'app://bundle.evil.example/', parent: null }],
      ['a page that was never loaded', own, { url: '', parent: null }],
      ['a frame that is gone', own, null],
      ['contents that are no window of ours', {}, { url: page, parent: null }],
    ])('%s', async (_, sender, frame) => {
      await expect(call(sender, frame)).rejects.toThrow('Only the top frame of a window of Golden Hour');
      expect(dispatch).not.toHaveBeenCalled();
    });
  });

  test('news goes to every window, until the host stops', () => {
    tell?.('changed', { what: 'people' });
    expect(own.send.mock.calls).toEqual([[EVENT_CHANNEL, 'changed', { what: 'people' }]]);
    stop();
    expect(tell).toBeNull();
    expect(handlers.size).toBe(0);
  });
});
