import { useCallback } from 'react';
import type { AccountView, CalendarsView } from '#contract/calendars.ts';
import type { InviteView } from '#contract/invites.ts';
import type { WritePermission } from '#contract/outlook.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useSignIn } from './use-sign-in.ts';

/**
 * The account that an invite waits for: the one in whose calendar it is to lie, which need not be the one that invites
 * go out from by now. Null: it may be written to meanwhile.
 */
export function findAccountToAllow(
  { accounts, calendars }: Pick<CalendarsView, 'accounts' | 'calendars'>,
  permission: WritePermission | null,
  { calendarName }: Pick<InviteView, 'calendarName'>,
): AccountView['id'] | null {
  const closed = accounts.filter(({ access }) => !access.write);
  const named = calendars.find(
    ({ name, accountId }) => name === calendarName && closed.some(({ id }) => id === accountId),
  );
  return named?.accountId ?? permission?.accountId ?? closed[0]?.id ?? null;
}

/** 'Allow' on a card that waits for it: asks the provider, or sends where nothing is missing any more. */
export function useAllowWriting(
  permission: WritePermission | null,
  send: (invite: InviteView) => void,
): { readonly allow: (invite: InviteView) => void; readonly isBusy: boolean } {
  const view = useViewValue('calendars.read');
  const { begin, isBusy } = useSignIn();
  const { notifyFailure } = useNotices();
  const allow = useCallback(
    (invite: InviteView): void => {
      const accountId =
        view === null ? (permission?.accountId ?? null) : findAccountToAllow(view, permission, invite);
      if (accountId === null) {
        send(invite);
        return;
      }
      void begin({ accountId, access: 'write' }).then((outcome) => {
        if (!outcome.ok) notifyFailure(outcome);
      });
    },
    [view, permission, send, begin, notifyFailure],
  );
  return { allow, isBusy };
}
