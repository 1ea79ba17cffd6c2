import type { BrowserWindow, IpcMain, WebFrameMain } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '#contract/channels.ts';
import type { App } from '#main/app/app.ts';
import { isOwnPage } from './page-address.ts';

type SenderFrame = Pick<WebFrameMain, 'url' | 'parent'>;

/** Whether a message may be answered: from the top frame of a window of ours that shows a page of ours. */
function mayCall(frame: SenderFrame | null, isOwnWindow: boolean): boolean {
  // Null: the frame was gone before its message was read.
  return isOwnWindow && frame !== null && frame.parent === null && isOwnPage(frame.url);
}

export interface IpcHostParts {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly app: Pick<App, 'dispatch' | 'onEvent'>;
  readonly windows: { all(): readonly BrowserWindow[] };
}

/** Carries the contract over one channel each way. Returns its disposer. */
export function startIpcHost({ ipcMain, app, windows }: IpcHostParts): () => void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    const isOwnWindow = windows.all().some(({ webContents }) => webContents === event.sender);
    if (!mayCall(event.senderFrame, isOwnWindow)) {
      throw new Error('Only the top frame of a window of Golden Hour is answered.');
    }
    return app.dispatch(String(name), input);
  });
  const stopEvents = app.onEvent((name, payload) => {
    for (const { webContents } of windows.all()) webContents.send(EVENT_CHANNEL, name, payload);
  });
  return () => {
    stopEvents();
    ipcMain.removeHandler(CALL_CHANNEL);
  };
}
