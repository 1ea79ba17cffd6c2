import type { Handlers } from '#contract/methods.ts';
import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { AppContext, HostWindows } from '../context.ts';

type Done = Outcome<Readonly<Record<never, never>>>;

export function createWindowHandlers({ windows }: Pick<AppContext, 'windows'>) {
  const ask = (act: (windows: HostWindows) => void): Done => {
    if (windows === null) {
      return fail('refused', 'This host has no windows of its own. Follow the link in the page instead.');
    }
    act(windows);
    return succeed({});
  };
  return {
    'window.open': ({ hash }) => ask((own) => own.openPage(hash)),
    'window.closePopover': () => ask((own) => own.closePopover()),
  } satisfies Partial<Handlers>;
}
