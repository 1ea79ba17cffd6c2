import type { AppStatus } from '#contract/models.ts';
import type { Outcome } from '#contract/outcome.ts';
import type { App } from '#main/app/app.ts';

/** What the parts outside the pages go by: language and theme. Null while the app is ending. */
export async function readStatus(app: Pick<App, 'dispatch'>): Promise<AppStatus | null> {
  // The contract ties the output to the name; `dispatch` is typed for names that come from outside.
  const outcome = (await app.dispatch('app.status', {})) as Outcome<AppStatus>;
  return outcome.ok ? outcome.value : null;
}
