import { useCallback, useState } from 'react';
import type { Settings } from '#contract/settings.ts';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';

export type SaveSettings = (changes: Partial<Settings>) => Promise<boolean>;

/** Saves at once what was changed, and tells when the last save was, for a quiet 'Saved'. */
export function useSaveSettings(): { readonly save: SaveSettings; readonly savedCount: number } {
  const { views } = useHost();
  const { call } = useCall();
  const { notifyFailure } = useNotices();
  const [savedCount, setSavedCount] = useState(0);
  const save = useCallback<SaveSettings>(
    async (changes) => {
      const outcome = await call('settings.save', { changes });
      if (!outcome.ok) {
        notifyFailure(outcome);
        await views.reload('settings.read');
        return false;
      }
      views.put('settings.read', outcome.value);
      setSavedCount((count) => count + 1);
      await Promise.all([views.reload('app.status'), views.reload('outlook.read')]);
      return true;
    },
    [call, views, notifyFailure],
  );
  return { save, savedCount };
}
