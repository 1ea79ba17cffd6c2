import type { AppStatus } from '#contract/status.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';

/**
 * Calls `wear` with what the parts outside the pages go by, language and theme among them: at once, and whenever the
 * settings change. Returns its disposer.
 */
export function followStatus(
  app: Pick<App, 'peek' | 'onEvent'>,
  wear: (status: AppStatus) => void,
  onBug: (error: unknown) => void,
): () => void {
  const update = async (): Promise<void> => {
    // The contract ties the output to the name; `peek` is typed for names that come from outside.
    const outcome = (await app.peek('app.status', {})) as Outcome<AppStatus>;
    if (outcome.ok) wear(outcome.value);
  };
  void update().catch(onBug);
  return app.onEvent((name, payload) => {
    if (name === 'changed' && 'what' in payload && payload.what === 'settings') void update().catch(onBug);
  });
}
