import { useCallback } from 'react';
import { useCall, useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';

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
      await Promise.all([
        views.reload('app.status'),
        views.reload('calendars.read'),
        views.reload('people.list'),
        views.reload('invites.list'),
        views.reload('settings.read'),
      ]);
      return true;
    },
    [call, views, notifyFailure],
  );
  return { isBusy, run };
}
