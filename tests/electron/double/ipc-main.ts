import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { StrictEmitter } from './missing.ts';

type InvokeListener = Parameters<IpcMain['handle']>[1];
type Known = Pick<IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

const handlers = new Map<string, InvokeListener>();

class DoubleIpcMain extends StrictEmitter implements Known {
  handle(channel: string, listener: InvokeListener): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  }
  handleOnce(channel: string, listener: InvokeListener): void {
    this.handle(channel, (event, ...values: unknown[]): unknown => {
      handlers.delete(channel);
      return listener(event, ...values);
    });
  }
  removeHandler(channel: string): void {
    handlers.delete(channel);
  }
}

export const ipcMain = new DoubleIpcMain('ipcMain');

export function receiveMessage(channel: string, event: IpcMainEvent, values: readonly unknown[]): void {
  ipcMain.emit(channel, event, ...values);
}

/** electron.d.ts, IpcMain.handle: of an error only the message reaches the renderer. */
export async function answerInvoke(
  channel: string,
  event: IpcMainInvokeEvent,
  values: readonly unknown[],
): Promise<unknown> {
  const listener = handlers.get(channel);
  try {
    if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
    return await listener(event, ...values);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
  }
}

export const invokeChannels = (): readonly string[] => [...handlers.keys()];
