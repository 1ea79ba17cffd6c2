import { recordOf, recordsOf, textOf } from '#main/calendars/google/json.ts';
import type { GoogleFailure } from '#main/calendars/google/api.ts';
import type { InviteRecord } from '#main/invites/invite.ts';
import { sharedTitle } from '#main/invites/message.ts';
import { openZone } from '#main/kernel/zone.ts';
import type { Ask, Denied } from './ask.ts';
import { readInterval } from './copy-reading.ts';
import { type GoogleEvent, isDeleted, readMarks } from './event.ts';

export type FoundEvent =
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly event: GoogleEvent; readonly eventId: string }
  | { readonly kind: 'failed'; readonly failure: GoogleFailure | Denied };

const PAGE = 250;
const MOST_PAGES = 100;

/**
 * The invite's event under an id that is not its own. Not every server looks for marks, keeps them, or heeds the times
 * that it is asked for: so all pages are read, and what has no marks is known by its title, its times and its guests.
 * Nothing counts as absent before the last page.
 */
export async function findByMark(ask: Ask, calendarId: string, record: InviteRecord): Promise<FoundEvent> {
  const { startMs, endMs } = record.content.interval;
  const utc = openZone('UTC');
  const window = { timeMin: utc.format(startMs), timeMax: utc.format(endMs) };
  let pageToken: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: { pageToken?: string } = pageToken === null ? {} : { pageToken };
    const result = await ask((api, options) =>
      api.calendar.events.list({ calendarId, ...window, maxResults: PAGE, ...page }, options),
    );
    // It cannot list what it is asked for: there is nothing to find.
    if (pageToken === null && result.kind === 'refused' && CANNOT_LIST.includes(result.status)) {
      return { kind: 'absent' };
    }
    if (result.kind !== 'answer') return { kind: 'failed', failure: result };
    const { items, nextPageToken } = recordOf(result.data);
    const event = recordsOf(items).find((each) => !isDeleted(each) && isIt(each, record));
    const eventId = event === undefined ? null : textOf(event['id']);
    if (event !== undefined && eventId !== null) return { kind: 'found', event, eventId };
    const next = textOf(nextPageToken);
    if (next === null) return { kind: 'absent' };
    if (next === pageToken) break;
    pageToken = next;
  }
  const detail = 'The list of events does not end.';
  return { kind: 'failed', failure: { kind: 'unusable', reason: 'too-large', detail } };
}

const CANNOT_LIST: readonly number[] = [400, 404, 405, 501];

function isIt(event: GoogleEvent, { uid, content }: InviteRecord): boolean {
  const marks = readMarks(event);
  if (marks.uid !== null) return marks.uid === uid;
  const interval = readInterval(event, content.zone);
  const emails = recordsOf(event['attendees']).map(({ email }) => textOf(email)?.toLowerCase());
  return (
    textOf(event['summary']) === sharedTitle(content) &&
    interval?.startMs === content.interval.startMs &&
    interval.endMs === content.interval.endMs &&
    content.guests.every(({ email }) => emails.includes(email.toLowerCase()))
  );
}
