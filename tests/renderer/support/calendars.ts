import type {
  AccountView,
  CalendarSourceView,
  CalendarsView,
  RemoteCalendarView,
  SyncTrouble,
} from '#contract/calendars.ts';
import { accountId, calendarId, LOCAL_CALENDAR } from '#contract/ids.ts';

/** What may have happened to the calendars, each as it stands on the screen. */
export const CALENDAR_SCENES = [
  'connected',
  'syncing',
  'calendars-offline',
  'emptied',
  'secret-lost',
  'unauthorized',
  'nothing-chosen',
] as const;
export type CalendarScene = (typeof CALENDAR_SCENES)[number];

/** Nobody is signing in, and this build has a client to do it with. */
export const NO_SIGN_IN = { connecting: null, googleClient: 'built-in', notice: null } as const;

const AS_OF = '2026-06-04T09:12:00+02:00';
const YESTERDAY = '2026-06-03T16:40:00+02:00';
const ACCOUNT = accountId('fastmail');

export const createCalendar = (
  changes: Partial<CalendarSourceView> & Pick<CalendarSourceView, 'id' | 'name' | 'kind'>,
): CalendarSourceView => ({
  role: 'own',
  accountId: null,
  origin: null,
  asOf: AS_OF,
  isStale: false,
  events: 412,
  occurrences: 63,
  skipped: [],
  sync: null,
  trouble: null,
  isWritable: false,
  isHome: false,
  ...changes,
});

export const localCalendar = createCalendar({
  id: LOCAL_CALENDAR,
  name: 'Golden Hour',
  kind: 'local',
  asOf: '2026-06-04T09:20:00+02:00',
  events: 1,
  occurrences: 1,
});

export const fileCalendar = createCalendar({
  id: calendarId('work'),
  name: 'Work',
  kind: 'file',
  skipped: [{ uid: 'e42@acme.example', reason: 'ends 10:00 before it starts 11:00' }],
});

const remotes: readonly RemoteCalendarView[] = [
  { ref: '/dav/alex/private/', name: 'Private', colour: '#2f8f6b', isWritable: true, calendarId: null },
  { ref: '/dav/alex/family/', name: 'Family', colour: '#b5542f', isWritable: true, calendarId: null },
  { ref: '/dav/alex/holidays/', name: 'Feestdagen', colour: null, isWritable: false, calendarId: null },
];

/** The account as it is when it has just been connected: its calendars are known and none is read. */
export const createAccount = (user: string, host: string): AccountView => ({
  id: accountId(`${user}@${host}`),
  kind: 'caldav',
  name: user.includes('@') ? user : `${user} on ${host}`,
  host,
  user,
  mailsGuests: !host.includes('radicale'),
  calendars: remotes,
  trouble: null,
  access: { write: true, contacts: false },
  missing: [],
  missingAccess: null,
});

function createConnected(): CalendarsView {
  const chosen = remotes.map((remote) =>
    remote.isWritable ? { ...remote, calendarId: calendarId(remote.name) } : remote,
  );
  const server = { kind: 'caldav', accountId: ACCOUNT, origin: 'caldav.fastmail.com' } as const;
  return {
    ...NO_SIGN_IN,
    calendars: [
      localCalendar,
      createCalendar({
        ...server,
        id: calendarId('Family'),
        name: 'Family',
        role: 'household',
        events: 231,
        occurrences: 18,
        isWritable: true,
      }),
      createCalendar({
        ...server,
        id: calendarId('Private'),
        name: 'Private',
        events: 1840,
        occurrences: 37,
        isWritable: true,
        isHome: true,
      }),
      createCalendar({
        id: calendarId('holidays'),
        name: 'Holidays in the Netherlands',
        kind: 'feed',
        role: 'holidays',
        origin: 'calendars.example.org',
        events: 55,
        occurrences: 1,
      }),
      createCalendar({
        id: calendarId('rowing'),
        name: 'Rowing club',
        kind: 'feed',
        origin: 'rowing.example.org',
        asOf: YESTERDAY,
        isStale: true,
        events: 64,
        occurrences: 3,
      }),
      createCalendar({
        id: calendarId('shifts'),
        name: 'Shifts',
        kind: 'watched',
        origin: '/home/alex/calendars/shifts.ics',
        events: 120,
        occurrences: 8,
      }),
      fileCalendar,
    ],
    accounts: [
      {
        ...createAccount('alex@example.org', 'caldav.fastmail.com'),
        id: ACCOUNT,
        name: 'alex@example.org',
        calendars: chosen,
      },
    ],
  };
}

type Change = (calendar: CalendarSourceView) => Partial<CalendarSourceView>;

const trouble = (kind: SyncTrouble['kind'], text: string): SyncTrouble => ({
  kind,
  text,
  since: '2026-06-04T08:50:00+02:00',
});

const changeCalendars = (
  view: CalendarsView,
  isMeant: (calendar: CalendarSourceView) => boolean,
  change: Change,
): CalendarsView => ({
  ...view,
  calendars: view.calendars.map((calendar) =>
    isMeant(calendar) ? { ...calendar, ...change(calendar) } : calendar,
  ),
});

const changeAccounts = (view: CalendarsView, found: SyncTrouble): CalendarsView => ({
  ...view,
  accounts: view.accounts.map((account) => ({ ...account, trouble: found })),
});

const OFFLINE = trouble('offline', 'There is no connection. It is tried again as soon as there is one.');
const EMPTIED = trouble(
  'emptied',
  'All 64 events are gone at once. What was there is kept until you say so.',
);
const SECRET_LOST = trouble('secret-lost', 'The secret was kept in memory only. Type it again.');
const UNAUTHORIZED = trouble(
  'unauthorized',
  'caldav.fastmail.com does not accept the password any more. Make a new app password and type it here.',
);

/** `null`: files alone, as before anything was connected. */
export function createCalendars(scene: CalendarScene | null): CalendarsView {
  const connected = createConnected();
  const isFeed = ({ id }: CalendarSourceView): boolean => id === 'rowing';
  const isRemote = ({ kind }: CalendarSourceView): boolean => kind === 'caldav' || kind === 'feed';
  switch (scene) {
    case null:
      return { ...NO_SIGN_IN, calendars: [localCalendar, fileCalendar], accounts: [] };
    case 'connected':
      return connected;
    case 'syncing':
      return changeCalendars(
        connected,
        ({ id }) => id === 'Private',
        () => ({ sync: { done: 4200, total: 10_000 }, events: 4200 }),
      );
    case 'calendars-offline':
      return changeCalendars(connected, isRemote, () => ({
        trouble: OFFLINE,
        isStale: true,
        asOf: YESTERDAY,
      }));
    case 'emptied':
      return changeCalendars(connected, isFeed, () => ({ trouble: EMPTIED }));
    case 'secret-lost':
      return changeAccounts(
        changeCalendars(
          connected,
          ({ id, kind }) => id === 'rowing' || kind === 'caldav',
          () => ({ trouble: SECRET_LOST, isStale: true, asOf: YESTERDAY }),
        ),
        SECRET_LOST,
      );
    case 'unauthorized':
      return changeAccounts(
        changeCalendars(
          connected,
          ({ kind }) => kind === 'caldav',
          () => ({ trouble: UNAUTHORIZED, isStale: true, asOf: YESTERDAY }),
        ),
        UNAUTHORIZED,
      );
    case 'nothing-chosen':
      return {
        ...NO_SIGN_IN,
        calendars: [localCalendar],
        accounts: [createAccount('alex@example.org', 'caldav.fastmail.com')],
      };
  }
}
