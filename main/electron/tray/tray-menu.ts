import type { MenuItemConstructorOptions } from 'electron';
import type { InviteId } from '#contract/ids.ts';
import type { TrayState } from './tray-state.ts';
import { trayWords } from './tray-words.ts';

export interface TrayActions {
  showWeek(): void;
  undo(inviteId: InviteId): void;
  openOutlook(): void;
  pause(until: 'tomorrow' | 'next-week' | null): void;
  openSettings(): void;
  quit(): void;
}

const LINE: MenuItemConstructorOptions = { type: 'separator' };

/** The entries from top to bottom. What can be taken back comes first, for as long as it can. */
export function trayMenuTemplate(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const words = trayWords(state.language);
  const { undo } = state;
  const pause: MenuItemConstructorOptions = state.isPaused
    ? { id: 'resume', label: words.resume, click: () => actions.pause(null) }
    : {
        id: 'pause',
        label: words.pause,
        submenu: [
          { id: 'pause-tomorrow', label: words.untilTomorrow, click: () => actions.pause('tomorrow') },
          { id: 'pause-next-week', label: words.untilNextWeek, click: () => actions.pause('next-week') },
        ],
      };
  return [
    ...(undo === null
      ? []
      : [{ id: 'undo', label: escapeLabel(undo.label), click: () => actions.undo(undo.inviteId) }, LINE]),
    { id: 'this-week', label: words.thisWeek, click: () => actions.showWeek() },
    { id: 'outlook', label: words.openOutlook, click: () => actions.openOutlook() },
    LINE,
    pause,
    { id: 'settings', label: words.settings, click: () => actions.openSettings() },
    LINE,
    { id: 'quit', label: words.quit, click: () => actions.quit() },
  ];
}

/** A single & in a menu underlines what follows: names may have one. */
const escapeLabel = (label: string): string => label.replaceAll('&', '&&');
