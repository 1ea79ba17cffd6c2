import type { GlobalShortcut } from 'electron';
import { refuseMissing } from './missing.ts';
import { requireReady } from './runtime.ts';

const registered = new Map<string, () => void>();
/** What another program has taken: electron.d.ts, GlobalShortcut.register, 'silently fails'. */
export const takenShortcuts = new Set<string>();

export const globalShortcut = refuseMissing('globalShortcut', {
  register(accelerator: string, callback: () => void) {
    requireReady('globalShortcut cannot be used');
    if (takenShortcuts.has(accelerator) || registered.has(accelerator)) return false;
    registered.set(accelerator, callback);
    return true;
  },
  unregister: (accelerator: string) => void registered.delete(accelerator),
  unregisterAll: () => registered.clear(),
  isRegistered: (accelerator: string) => registered.has(accelerator),
} satisfies Partial<GlobalShortcut>);

export function pressShortcut(accelerator: string): boolean {
  const callback = registered.get(accelerator);
  callback?.();
  return callback !== undefined;
}
