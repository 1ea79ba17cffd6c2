import { isMoved, isSame, listExceptions } from './events.ts';
import { immutableId } from './ids.ts';
import type { Attendee, EventResource, GuestMail, ResponseStatus, StoredEvent } from './resources.ts';
import type { Account, ServerState } from './state.ts';

export const spell = (address: string | null | undefined): string => (address ?? '').toLowerCase();

export const NO_ANSWER: ResponseStatus = { response: 'none', time: '0001-01-01T00:00:00Z' };
const WAITING: ResponseStatus = { response: 'notResponded', time: '0001-01-01T00:00:00Z' };

const addressOf = ({ emailAddress }: Attendee): string => spell(emailAddress.address);

const VISIBLE = ['subject', 'location', 'locations', 'body', 'isOnlineMeeting'] as const;

/** Something that a guest sees has changed. */
const isNews = (before: EventResource, after: EventResource): boolean =>
  isMoved(before, after) || VISIBLE.some((name) => !isSame(before[name], after[name]));

/** The guests as they are kept: answers are the server's, not the client's. */
export function keepAttendees(
  state: ServerState,
  before: EventResource | null,
  after: EventResource,
): readonly Attendee[] {
  const isReset = before !== null && isMoved(before, after) && state.modes.answersAfterMove === 'reset';
  return after.attendees.map((attendee) => {
    const known = before?.attendees.find((one) => addressOf(one) === addressOf(attendee));
    const kept = known && !isReset ? known.status : undefined;
    const { proposedNewTime: _gone, ...plain } = attendee;
    const proposal = known?.proposedNewTime && !isReset ? { proposedNewTime: known.proposedNewTime } : {};
    return {
      ...plain,
      type: attendee.type ?? 'required',
      emailAddress: {
        name: attendee.emailAddress.name ?? attendee.emailAddress.address ?? '',
        ...attendee.emailAddress,
      },
      status: kept ?? (isReset ? WAITING : NO_ANSWER),
      ...proposal,
    };
  });
}

function listGuests(account: Account, resource: EventResource | null): readonly string[] {
  if (!resource || !resource.isOrganizer) return [];
  const own = [spell(account.email), spell(resource.organizer.emailAddress.address)];
  const addresses = resource.attendees
    .filter(({ type }) => type !== 'resource')
    .map(addressOf)
    .filter((address) => address !== '' && !own.includes(address));
  return [...new Set(addresses)];
}

function send(
  state: ServerState,
  stored: StoredEvent,
  to: string,
  kind: GuestMail['kind'],
  comment: string | null,
): void {
  const { subject, start, iCalUId } = stored.resource;
  state.mails.push({ to, kind, eventId: immutableId(stored.key), iCalUId, subject, start, comment });
}

/** What guests are mailed of a change: only changed guests where only guests change. */
export function mailChange(
  state: ServerState,
  account: Account,
  before: StoredEvent | null,
  after: StoredEvent,
): void {
  const [earlier, now] = [listGuests(account, before?.resource ?? null), listGuests(account, after.resource)];
  const hasNews = before !== null && isNews(before.resource, after.resource);
  for (const to of now) {
    if (!earlier.includes(to)) send(state, after, to, 'invitation', null);
    else if (hasNews) send(state, after, to, 'update', null);
  }
  for (const to of earlier) if (!now.includes(to)) send(state, after, to, 'cancellation', null);
  if (!hasNews) return;
  // event-update: a change of a series with exceptions is mailed once more for each of them.
  for (const exception of listExceptions(account, after.key)) {
    for (const to of now) if (earlier.includes(to)) send(state, exception, to, 'update', null);
  }
}

export function mailCancellation(
  state: ServerState,
  account: Account,
  stored: StoredEvent,
  comment: string | null,
): void {
  for (const to of listGuests(account, stored.resource)) send(state, stored, to, 'cancellation', comment);
}

export const mailAnswer = (state: ServerState, stored: StoredEvent, comment: string | null): void =>
  send(state, stored, spell(stored.resource.organizer.emailAddress.address), 'response', comment);
