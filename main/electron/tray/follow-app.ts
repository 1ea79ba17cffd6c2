import type { MethodName, MethodOutput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import type { TrayHandle } from './create-tray.ts';
import { computeTrayState } from './tray-state.ts';

/** What can be undone is in the menu at once. */
const INVITE_MS = 100;
/** A first synchronisation changes much in a row, and reading the outlook may mean planning anew. */
const CHANGE_MS = 1_500;

/** Keeps the tray as the app is: now, and after every change. Returns its disposer. */
export function followApp(app: Pick<App, 'peek' | 'onEvent'>, tray: TrayHandle): () => void {
  let soon: NodeJS.Timeout | null = null;
  let later: NodeJS.Timeout | null = null;
  let isDisposed = false;
  let newest = 0;

  async function peek<Name extends MethodName>(name: Name): Promise<MethodOutput<Name> | null> {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek(name, {})) as Outcome<MethodOutput<Name>>;
    return outcome.ok ? outcome.value : null;
  }

  async function update(): Promise<void> {
    newest += 1;
    const own = newest;
    const [outlook, status, settings] = await Promise.all([
      peek('outlook.read'),
      peek('app.status'),
      peek('settings.read'),
    ]);
    // Somebody has asked later, and knows more.
    if (own !== newest) return;
    // What cannot be read just now stays as it was: the pages say why.
    if (isDisposed || outlook === null || status === null || settings === null) return;
    tray.update(computeTrayState({ outlook, status, showsTitle: settings.trayTitle }));
  }

  const stopListening = app.onEvent((name) => {
    if (name === 'invite.changed') {
      soon ??= setTimeout(() => {
        soon = null;
        void update();
      }, INVITE_MS);
    } else if (name === 'changed') {
      later ??= setTimeout(() => {
        later = null;
        void update();
      }, CHANGE_MS);
    }
  });
  void update();
  return () => {
    isDisposed = true;
    stopListening();
    for (const timer of [soon, later]) if (timer !== null) clearTimeout(timer);
  };
}
