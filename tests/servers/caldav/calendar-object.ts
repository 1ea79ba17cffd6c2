import ICAL from 'ical.js';

/** What the server needs to know of a calendar object resource. */
export interface CalendarObject {
  readonly uid: string;
  readonly component: string;
  readonly sequence: number;
  readonly organizer: string | null;
  readonly isCancelled: boolean;
  /** DTSTART, DTEND, DURATION, RRULE, RDATE, EXDATE of all its events: what makes a change significant. */
  readonly timing: string;
  readonly attendees: readonly {
    readonly email: string;
    readonly partstat: string;
    /** SCHEDULE-AGENT: server, client or none. */
    readonly agent: string;
  }[];
}

export type ReadObject =
  | { readonly ok: true; readonly object: CalendarObject }
  | { readonly ok: false; readonly reason: string };

const addressOf = (value: unknown): string =>
  String(value)
    .replace(/^mailto:/i, '')
    .toLowerCase();

/** ical.js says `any`; what it gives is what its own Component takes. */
const parse = (text: string): ICAL.Component => new ICAL.Component(ICAL.parse(text) as unknown[]);

/** ical.js answers with undefined where its types promise a text. */
function readParameter(property: ICAL.Property, name: string, otherwise: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' && value !== '' ? value.toUpperCase() : otherwise;
}

const TIMING = ['dtstart', 'dtend', 'duration', 'rrule', 'rdate', 'exdate'];

function readTiming(events: readonly ICAL.Component[]): string {
  return events
    .flatMap((event) => TIMING.flatMap((name) => event.getAllProperties(name)))
    .map((property) => property.toICALString())
    .toSorted()
    .join('\n');
}

/** Problems with the text itself that a lenient parser forgives (RFC 5545, 3.1). */
function checkLines(text: string): string | null {
  if (/[^\r]\n|\r[^\n]/.test(text)) return 'its lines do not end with CRLF';
  const long = text.split('\r\n').find((line) => Buffer.byteLength(line) > 75);
  return long === undefined ? null : `a line has more than 75 octets: ${long.slice(0, 40)}…`;
}

/** Strict where a client could get away with less elsewhere: `strict` is for what a client wrote. */
export function readObject(text: string, isStrict: boolean): ReadObject {
  const bad = isStrict ? checkLines(text) : null;
  if (bad !== null) return { ok: false, reason: bad };
  let calendar: ICAL.Component;
  try {
    calendar = parse(text);
  } catch (error) {
    return { ok: false, reason: `it is no iCalendar: ${String(error)}` };
  }
  const components = calendar.getAllSubcomponents().filter(({ name }) => name !== 'vtimezone');
  const names = new Set(components.map(({ name }) => name));
  const uids = new Set(components.map((component) => component.getFirstPropertyValue('uid')));
  const [uid] = uids;
  if (calendar.name !== 'vcalendar') return { ok: false, reason: 'its root is no VCALENDAR' };
  // RFC 4791, 4.1: no METHOD, one kind of component, one UID.
  if (calendar.getFirstProperty('method')) return { ok: false, reason: 'it has a METHOD' };
  if (names.size !== 1) return { ok: false, reason: `it holds ${names.size} kinds of components` };
  if (uids.size !== 1 || typeof uid !== 'string') return { ok: false, reason: `it holds ${uids.size} UIDs` };
  if (isStrict) {
    for (const name of ['version', 'prodid']) {
      if (!calendar.getFirstProperty(name)) return { ok: false, reason: `it has no ${name.toUpperCase()}` };
    }
    for (const name of ['dtstamp', 'dtstart']) {
      if (components.some((component) => !component.getFirstProperty(name))) {
        return { ok: false, reason: `an event has no ${name.toUpperCase()}` };
      }
    }
  }
  const master =
    components.find((component) => !component.getFirstProperty('recurrence-id')) ?? components[0];
  const organizer = master?.getFirstPropertyValue('organizer') ?? null;
  return {
    ok: true,
    object: {
      uid,
      component: (components[0]?.name ?? '').toUpperCase(),
      sequence: Number(master?.getFirstPropertyValue('sequence') ?? 0),
      organizer: organizer === null ? null : addressOf(organizer),
      isCancelled: String(master?.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED',
      timing: readTiming(components),
      attendees: (master?.getAllProperties('attendee') ?? []).map((attendee) => ({
        email: addressOf(attendee.getFirstValue()),
        partstat: readParameter(attendee, 'partstat', 'NEEDS-ACTION'),
        agent: readParameter(attendee, 'schedule-agent', 'SERVER'),
      })),
    },
  };
}

const MOST_OCTETS = 75;

/** ical.js folds by characters; a line has at most 75 octets (RFC 5545, 3.1). */
function write(calendar: ICAL.Component): string {
  const lines = calendar.toString().replaceAll('\r\n ', '').split('\r\n');
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}

function foldLine(line: string): string {
  const rows = [''];
  for (const character of line) {
    const row = rows.at(-1) ?? '';
    if (Buffer.byteLength(row + character) > MOST_OCTETS) rows.push(` ${character}`);
    else rows[rows.length - 1] = row + character;
  }
  return rows.join('\r\n');
}

/** Writes a parameter into the named attendees, as a scheduling server does. */
export function setAttendeeParameter(
  text: string,
  name: 'schedule-status' | 'partstat',
  values: ReadonlyMap<string, string>,
): string {
  const calendar = parse(text);
  for (const event of calendar.getAllSubcomponents('vevent')) {
    for (const attendee of event.getAllProperties('attendee')) {
      const value = values.get(addressOf(attendee.getFirstValue()));
      if (value !== undefined) attendee.setParameter(name, value);
    }
  }
  return write(calendar);
}

/** The iTIP message that a guest receives. */
export function writeItip(text: string, method: 'REQUEST' | 'CANCEL'): string {
  const calendar = parse(text);
  calendar.updatePropertyWithValue('method', method);
  return write(calendar);
}
