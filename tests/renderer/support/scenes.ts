import type { CalendarsView } from '#contract/calendars.ts';
import { inviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { type CalendarScene, CALENDAR_SCENES, createCalendars } from './calendars.ts';
import { createPeople } from './people.ts';
import { createHappenedAsks } from './plan.ts';
import { createGoogleCalendars, GOOGLE_SCENES, type GoogleScene, holdInvites } from './google.ts';

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
  | 'trouble'
  | 'doubles'
  | 'desktop'
  | 'morning-after'
  | CalendarScene
  | GoogleScene;

/** One a day from today on: whatever may keep an invite from leaving, and one that was handed over. */
const TROUBLES: readonly InviteView['state'][] = [
  {
    kind: 'slot-taken',
    reason: 'Your calendar now has “Quarterly review” there. Nothing was sent.',
  },
  {
    kind: 'failed',
    reason: 'The mail server could not be reached.',
    retryAt: '2026-06-04T09:35:00+02:00',
  },
  { kind: 'still-send', reason: 'It should have left more than an hour ago. Still send it?' },
  {
    kind: 'failed',
    reason: 'The mail server does not accept the password of alex@example.com.',
    retryAt: null,
  },
  {
    kind: 'still-send',
    reason: 'It was moved in your calendar to 19:00. The guests do not know yet.',
    cause: 'moved',
  },
  { kind: 'handed-over', at: '2026-06-04T09:05:00+02:00' },
];

function stageTroubles(outlook: OutlookView): OutlookView {
  const [invite] = outlook.invites;
  if (invite === undefined) throw new Error('The plan of the gallery has no invite to put into trouble.');
  const invites = TROUBLES.map((state, index): InviteView => {
    const day = outlook.days[index]?.date ?? invite.date;
    const on = (instant: string): string => `${day}${instant.slice(10)}`;
    return {
      ...invite,
      id: inviteId(`${invite.id}-${index}`),
      date: day,
      start: on(invite.start),
      end: on(invite.end),
      guests: invite.guests.map((guest) => ({ ...guest, answer: 'needs-action' })),
      state,
    };
  });
  return {
    ...outlook,
    proposals: outlook.proposals.slice(1),
    invites,
    headline: 'Four invites wait for your word, one goes by itself.',
  };
}

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
    case 'morning-after':
      return { ...outlook, happenedAsks: createHappenedAsks(createPeople()) };
    case 'google-held':
      return holdInvites(outlook);
    case 'trouble':
      return stageTroubles(outlook);
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
    case 'google':
    case 'google-writing':
    case 'google-no-client':
    case 'google-waiting':
    case 'google-failed':
    case 'google-missing':
    case 'google-reconnect':
      return outlook;
  }
}

export function stageCalendars(scene: Scene): CalendarsView {
  const google = GOOGLE_SCENES.find((candidate) => candidate === scene);
  if (google !== undefined) return createGoogleCalendars(google);
  const known = CALENDAR_SCENES.find((candidate) => candidate === scene);
  return createCalendars(known ?? null);
}
