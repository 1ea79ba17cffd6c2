import type { Handlers } from '#contract/methods.ts';
import type { AppStatus } from '#contract/status.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { AppContext, HostUpdates } from '../context.ts';
import { readStatus } from './outlook.ts';

export function createUpdateHandlers(context: AppContext) {
  async function ask(act: (updates: HostUpdates) => Promise<unknown>): Promise<Outcome<AppStatus>> {
    if (context.updates === null) {
      return fail('refused', 'Only the desktop app looks for newer versions of itself.');
    }
    await act(context.updates);
    return succeed(readStatus(context));
  }
  return {
    'updates.check': () => ask((updates) => updates.look()),
    'updates.fetch': () => ask((updates) => updates.fetch()),
    'updates.install': () => ask((updates) => updates.install()),
  } satisfies Partial<Handlers>;
}
