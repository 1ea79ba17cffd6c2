import type { RemoteCalendar } from '#main/calendars/provider.ts';
import type { GoogleApi, GoogleFailure } from './api.ts';
import { isRecord, type Json, listOf, recordsOf, textOf } from './json.ts';

/** Google's own name for whatever the account's primary calendar is. */
export const PRIMARY_REF = 'primary';

/**
 * Where no list of calendars is to be had, the primary calendar can be read all the same: what it is called is with its
 * events.
 */
export async function readPrimary(
  api: GoogleApi,
): Promise<{ readonly kind: 'primary'; readonly calendar: RemoteCalendar } | GoogleFailure> {
  const question = { calendarId: PRIMARY_REF, maxResults: 1 };
  const answer = await api.ask((options) => api.calendar.events.list(question, options));
  if (answer.kind !== 'answer') return answer;
  const { summary, accessRole } = answer.data;
  const name = typeof summary === 'string' && summary.trim() !== '' ? summary.trim() : 'Google';
  // A server that does not say, gave the user's own calendar.
  const isWritable = (accessRole ?? 'owner') === 'owner';
  return { kind: 'primary', calendar: { ref: PRIMARY_REF, name, colour: null, isWritable } };
}

const MOST_LOOKED_AT = 250;

/** The address by which the calendar's first events know its user; null: they name nobody as such. */
export async function findOwnAddress(api: GoogleApi, calendarId: string): Promise<string | null> {
  const question = { calendarId, maxResults: MOST_LOOKED_AT };
  const answer = await api.ask((options) => api.calendar.events.list(question, options));
  if (answer.kind !== 'answer') return null;
  const { items }: Json = { ...answer.data };
  const people = recordsOf(items).flatMap(({ organizer, creator, attendees }) => [
    organizer,
    creator,
    ...listOf(attendees),
  ]);
  const own = people.find((person) => isRecord(person) && person['self'] === true);
  return isRecord(own) ? textOf(own['email']) : null;
}
