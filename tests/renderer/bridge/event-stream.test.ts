import { afterEach, expect, test, vi } from 'vitest';
import { followEvents } from '#renderer/bridge/event-stream.ts';

let stop = (): void => {};
afterEach(() => stop());

const ignore = { onEvent: () => {}, onUnauthorized: () => {} };

test('a silent stream is given up and opened again', async () => {
  let opened = 0;
  const states: boolean[] = [];
  stop = followEvents({
    ...ignore,
    open: (signal) => {
      opened += 1;
      const body = new ReadableStream({
        start: (controller) => signal.addEventListener('abort', () => controller.error(new Error('aborted'))),
      });
      return Promise.resolve(new Response(body));
    },
    onConnection: (connected) => states.push(connected),
    firstRetryMs: 1,
    silenceMs: 20,
  });
  await vi.waitFor(() => expect(opened).toBeGreaterThan(1));
  expect(states.slice(0, 3)).toEqual([true, false, true]);
});

test('waits longer after every failure', async () => {
  const at: number[] = [];
  stop = followEvents({
    ...ignore,
    open: () => {
      at.push(performance.now());
      return Promise.reject(new Error('refused'));
    },
    onConnection: () => {},
    firstRetryMs: 20,
  });
  await vi.waitFor(() => expect(at.length).toBe(4));
  const [first = 0, second = 0, third = 0, fourth = 0] = at;
  expect(third - second).toBeGreaterThan(second - first);
  expect(fourth - third).toBeGreaterThan(third - second);
});

test('a refused session ends it', async () => {
  const onUnauthorized = vi.fn<() => void>();
  let opened = 0;
  stop = followEvents({
    onEvent: () => {},
    onUnauthorized,
    open: () => {
      opened += 1;
      return Promise.resolve(new Response(null, { status: 401 }));
    },
    onConnection: () => {},
    firstRetryMs: 1,
  });
  await vi.waitFor(() => expect(onUnauthorized).toHaveBeenCalledTimes(1));
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  expect(opened).toBe(1);
});
