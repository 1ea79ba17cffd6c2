import type {
  AccountView,
  CalendarSourceView,
  CalendarsView,
  ConnectingView,
  RemoteCalendarView,
} from '#contract/calendars.ts';
import { accountId, calendarId, inviteId } from '#contract/ids.ts';
import type { InviteView } from '#contract/invites.ts';
import type { OutlookView } from '#contract/outlook.ts';
import { createCalendar, fileCalendar, localCalendar, NO_SIGN_IN } from './calendars.ts';

/** What may have happened with a Google account, each as it stands on the screen. */
export const GOOGLE_SCENES = [
  /** Read and not written to yet; invites are to go out from it. */
  'google',
  'google-writing',
  'google-no-client',
  'google-waiting',
  'google-failed',
  'google-missing',
  'google-reconnect',
  /** One invite waits for the permission, one for Google. */
  'google-held',
] as const;
export type GoogleScene = (typeof GOOGLE_SCENES)[number];

export const GOOGLE_ADDRESS = 'alex.morgan@gmail.com';
const ACCOUNT = accountId('google');

export const remoteGoogleCalendars: readonly RemoteCalendarView[] = [
  { ref: GOOGLE_ADDRESS, name: 'Alex Morgan', colour: '#9fe1e7', isWritable: true, calendarId: null },
  { ref: 'family', name: 'Family', colour: '#cd74e6', isWritable: true, calendarId: null },
  { ref: 'priya', name: 'Priya Raman', colour: '#7bd148', isWritable: false, calendarId: null },
  {
    ref: 'nl.dutch',
    name: 'Feestdagen in Nederland',
    colour: '#16a765',
    isWritable: false,
    calendarId: null,
  },
];

/** As it is when it has just been connected: its calendars are known and none is read. */
export const createGoogleAccount = (changes: Partial<AccountView> = {}): AccountView => ({
  id: ACCOUNT,
  kind: 'google',
  name: GOOGLE_ADDRESS,
  host: 'www.googleapis.com',
  user: GOOGLE_ADDRESS,
  mailsGuests: true,
  calendars: remoteGoogleCalendars,
  trouble: null,
  access: { write: false, contacts: false },
  missing: [],
  missingAccess: null,
  ...changes,
});

export const createConnecting = (changes: Partial<ConnectingView> = {}): ConnectingView => ({
  attemptId: 'attempt-1',
  kind: 'google',
  accountId: null,
  access: 'read',
  address:
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1234567890-abc.apps.googleusercontent.com&redirect_uri=http%3A%2F%2F127.0.0.1%3A49731&response_type=code&state=made-up',
  isOpened: false,
  state: 'waiting',
  text: null,
  until: '2026-06-04T09:25:00+02:00',
  ...changes,
});

const READ: readonly CalendarSourceView[] = [
  createCalendar({
    id: calendarId('google-alex'),
    name: 'Alex Morgan',
    kind: 'google',
    accountId: ACCOUNT,
    origin: 'www.googleapis.com',
    events: 2310,
    occurrences: 48,
    isWritable: true,
    isHome: true,
  }),
  createCalendar({
    id: calendarId('google-family'),
    name: 'Family',
    kind: 'google',
    role: 'household',
    accountId: ACCOUNT,
    origin: 'www.googleapis.com',
    events: 207,
    occurrences: 12,
    isWritable: true,
  }),
];

function createConnected(changes: Partial<AccountView> = {}): CalendarsView {
  const idOf = new Map(READ.map(({ name, id }) => [name, id]));
  const calendars = remoteGoogleCalendars.map((remote) => ({
    ...remote,
    calendarId: idOf.get(remote.name) ?? null,
  }));
  return {
    ...NO_SIGN_IN,
    calendars: [localCalendar, ...READ, fileCalendar],
    accounts: [createGoogleAccount({ calendars, ...changes })],
  };
}

const UNAUTHORIZED = {
  kind: 'unauthorized',
  text: 'Google does not let Golden Hour in any more. Connect again: what was read and what waits to be sent is kept.',
  since: '2026-06-04T08:50:00+02:00',
} as const;
const MISSING = [
  'You did not let Golden Hour see your list of calendars, so only your main calendar can be read.',
  'You did not let Golden Hour see free and busy times, so it cannot see when colleagues are free. All else works.',
];
const FAILED = 'Google said no: you closed its page or did not allow it. Try again when you like.';

export function createGoogleCalendars(scene: GoogleScene): CalendarsView {
  const files = { ...NO_SIGN_IN, calendars: [localCalendar, fileCalendar], accounts: [] };
  switch (scene) {
    case 'google':
    case 'google-held':
      return createConnected();
    case 'google-writing':
      return createConnected({ access: { write: true, contacts: true } });
    case 'google-no-client':
      return { ...files, googleClient: 'none' };
    case 'google-waiting':
      return { ...files, connecting: createConnecting() };
    case 'google-failed':
      return { ...files, connecting: createConnecting({ state: 'failed', text: FAILED }) };
    case 'google-missing':
      return createConnected({ missing: MISSING, missingAccess: 'read' });
    case 'google-reconnect': {
      const view = createConnected({ access: { write: true, contacts: false }, trouble: UNAUTHORIZED });
      const calendars = view.calendars.map((calendar) =>
        calendar.kind === 'google'
          ? { ...calendar, trouble: UNAUTHORIZED, isStale: true, asOf: '2026-06-03T16:40:00+02:00' }
          : calendar,
      );
      return { ...view, calendars };
    }
  }
}

/** As the host would say it: whether invites go out from an account that has not let them be written. */
function findPermission({ calendars, accounts }: CalendarsView): OutlookView['permission'] {
  const home = calendars.find(({ isHome }) => isHome);
  const account = accounts.find(({ id }) => id === home?.accountId);
  return account === undefined || account.access.write
    ? null
    : { accountId: account.id, accountName: account.name };
}

/** The plan after its calendars have changed: what waited for the permission leaves as soon as it is there. */
export function followCalendars(outlook: OutlookView, view: CalendarsView): OutlookView {
  const permission = findPermission(view);
  const invites = outlook.invites.map(
    (invite): InviteView =>
      permission === null && invite.state.kind === 'failed' && invite.state.hold === 'permission'
        ? { ...invite, state: { kind: 'sent', at: outlook.now } }
        : invite,
  );
  return { ...outlook, calendars: view.calendars, permission, invites };
}

const HELD: readonly InviteView['state'][] = [
  {
    kind: 'failed',
    reason:
      'Google asks you once whether Golden Hour may write your invites. It leaves as soon as you allow it.',
    retryAt: null,
    hold: 'permission',
  },
  {
    kind: 'failed',
    reason: 'Google takes no more changes from this account for now. It leaves by itself.',
    retryAt: '2026-06-04T11:30:00+02:00',
    hold: 'paused',
  },
];

/** The plan's invite twice, each held by something else. */
export function holdInvites(outlook: OutlookView): OutlookView {
  const invites = outlook.invites.flatMap((invite) =>
    HELD.map((state, index): InviteView => {
      const day = outlook.days[index + 4] ?? outlook.days[0];
      const date = day?.date ?? invite.date;
      return {
        ...invite,
        id: inviteId(`${invite.id}-${index}`),
        date,
        start: `${date}${invite.start.slice(10)}`,
        end: `${date}${invite.end.slice(10)}`,
        guests: invite.guests.map((guest) => ({ ...guest, answer: 'needs-action' })),
        calendarName: 'Alex Morgan',
        state,
      };
    }),
  );
  return { ...outlook, invites };
}
