import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, type DesktopApi, EVENT_CHANNEL } from '#contract/channels.ts';

const api: DesktopApi = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on: (name, listener) => {
    // Electron's event object, which holds the sender, stays on this side.
    const deliver = (_event: unknown, pushed: unknown, payload: Parameters<typeof listener>[0]): void => {
      if (pushed === name) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, deliver);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, deliver);
    };
  },
};

contextBridge.exposeInMainWorld('goldenHour', api);
