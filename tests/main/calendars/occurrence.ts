import { calendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';

/** An occurrence in which a test only says what it is about: a Thursday, 10:00 to 11:00 in UTC. */
export const occurrence = (about: Partial<Occurrence> = {}): Occurrence => ({
  uid: 'e1',
  recurrenceId: null,
  calendarId: calendarId('test'),
  summary: 'Event',
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [],
  time: {
    kind: 'timed',
    startMs: Date.parse('2026-06-04T10:00:00Z'),
    endMs: Date.parse('2026-06-04T11:00:00Z'),
    zone: 'UTC',
  },
  activity: null,
  ...about,
});
