import type { GlobalShortcut } from 'electron';
import type { DesktopState } from '#contract/status.ts';

export interface Shortcut {
  /** Takes the keys, or none, and gives whether they really are ours now. */
  apply(accelerator: string | null): DesktopState['shortcut'];
  dispose(): void;
}

/** At most one shortcut of the whole system, unassigned until the user sets it. */
export function createShortcut(
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister' | 'isRegistered'>,
  onPressed: () => void,
): Shortcut {
  let held: string | null = null;

  function release(): void {
    if (held !== null) globalShortcut.unregister(held);
    held = null;
  }

  function take(accelerator: string): boolean {
    try {
      return globalShortcut.register(accelerator, onPressed) && globalShortcut.isRegistered(accelerator);
    } catch {
      // Electron throws for words that are no keys: the settings show it as refused.
      return false;
    }
  }

  return {
    apply(accelerator) {
      if (accelerator !== null && accelerator === held) return 'works';
      release();
      if (accelerator === null) return 'none';
      if (!take(accelerator)) return 'refused';
      held = accelerator;
      return 'works';
    },
    dispose: release,
  };
}
