import { useCallback } from 'react';
import type { AccountView, CalendarsView } from '#contract/calendars.ts';
import type { InviteView } from '#contract/invites.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useSignIn } from './use-sign-in.ts';

const isLocked = ({ kind, trouble }: AccountView): boolean =>
  kind === 'google' && (trouble?.kind === 'unauthorized' || trouble?.kind === 'secret-lost');

/** The account at a provider that lets nobody in any more, where that is what keeps an invite from leaving. */
export function findLockedAccount(
  { accounts, calendars }: Pick<CalendarsView, 'accounts' | 'calendars'>,
  { state, calendarName }: Pick<InviteView, 'state' | 'calendarName'>,
): AccountView | null {
  if (state.kind !== 'failed' || calendarName === null) return null;
  const own = calendars.filter(({ name }) => name === calendarName).map(({ accountId }) => accountId);
  return accounts.find((account) => isLocked(account) && own.includes(account.id)) ?? null;
}

/** 'Connect again' where an invite waits for it; null: trying again may help. */
export function useConnectAgain(
  invite: InviteView,
): { readonly connect: () => void; readonly isBusy: boolean } | null {
  const view = useViewValue('calendars.read');
  const { begin, isBusy } = useSignIn();
  const { notifyFailure } = useNotices();
  const account = view === null ? null : findLockedAccount(view, invite);
  const accountId = account?.id ?? null;
  const connect = useCallback((): void => {
    // It is to be written to, so nothing less is of use.
    void begin({ accountId, access: 'write' }).then((outcome) => {
      if (!outcome.ok) notifyFailure(outcome);
    });
  }, [accountId, begin, notifyFailure]);
  return account === null ? null : { connect, isBusy };
}
