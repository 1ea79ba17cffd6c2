import { useEffect, useEffectEvent, useRef } from 'react';
import type { InviteId } from '#contract/ids.ts';
import type { InviteState, InviteView } from '#contract/models.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { findHold } from '#renderer/features/describe-plan.ts';
import { useMessageFiles } from '#renderer/features/use-message-files.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

const wasUnderWay = (kind: InviteState['kind'] | undefined): boolean =>
  kind === 'undo-window' || kind === 'sending';

/** Says how it ended when an invite leaves its undo window, whichever screen is open. */
export function useInviteNews(): void {
  const saveMessage = useMessageFiles();
  const { words } = useText();
  const { notify } = useNotices();
  const status = useViewValue('app.status');
  const invites = useViewValue('invites.list');
  const before = useRef<ReadonlyMap<InviteId, InviteState['kind']>>(new Map());

  const tell = useEffectEvent((invite: InviteView) => {
    const { notices } = words.common;
    const what = invite.activity.name;
    switch (invite.state.kind) {
      case 'sent': {
        const waiting = invite.guests.filter(({ answer }) => answer === 'needs-action').length;
        notify({ kind: 'good', text: notices.sent(what, waiting) });
        return;
      }
      case 'handed-over': {
        const action = { label: notices.downloadMessage, run: () => void saveMessage(invite.id, 'eml') };
        const isOpened = status?.capabilities.opensMailProgram === true;
        notify({ kind: 'good', text: notices.handedOver(what), ...(isOpened ? {} : { action }) });
        return;
      }
      case 'failed': {
        const hold = findHold(invite);
        if (hold === null) {
          notify({ kind: 'problem', text: notices.failed(what), details: [invite.state.reason] });
        } else {
          const news = hold === 'permission' ? words.google.hold.news : words.google.hold.pausedNews;
          notify({ kind: 'good', text: news(what) });
        }
        return;
      }
      case 'slot-taken':
      case 'still-send':
        notify({ kind: 'problem', text: notices.failed(what), details: [invite.state.reason] });
        return;
      case 'cancelled':
        // Undoing an invite that had not left yet ends here too, and has said so already.
        if (invite.step === 'cancel') notify({ kind: 'good', text: notices.cancelled(what) });
        return;
      case 'undo-window':
      case 'sending':
    }
  });

  useEffect(() => {
    if (invites === null) return;
    for (const invite of invites) {
      if (wasUnderWay(before.current.get(invite.id)) && !wasUnderWay(invite.state.kind)) tell(invite);
    }
    before.current = new Map(invites.map(({ id, state }) => [id, state.kind]));
  }, [invites]);
}
