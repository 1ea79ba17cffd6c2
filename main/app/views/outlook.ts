import type { CalendarSourceView } from '#contract/calendars.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView, WritePermission } from '#contract/outlook.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { PlannedWeek } from './planned-week.ts';

/** Invites that a screen of the coming days shows: of today and later, and whatever still wants something. */
const invitesFrom = (invites: readonly InviteView[], today: IsoDate): InviteView[] =>
  invites.filter(({ state, date }) => {
    switch (state.kind) {
      case 'cancelled':
        return false;
      case 'sent':
      case 'handed-over':
        return date >= today;
      case 'undo-window':
      case 'sending':
      case 'failed':
      case 'still-send':
      case 'slot-taken':
        return true;
    }
  });

/** The planned week with what changes by the second: the time, where the invites are, how old the calendars are. */
export function viewOutlook(
  week: PlannedWeek,
  calendars: readonly CalendarSourceView[],
  invites: readonly InviteView[],
  happenedAsks: readonly InviteView[],
  nowMs: EpochMs,
  warnings: readonly string[],
  permission: WritePermission | null,
): OutlookView {
  const zone = openZone(week.zone);
  const { days, ribbon, forecast, forecastProblem, headline, today } = week;
  return {
    now: zone.format(nowMs),
    today,
    nowMinute: zone.minuteOf(nowMs),
    zone: week.zone,
    days,
    ribbon,
    proposals: week.proposals.map(({ view }) => view),
    invites: invitesFrom(invites, today),
    happenedAsks,
    calendars,
    forecast,
    forecastProblem,
    headline,
    warnings: [...warnings, ...week.warnings],
    permission,
  };
}
