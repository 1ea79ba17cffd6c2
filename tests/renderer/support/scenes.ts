import type { CalendarsView } from '#contract/calendars.ts';
import type { InviteView, OutlookView } from '#contract/models.ts';
import { type CalendarScene, CALENDAR_SCENES, createCalendars } from './calendars.ts';

/** What may have happened, each as it stands on the screen. */
export type Scene =
  | 'week'
  | 'first-run'
  | 'no-calendar'
  | 'no-forecast'
  | 'stale'
  | 'failed'
  | 'loading'
  | 'nobody'
  | 'deleted'
  | 'moved'
  | 'doubles'
  | 'desktop'
  | CalendarScene;

export function stageOutlook(scene: Scene, outlook: OutlookView): OutlookView {
  switch (scene) {
    case 'no-calendar':
    case 'first-run':
      return { ...outlook, calendars: [], proposals: [], invites: [], headline: 'Nothing to plan yet.' };
    case 'no-forecast':
      return {
        ...outlook,
        forecast: null,
        forecastProblem: 'There is no forecast without a place.',
        ribbon: [],
        days: outlook.days.map((day) => ({ ...day, weather: null, sun: null })),
      };
    case 'stale':
      return {
        ...outlook,
        forecast:
          outlook.forecast === null
            ? null
            : { ...outlook.forecast, freshness: 'stale', issuedAt: '2026-06-03T11:00:00+02:00' },
        warnings: ['The work calendar was read yesterday.'],
      };
    case 'deleted':
    case 'moved': {
      const reasons = {
        deleted: 'It was deleted in your calendar; the guests do not know.',
        moved: 'It was moved in your calendar to Friday 12 June at 19:00. The guests do not know yet.',
      };
      const state: InviteView['state'] =
        scene === 'deleted'
          ? { kind: 'failed', reason: reasons.deleted, retryAt: null, cause: 'gone' }
          : { kind: 'still-send', reason: reasons.moved, cause: 'moved' };
      return { ...outlook, invites: outlook.invites.map((invite) => ({ ...invite, state })) };
    }
    case 'week':
    case 'failed':
    case 'loading':
    case 'nobody':
    case 'doubles':
    case 'desktop':
    case 'connected':
    case 'syncing':
    case 'calendars-offline':
    case 'emptied':
    case 'secret-lost':
    case 'unauthorized':
    case 'nothing-chosen':
      return outlook;
  }
}

export function stageCalendars(scene: Scene): CalendarsView {
  const known = CALENDAR_SCENES.find((candidate) => candidate === scene);
  return createCalendars(known ?? null);
}
