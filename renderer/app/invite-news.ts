import { useEffect, useEffectEvent, useRef } from 'react';
import type { InviteId } from '#contract/ids.ts';
import type { InviteState, InviteView } from '#contract/invites.ts';
import { useViewValue } from '#renderer/bridge/host.tsx';
import { findHold } from '#renderer/features/describe-plan.ts';
import { useMessageFiles } from '#renderer/features/use-message-files.ts';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useText } from '#renderer/ui/text/text.tsx';

/** It asks something of the user, or waits. */
const isHeldUp = (kind: InviteState['kind']): boolean =>
  kind === 'failed' || kind === 'slot-taken' || kind === 'still-send';

const wasUnderWay = (kind: InviteState['kind'] | undefined): boolean =>
  kind === 'undo-window' || kind === 'sending';

/**
 * Says how it ended when an invite leaves its undo window, whichever screen is open; what was said of a trouble goes
 * when the trouble is over.
 */
export function useInviteNews(): void {
  const saveMessage = useMessageFiles();
  const { words } = useText();
  const { notify } = useNotices();
  const status = useViewValue('app.status');
  const invites = useViewValue('invites.list');
  const before = useRef<ReadonlyMap<InviteId, InviteState['kind']>>(new Map());
  /** What takes away what was said of an invite that is held up. */
  const troubles = useRef(new Map<InviteId, () => void>());

  const tellTrouble = ({ id }: InviteView, text: string, reason: string): void => {
    troubles.current.set(id, notify({ kind: 'problem', text, details: [reason] }));
  };
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
          tellTrouble(invite, notices.failed(what), invite.state.reason);
        } else {
          const news = hold === 'permission' ? words.google.hold.news : words.google.hold.pausedNews;
          troubles.current.set(invite.id, notify({ kind: 'good', text: news(what) }));
        }
        return;
      }
      case 'slot-taken':
      case 'still-send':
        tellTrouble(invite, notices.failed(what), invite.state.reason);
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
      const { id, state } = invite;
      const isOver = troubles.current.has(id) && !isHeldUp(state.kind);
      if (isOver) {
        troubles.current.get(id)?.();
        troubles.current.delete(id);
      }
      const hasLeft = isOver && state.kind === 'sent';
      if (hasLeft || (wasUnderWay(before.current.get(id)) && !wasUnderWay(state.kind))) tell(invite);
    }
    before.current = new Map(invites.map(({ id, state }) => [id, state.kind]));
  }, [invites]);
}
