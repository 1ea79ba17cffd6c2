import { type Answer, refuse } from './answers.ts';
import type { Viewer } from './events.ts';
import type { Attendee, EventBody, EventResource, EventTime, StoredEvent } from './resources.ts';
import { writeEtag, type ServerState } from './state.ts';
import { isTime, toMs } from './times.ts';

const ADDRESS = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/;

const invalid = (message: string): Answer => refuse('invalid', { message });

function checkTimes({ start, end, recurrence }: EventResource, zone: string): Answer | null {
  if (!start) return refuse('required', { message: 'Missing start time.' });
  if (!end) return refuse('required', { message: 'Missing end time.' });
  if (!isTime(start)) return invalid('Invalid start time.');
  if (!isTime(end)) return invalid('Invalid end time.');
  if ((start.date === undefined) !== (end.date === undefined)) {
    return invalid('The start and end times must either both be date or both be dateTime.');
  }
  const lengthMs = toMs(end, zone) - toMs(start, zone);
  // A timed event may end when it begins; a day that is no day may not.
  const isEmpty = start.date === undefined ? lengthMs < 0 : lengthMs <= 0;
  if (isEmpty) return refuse('timeRangeEmpty');
  const isZoneless = (time: EventTime): boolean => time.dateTime !== undefined && time.timeZone === undefined;
  if ((recurrence ?? []).length > 0 && (isZoneless(start) || isZoneless(end))) {
    return refuse('required', { message: 'Missing time zone definition for start time.' });
  }
  return null;
}

function checkRecurrence(lines: readonly string[]): Answer | null {
  const isLine = (line: string): boolean => /^(RRULE|EXRULE|RDATE|EXDATE)[;:]./.test(line);
  const bad = lines.find((line) => !isLine(line) || /[\r\n]/.test(line));
  return bad === undefined ? null : invalid(`Invalid recurrence rule. ${bad}`);
}

function checkAttendees(attendees: readonly Attendee[]): Answer | null {
  const bad = attendees.find(({ email }) => !ADDRESS.test(email ?? ''));
  if (bad) return invalid('Invalid attendee email.');
  const addresses = attendees.map(({ email }) => email?.toLowerCase());
  return new Set(addresses).size === addresses.length ? null : invalid('An attendee is given twice.');
}

const TYPE_PROPERTIES: Readonly<Record<string, string>> = {
  outOfOffice: 'outOfOfficeProperties',
  focusTime: 'focusTimeProperties',
  workingLocation: 'workingLocationProperties',
};

/** What the kinds of events allow: status events are of the primary calendar, without guests. */
function checkType(
  resource: EventResource,
  { calendar }: Viewer,
  before: EventResource | null,
): Answer | null {
  const { eventType = 'default' } = resource;
  const refuseType = (message: string): Answer => refuse('eventTypeRestriction', { message });
  if (before && eventType !== (before.eventType ?? 'default')) {
    return refuseType('The event type cannot be changed.');
  }
  if (eventType === 'default' || before) return null;
  if (eventType === 'fromGmail') return refuseType('Events from Gmail cannot be created with the API.');
  if (!calendar.isPrimary) return refuseType('This event type can be created on a primary calendar only.');
  if ((resource.attendees ?? []).length > 0) return refuseType('This event type cannot have attendees.');
  if (eventType === 'birthday') {
    const isYearly = (resource.recurrence ?? []).some((line) => /FREQ=YEARLY/.test(line));
    const isPlain = resource.start?.date !== undefined && isYearly;
    return isPlain && resource.visibility === 'private' && resource.transparency === 'transparent'
      ? null
      : refuseType('A birthday is all day, every year, private and transparent.');
  }
  const properties = TYPE_PROPERTIES[eventType];
  if (properties !== undefined && resource[properties] === undefined) {
    return refuse('required', { message: `Missing ${properties}.` });
  }
  if (eventType === 'workingLocation') return checkWorkingLocation(resource);
  return resource.start?.date === undefined
    ? null
    : refuseType('Out of office and focus time events cannot be all day.');
}

function checkWorkingLocation({ transparency, visibility }: EventResource): Answer | null {
  return transparency === 'transparent' && visibility === 'public'
    ? null
    : refuse('eventTypeRestriction', { message: 'A working location is transparent and public.' });
}

/** What a description cannot say: whether an event makes sense. Null: it does. */
export function checkEvent(
  resource: EventResource,
  viewer: Viewer,
  before: EventResource | null,
): Answer | null {
  return (
    checkTimes(resource, viewer.calendar.timeZone) ??
    checkRecurrence(resource.recurrence ?? []) ??
    checkAttendees(resource.attendees ?? []) ??
    checkType(resource, viewer, before)
  );
}

export function checkId(id: unknown): Answer | null {
  if (id === undefined) return null;
  return typeof id === 'string' && /^[a-v0-9]{5,1024}$/.test(id)
    ? null
    : invalid('Invalid resource id value.');
}

export const isWriter = ({ entry }: Viewer): boolean =>
  ['owner', 'writer', 'writerWithoutPrivateAccess'].includes(entry.accessRole);

/** Weak and strong are compared alike: what counts is which version the client has seen. */
export function checkIfMatch(
  state: ServerState,
  stored: StoredEvent,
  ifMatch: string | undefined,
): Answer | null {
  const etag = writeEtag(state, stored.revision);
  if (ifMatch === undefined || etag === undefined || ifMatch === '*') return null;
  const strip = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifMatch.split(',').some((tag) => strip(tag) === strip(etag)) ? null : refuse('conditionNotMet');
}

/** All that only the organizer of an event may change. */
const OWN_NAMES = [
  'attendees',
  'reminders',
  'colorId',
  'extendedProperties',
  'transparency',
  'visibility',
  'status',
];

export function checkOrganizer(before: EventResource, body: EventBody, viewer: Viewer): Answer | null {
  const organizer = before.organizer?.email?.toLowerCase();
  const own = [viewer.calendar.id.toLowerCase(), viewer.account.email.toLowerCase()];
  if (organizer === undefined || own.includes(organizer) || before['guestsCanModify'] === true) return null;
  const changed = Object.keys(body).filter((name) => {
    if (OWN_NAMES.includes(name)) return false;
    return body[name] !== undefined && JSON.stringify(body[name]) !== JSON.stringify(before[name]);
  });
  const isShown = (name: string): boolean =>
    ['summary', 'description', 'location', 'start', 'end', 'recurrence', 'conferenceData'].includes(name);
  return changed.some(isShown) ? refuse('forbiddenForNonOrganizer') : null;
}
