import type { GoogleFailure } from '#main/calendars/google/api.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { sharedTitle } from '#main/invites/message.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Ask, Denied } from './ask.ts';
import { readInterval } from './copy-reading.ts';
import { type GoogleEvent, isDeleted, readList, readMarks, readObject, readText } from './event.ts';

export type FoundEvent =
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly event: GoogleEvent; readonly eventId: string }
  | { readonly kind: 'failed'; readonly failure: GoogleFailure | Denied };

const MOST = 250;

/**
 * The invite's event under an id that is not its own. Not every server knows how to look for marks, so they are read
 * again here, and what keeps none is known by its title, its times and its guests.
 */
export async function findByMark(ask: Ask, calendarId: string, record: InviteRecord): Promise<FoundEvent> {
  const { startMs, endMs } = record.content.interval;
  const utc = openZone('UTC');
  const result = await ask((api, options) =>
    api.calendar.events.list(
      {
        calendarId,
        privateExtendedProperty: [`goldenHourUid=${record.uid}`],
        timeMin: utc.format(startMs),
        timeMax: utc.format(endMs),
        maxResults: MOST,
      },
      options,
    ),
  );
  // It cannot list what it is asked for: there is nothing to find.
  if (result.kind === 'refused' && [400, 404, 405, 501].includes(result.status)) return { kind: 'absent' };
  if (result.kind !== 'answer') return { kind: 'failed', failure: result };
  const events = readList(readObject(result.data)['items']).filter((event) => !isDeleted(event));
  const event = events.find((each) => isIt(each, record)) ?? null;
  const eventId = event === null ? null : readText(event['id']);
  return event === null || eventId === null ? { kind: 'absent' } : { kind: 'found', event, eventId };
}

function isIt(event: GoogleEvent, { uid, content }: InviteRecord): boolean {
  const marks = readMarks(event);
  if (marks.uid !== null) return marks.uid === uid;
  const interval = readInterval(event, content.zone);
  const emails = readList(event['attendees']).map(({ email }) => readText(email)?.toLowerCase());
  return (
    readText(event['summary']) === sharedTitle(content) &&
    interval?.startMs === content.interval.startMs &&
    interval.endMs === content.interval.endMs &&
    content.guests.every(({ email }) => emails.includes(email.toLowerCase()))
  );
}
