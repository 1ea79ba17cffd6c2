import { useCallback } from 'react';
import type { InviteView } from '#contract/invites.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

interface Undo {
  /** False where it was too late. */
  readonly takeBack: (invite: InviteView) => Promise<boolean>;
  readonly isBusy: boolean;
}

/** Takes back what is about to leave, and says so. */
export function useUndo(): Undo {
  const { words } = useText();
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notify, notifyFailure } = useNotices();
  const takeBack = useCallback(
    async (invite: InviteView): Promise<boolean> => {
      const outcome = await call('invites.undo', { inviteId: invite.id });
      if (outcome.ok) notify({ kind: 'good', text: words.common.undo.undone });
      else notifyFailure(outcome);
      await Promise.all([views.reload('invites.list'), views.reload('outlook.read')]);
      return outcome.ok;
    },
    [call, notify, notifyFailure, views, words],
  );
  return { takeBack, isBusy };
}
