import { useCallback } from 'react';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';

const changedViews = ['calendars.read', 'people.list', 'invites.list', 'settings.read'] as const;

/** Loads or removes the made-up week, which changes every screen. */
export function useSample(): {
  readonly isBusy: boolean;
  readonly run: (name: 'sample.load' | 'sample.remove') => Promise<boolean>;
} {
  const { views } = useHost();
  const { call, isBusy } = useCall();
  const { notifyFailure } = useNotices();
  const run = useCallback(
    async (name: 'sample.load' | 'sample.remove') => {
      const outcome = await call(name, {});
      if (!outcome.ok) {
        notifyFailure(outcome);
        return false;
      }
      views.put('outlook.read', outcome.value);
      for (const changed of changedViews) void views.reload(changed);
      // It decides which page is shown.
      await views.reload('app.status');
      return true;
    },
    [call, views, notifyFailure],
  );
  return { isBusy, run };
}
