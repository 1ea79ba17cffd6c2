import type { MethodName, MethodOutput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';
import type { TrayHandle } from './create-tray.ts';
import { computeTrayState } from './tray-state.ts';

/** Several changes at once are one. */
const TOGETHER_MS = 200;

/** Keeps the tray as the app is: now, and after every change. Returns its disposer. */
export function followApp(app: Pick<App, 'peek' | 'onEvent'>, tray: TrayHandle): () => void {
  let timer: NodeJS.Timeout | null = null;
  let isDisposed = false;

  async function peek<Name extends MethodName>(name: Name): Promise<MethodOutput<Name> | null> {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek(name, {})) as Outcome<MethodOutput<Name>>;
    return outcome.ok ? outcome.value : null;
  }

  async function update(): Promise<void> {
    const [outlook, status, settings] = await Promise.all([
      peek('outlook.read'),
      peek('app.status'),
      peek('settings.read'),
    ]);
    // What cannot be read just now stays as it was: the pages say why.
    if (isDisposed || outlook === null || status === null || settings === null) return;
    tray.update(computeTrayState({ outlook, status, showsTitle: settings.trayTitle }));
  }

  const updateSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void update();
    }, TOGETHER_MS);
  };
  const stopListening = app.onEvent((name) => {
    if (name === 'changed' || name === 'invite.changed') updateSoon();
  });
  void update();
  return () => {
    isDisposed = true;
    stopListening();
    if (timer !== null) clearTimeout(timer);
  };
}
