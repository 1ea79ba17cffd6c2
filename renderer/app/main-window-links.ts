import { useEffect, useEffectEvent } from 'react';
import { useHost } from '#renderer/bridge/host.tsx';
import { useNotices } from '#renderer/ui/notices.tsx';
import { useShortcuts } from '#renderer/ui/shortcuts.ts';

/** In the host's popover a link to another page opens it in the main window; elsewhere links are links. */
export function useMainWindowLinks(isOn: boolean): void {
  const { bridge } = useHost();
  const { notifyFailure } = useNotices();
  const openPage = useEffectEvent(async (hash: string) => {
    const outcome = await bridge.call('window.open', { hash });
    if (!outcome.ok) notifyFailure(outcome);
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
      const hash = link?.getAttribute('href') ?? null;
      if (hash === null) return;
      event.preventDefault();
      void openPage(hash);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [isOn]);
}

/** Esc puts the host's popover away, whatever it shows. */
export function useClosingPopover(isOn: boolean): void {
  const { bridge } = useHost();
  const { notifyFailure } = useNotices();
  const close = async (): Promise<void> => {
    const outcome = await bridge.call('window.closePopover', {});
    if (!outcome.ok) notifyFailure(outcome);
  };
  useShortcuts((key) => {
    if (isOn && key === 'Escape') void close();
  });
}
