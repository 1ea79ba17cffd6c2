import { useCallback, useRef } from 'react';
import type { ConnectingView } from '#contract/calendars.ts';
import type { MethodInput } from '#contract/methods.ts';
import type { Outcome } from '#contract/outcome.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';

export type SignInRequest = MethodInput<'accounts.connectGoogle'>;

interface SignIn {
  readonly isBusy: boolean;
  /** Asks the provider and opens its page; what becomes of it is in `connecting` of the calendars. */
  readonly begin: (request: SignInRequest) => Promise<Outcome<ConnectingView>>;
  /** Ends a question that is open, or puts away one that failed. */
  readonly end: (attempt: Pick<ConnectingView, 'attemptId'>) => Promise<void>;
}

/** Questions to an account's provider, which the user answers in the system's browser. */
export function useSignIn(): SignIn {
  const { views } = useHost();
  const { call, isBusy } = useCall();
  // A second click before the first is answered would open a second page.
  const beginning = useRef<Promise<Outcome<ConnectingView>> | null>(null);

  const begin = useCallback(
    (request: SignInRequest) => {
      const ask = async (): Promise<Outcome<ConnectingView>> => {
        const outcome = await call('accounts.connectGoogle', request);
        // Still the turn of the click, as browsers see it: they let a page open for some seconds after one.
        if (outcome.ok && !outcome.value.isOpened) window.open(outcome.value.address, '_blank', 'noopener');
        await views.reload('calendars.read');
        return outcome;
      };
      beginning.current ??= ask().finally(() => {
        beginning.current = null;
      });
      return beginning.current;
    },
    [call, views],
  );

  const end = useCallback(
    async ({ attemptId }: Pick<ConnectingView, 'attemptId'>) => {
      const outcome = await call('accounts.cancelConnecting', { attemptId });
      if (outcome.ok) views.put('calendars.read', outcome.value);
      // It is over already: what is known by now says so.
      else await views.reload('calendars.read');
    },
    [call, views],
  );

  return { isBusy, begin, end };
}
