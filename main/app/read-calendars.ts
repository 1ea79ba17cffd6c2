import type { CalendarsView } from '#contract/calendars.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { AppContext } from './context.ts';
import { viewCalendars } from './views/calendars.ts';

/** All calendars as they are at this moment, with what is under way. */
export function readCalendars(context: AppContext): CalendarsView {
  const { store, sync } = context;
  const when = { nowMs: context.now(), zone: openZone(context.zone()), language: context.language() };
  const signIn = {
    connecting: context.connecting.view(),
    googleClient: context.googleClients.source(),
    notice: null,
  };
  return viewCalendars(
    store.calendars.list(),
    store.accounts.list(),
    (id) => sync.progressOf(id),
    signIn,
    when,
  );
}
