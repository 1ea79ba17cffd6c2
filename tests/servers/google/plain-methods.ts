export interface PlainMethod {
  readonly id: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly scopes: readonly string[];
}

const AUTH = 'https://www.googleapis.com/auth/';
const CALENDARS =
  'calendar calendar.app.created calendar.calendars calendar.calendars.readonly calendar.readonly';
const LISTED = 'calendar calendar.calendarlist calendar.calendarlist.readonly calendar.readonly';
const READING =
  'calendar calendar.app.created calendar.events calendar.events.freebusy calendar.events.owned calendar.events.owned.readonly calendar.events.public.readonly calendar.events.readonly calendar.readonly';
const WRITING = 'calendar calendar.app.created calendar.events calendar.events.owned';
const PERSON =
  'contacts contacts.other.readonly contacts.readonly directory.readonly user.addresses.read user.birthday.read user.emails.read user.gender.read user.organization.read user.phonenumbers.read userinfo.email userinfo.profile';

const EVENTS = 'calendars/{calendarId}/events';
const ROWS: readonly (readonly [id: string, verb: string, path: string, scopes: string])[] = [
  [
    'calendar.calendarList.get',
    'GET',
    'users/me/calendarList/{calendarId}',
    `${LISTED} calendar.app.created`,
  ],
  ['calendar.calendarList.list', 'GET', 'users/me/calendarList', LISTED],
  ['calendar.calendars.get', 'GET', 'calendars/{calendarId}', CALENDARS],
  ['calendar.events.delete', 'DELETE', `${EVENTS}/{eventId}`, WRITING],
  ['calendar.events.get', 'GET', `${EVENTS}/{eventId}`, READING],
  ['calendar.events.import', 'POST', `${EVENTS}/import`, WRITING],
  ['calendar.events.insert', 'POST', EVENTS, WRITING],
  ['calendar.events.instances', 'GET', `${EVENTS}/{eventId}/instances`, READING],
  ['calendar.events.list', 'GET', EVENTS, READING],
  [
    'calendar.events.move',
    'POST',
    `${EVENTS}/{eventId}/move`,
    'calendar calendar.events calendar.events.owned',
  ],
  ['calendar.events.patch', 'PATCH', `${EVENTS}/{eventId}`, WRITING],
  ['calendar.events.update', 'PUT', `${EVENTS}/{eventId}`, WRITING],
  [
    'calendar.freebusy.query',
    'POST',
    'freeBusy',
    'calendar calendar.events.freebusy calendar.freebusy calendar.readonly',
  ],
  ['people.people.connections.list', 'GET', 'v1/{+resourceName}/connections', 'contacts contacts.readonly'],
  ['people.people.get', 'GET', 'v1/{+resourceName}', PERSON],
];

/** What the stand-in does, for trying it by hand where Google's descriptions are not there: nothing is checked then. */
export const PLAIN_METHODS: readonly PlainMethod[] = ROWS.map(([id, httpMethod, path, scopes]) => ({
  id,
  httpMethod,
  path,
  scopes: scopes.split(' ').map((name) => AUTH + name),
}));

/** Of those methods whose path has another's name in it. */
export const PERSON_PATTERN = '^people/[^/]+$';
