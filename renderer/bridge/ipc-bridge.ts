import type { Bridge } from '#contract/bridge.ts';
import type { DesktopApi } from '#contract/channels.ts';

/** The bridge of the desktop host: it lives in the same process as the windows, so it can always be reached. */
export function createIpcBridge(api: DesktopApi): Bridge {
  return {
    call: (name, input) => api.call(name, input),
    on: (name, listener) => api.on(name, listener),
    onConnection: (listener) => {
      listener(true);
      return () => {};
    },
  };
}
