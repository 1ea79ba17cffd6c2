import type { DesktopState } from '#contract/status.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { App } from '#main/app/app.ts';
import type { Autostart } from './autostart.ts';
import type { Shortcut } from './shortcut.ts';

export interface DesktopOptionsParts {
  readonly platform: NodeJS.Platform;
  readonly autostart: Autostart;
  readonly shortcut: Shortcut;
  /** The system shows notifications. */
  readonly notifies: boolean;
}

export interface DesktopOptions {
  /** What came of the settings, for `AppStatus`. */
  state(): Omit<DesktopState, 'updates'>;
  /** Does what the settings say, now and after each change. Returns its disposer. */
  follow(app: Pick<App, 'peek' | 'onEvent'>): () => void;
}

/** Start at login and the shortcut: settings that only a desktop host can follow, and may fail to. */
export function createDesktopOptions(parts: DesktopOptionsParts): DesktopOptions {
  let state: ReturnType<DesktopOptions['state']> = {
    hasTrayTitle: parts.platform === 'darwin',
    notifies: parts.notifies,
    startAtLogin: 'off',
    shortcut: 'none',
  };
  let applied = '';

  async function apply(app: Pick<App, 'peek'>): Promise<void> {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek('settings.read', {})) as Outcome<Settings>;
    if (!outcome.ok) return;
    const { startAtLogin, startHidden, shortcut } = outcome.value;
    const wanted = JSON.stringify([startAtLogin, startHidden, shortcut]);
    if (wanted === applied) return;
    applied = wanted;
    state = {
      ...state,
      startAtLogin: parts.autostart.apply({ isOn: startAtLogin, isHidden: startHidden }),
      shortcut: parts.shortcut.apply(shortcut),
    };
  }

  return {
    state: () => state,
    follow(app) {
      const stopListening = app.onEvent((name, payload) => {
        if (name === 'changed' && 'what' in payload && payload.what === 'settings') void apply(app);
      });
      void apply(app);
      return () => {
        stopListening();
        parts.shortcut.dispose();
      };
    },
  };
}
