import type { CalendarId } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';

export interface TakenTime {
  readonly uid: string;
  readonly calendarId: CalendarId;
  /** A neutral one, in the user's language. */
  readonly word: string;
  readonly time: Occurrence['time'];
}

/** Blocks its time and says nothing else: no people, no place, nothing that could be told by mistake. */
export const describeTaken = ({ uid, calendarId, word, time }: TakenTime): Occurrence => ({
  uid,
  recurrenceId: null,
  calendarId,
  summary: word,
  location: null,
  hasConference: false,
  status: 'confirmed',
  transparency: 'opaque',
  type: 'default',
  organizer: null,
  attendees: [],
  time,
  activity: null,
});
