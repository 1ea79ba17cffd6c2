import type { Net } from 'electron';
import { refuseMissing } from './missing.ts';
import { handlerOf } from './protocol.ts';
import { requireReady } from './runtime.ts';

export const net = refuseMissing('net', {
  /** electron.d.ts, Net.fetch: the app's own protocols answer it too. Nothing here reaches further. */
  async fetch(input, init) {
    requireReady('net.fetch cannot be used');
    const request = new Request(input, init);
    const handler = handlerOf(request.url);
    if (handler === undefined) throw new Error(`electron-double: net.fetch of ${request.url}`);
    return handler(request);
  },
} satisfies Partial<Net>);
