import { useCallback } from 'react';
import type { InviteId } from '#contract/ids.ts';
import type { HandedOverFiles } from '#contract/invites.ts';
import { useHost } from '#renderer/bridge/host.tsx';
import { saveFile } from '#renderer/ui/download.ts';
import { useNotices } from '#renderer/ui/notices.tsx';

const mediaTypes = { eml: 'message/rfc822', ics: 'text/calendar' } as const satisfies Record<
  keyof HandedOverFiles,
  string
>;

/** Saves what the user's mail program is to send, in one of its two forms. */
export function useMessageFiles(): (inviteId: InviteId, kind: keyof HandedOverFiles) => Promise<void> {
  const { bridge } = useHost();
  const { notifyFailure } = useNotices();
  return useCallback(
    async (inviteId, kind) => {
      const outcome = await bridge.call('invites.files', { inviteId });
      if (outcome.ok) saveFile(outcome.value[kind], mediaTypes[kind]);
      else notifyFailure(outcome);
    },
    [bridge, notifyFailure],
  );
}
