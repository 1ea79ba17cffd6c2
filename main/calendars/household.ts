import { isBusy } from '#main/calendars/busy.ts';
import type { Occurrence } from '#main/calendars/event.ts';

/**
 * What a household's event is for the user: time that is taken, under a neutral word, and nothing else of it. Null: it
 * takes none. Its place is not the user's either, so there is no way to it.
 */
export function blankHousehold(
  occurrence: Occurrence,
  word: string,
  me: readonly string[],
): Occurrence | null {
  if (!isBusy(occurrence, me)) return null;
  return {
    uid: '',
    recurrenceId: null,
    calendarId: occurrence.calendarId,
    summary: word,
    location: null,
    hasConference: false,
    status: 'confirmed',
    transparency: 'opaque',
    type: 'default',
    organizer: null,
    attendees: [],
    time: occurrence.time.kind === 'timed' ? { ...occurrence.time, zone: null } : occurrence.time,
    activity: null,
  };
}
