import { activityId, calendarId, personId } from '#contract/ids.ts';
import type { Settings } from '#contract/settings.ts';
import { isoDate } from '#main/kernel/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import type { Attendee, EventTime, Occurrence } from '#main/calendars/event.ts';
import { parseInstant } from '#main/kernel/zone.ts';
import type { Person } from '#main/people/person.ts';
import type { PlanInput } from '#main/planner/plan-types.ts';
import { DEFAULT_SETTINGS } from '#main/store/settings-schema.ts';

/** Builders of what the planner reads: each is valid as it stands, and a test says only what it is about. */

export const ME = 'me@example.org';

export const makeSettings = (changed: Partial<Settings> = {}): Settings => ({
  ...DEFAULT_SETTINGS,
  me: [ME],
  home: { lat: 52.37, lon: 4.9, label: 'Keizersgracht 1' },
  ...changed,
});

/** `key` gives the id and the address; the name is another. */
export const makePerson = (key: string, changed: Partial<Person> = {}): Person => ({
  id: personId(`id-${key}`),
  name: `Somebody called ${key}`,
  emails: [`${key}@example.org`],
  circle: 'peers',
  department: null,
  cadenceDays: 60,
  maximumDays: 120,
  importance: 1,
  status: 'followed',
  pausedUntil: null,
  comfort: {},
  apart: [],
  place: null,
  zone: null,
  language: null,
  partner: null,
  spontaneous: false,
  added: null,
  ...changed,
});

export const makeAttendee = (email: string, changed: Partial<Attendee> = {}): Attendee => ({
  email,
  name: null,
  rsvp: 'accepted',
  kind: 'individual',
  ...changed,
});

/** Instants as ISO 8601 with offset, half-open. */
export const timed = (start: string, end: string): EventTime => ({
  kind: 'timed',
  startMs: parseInstant(start),
  endMs: parseInstant(end),
  zone: null,
});

export const allDay = (startDate: string, endDate: string): EventTime => ({
  kind: 'all-day',
  startDate: isoDate(startDate),
  endDate: isoDate(endDate),
});

/** An event that the user owns; `guests` are the others' addresses, all of whom accepted. */
export function makeOccurrence(
  time: EventTime,
  guests: readonly string[] = [],
  changed: Partial<Occurrence> = {},
): Occurrence {
  return {
    uid: `uid-${JSON.stringify(time)}-${guests.join()}`,
    recurrenceId: null,
    calendarId: calendarId('work'),
    summary: 'Something',
    location: null,
    hasConference: false,
    status: 'confirmed',
    transparency: 'opaque',
    type: 'default',
    organizer: guests.length > 0 ? { email: ME, name: null } : null,
    attendees: guests.length > 0 ? [ME, ...guests].map((email) => makeAttendee(email)) : [],
    time,
    activity: null,
    ...changed,
  };
}

export const makeActivity = (id: string, changed: Partial<Activity> = {}): Activity => ({
  id: activityId(id),
  name: { en: id, nl: id },
  setting: 'indoor',
  minutes: 60,
  from: 0,
  until: 24 * 60,
  minimumGuests: 1,
  maximumGuests: 4,
  envelope: null,
  spend: 0,
  quality: 0.8,
  home: false,
  alcohol: false,
  children: false,
  wheelchair: true,
  travelMinutes: 0,
  fallback: null,
  words: [id],
  ...changed,
});

export const makeInput = (changed: Partial<PlanInput> & Pick<PlanInput, 'nowMs'>): PlanInput => ({
  zone: 'Europe/Amsterdam',
  settings: makeSettings(),
  holidays: new Map(),
  people: [],
  occurrences: [],
  logged: [],
  answers: new Map(),
  activities: [],
  forecast: null,
  sent: [],
  shown: [],
  holds: { personUntil: new Map(), nothingBefore: null },
  ...changed,
});
