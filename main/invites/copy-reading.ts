import ICAL from 'ical.js';
import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { splitCalendar } from '#main/calendars/ical/calendar-text.ts';
import { createZoneFinder, type ZoneFinder } from '#main/calendars/ical/find-zone.ts';
import { toInstant } from '#main/calendars/ical/wall-time.ts';
import type { CalendarCopy, CopyAttendee } from '#main/invites/invite-calendar.ts';
import { openForeignCalendar } from '#main/invites/foreign-calendar.ts';
import { oneLine } from '#main/invites/plain-text.ts';
import { openZone } from '#main/kernel/zone.ts';

/** Far more than one event ever needs. */
const LONGEST_SOURCE = 2_000_000;

/**
 * The event with this UID in an iCalendar object; null where it is not in it, or nothing can be read. `zone` is what
 * floating times and all-day dates are meant in.
 */
export function readCopy(
  resource: { readonly ref: string; readonly etag: string | null; readonly text: string },
  { uid, zone }: { readonly uid: string; readonly zone: string },
): CalendarCopy | null {
  const event = findEvent(resource.text, uid);
  if (event === null) return null;
  const zones = { find: createZoneFinder(splitCalendar(resource.text).zones), home: zone };
  const startMs = readTime(event.getFirstProperty('dtstart'), zones);
  if (startMs === null) return null;
  const attendees = event.getAllProperties('attendee');
  return {
    ref: resource.ref,
    etag: resource.etag,
    sequence: readInteger(firstOf(event, 'sequence')),
    interval: { startMs, endMs: Math.max(startMs, readEnd(event, startMs, zones)) },
    isCancelled: /^cancelled$/i.test(textOf(firstOf(event, 'status'))),
    mark: readMark(event),
    attendees: attendees.map((attendee) => readAttendee(attendee, event)),
    listsAllGuests: attendees.length > 0,
    unreached: attendees.filter(isUnreached).map(addressOf),
    source: resource.text,
  };
}

interface Zones {
  readonly find: ZoneFinder;
  /** What floating times and all-day dates are meant in. */
  readonly home: string;
}

function findEvent(text: string, uid: string): ICAL.Component | null {
  if (text.length > LONGEST_SOURCE) return null;
  try {
    const events = openForeignCalendar(text).getAllSubcomponents('vevent');
    return (
      events.find(
        (event) =>
          event.getFirstPropertyValue('uid') === uid && event.getFirstProperty('recurrence-id') === null,
      ) ?? null
    );
  } catch {
    // Nothing that anybody could read: for us it is not there.
    return null;
  }
}

/** ical.js reads a value when it is asked for, and throws at one that is none: that is as if it were not there. */
function valueOf(property: ICAL.Property): unknown {
  try {
    return property.getFirstValue();
  } catch {
    return null;
  }
}

function firstOf(event: ICAL.Component, name: string): unknown {
  const property = event.getFirstProperty(name);
  return property === null ? null : valueOf(property);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const readInteger = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;

function readMark(event: ICAL.Component): string | null {
  const mark = firstOf(event, 'x-golden-hour-step');
  return typeof mark === 'string' && mark !== '' ? mark : null;
}

/** Zones are found as in a calendar: within limits, which ical.js has none of for rules that recur every second. */
function readTime(property: ICAL.Property | null, { find, home }: Zones): EpochMs | null {
  const time = property === null ? null : valueOf(property);
  if (property === null || !(time instanceof ICAL.Time)) return null;
  const tzid = property.getFirstParameter('tzid');
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (!Number.isFinite(wall)) return null;
  if (time.zone === ICAL.Timezone.utcTimezone) return wall;
  const zone = typeof tzid === 'string' ? find(tzid) : null;
  return zone === null ? fromWall(wall, home) : toInstant(wall, zone);
}

/** Of a wall clock that is given as if it were UTC. */
function fromWall(wall: number, zoneId: string): EpochMs {
  const date = openZone('UTC').dateOf(wall);
  const minutes = openZone('UTC').minuteOf(wall);
  return openZone(zoneId).toEpochMs(date, minutes) + (wall % 60_000);
}

const DAY_MS = 24 * 3_600_000;

function readEnd(event: ICAL.Component, startMs: EpochMs, zones: Zones): EpochMs {
  const end = readTime(event.getFirstProperty('dtend'), zones);
  if (end !== null) return end;
  const duration = firstOf(event, 'duration');
  if (duration instanceof ICAL.Duration) return startMs + duration.toSeconds() * 1000;
  const start = firstOf(event, 'dtstart');
  // RFC 5545, 3.6.1: a date alone lasts its day, a time alone no time.
  return start instanceof ICAL.Time && start.isDate ? startMs + DAY_MS : startMs;
}

const RSVP: Readonly<Record<string, Rsvp>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
  TENTATIVE: 'tentative',
  DELEGATED: 'tentative',
};

function addressOf(attendee: ICAL.Property): string {
  const email = parameter(attendee, 'email');
  const value = textOf(valueOf(attendee));
  // Some servers name their users by a path, and put the address beside it.
  const address = /^mailto:/i.test(value) || email === '' ? value : email;
  return address
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
}

function parameter(property: ICAL.Property, name: string): string {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' ? value : '';
}

const LONGEST_COMMENT = 500;

function readAttendee(attendee: ICAL.Property, event: ICAL.Component): CopyAttendee {
  const email = addressOf(attendee);
  // What Google and Apple's servers write beside an answer.
  const apart = event
    .getAllProperties('x-calendarserver-attendee-comment')
    .find((each) => parameter(each, 'x-calendarserver-attendee-ref').toLowerCase().endsWith(email));
  const comment = oneLine(
    parameter(attendee, 'x-response-comment') || textOf(apart === undefined ? null : valueOf(apart)),
  );
  return {
    email,
    rsvp: RSVP[parameter(attendee, 'partstat').toUpperCase()] ?? 'needs-action',
    comment: comment === '' ? null : comment.slice(0, LONGEST_COMMENT),
  };
}

/** RFC 6638, 3.2.9: the codes that begin with 3 and 5 say that nobody could be told. */
const isUnreached = (attendee: ICAL.Property): boolean =>
  parameter(attendee, 'schedule-status')
    .split(',')
    .some((code) => /^\s*[35]\./.test(code));
