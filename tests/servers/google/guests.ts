import type { Viewer } from './events.ts';
import type { Attendee, EventResource, GuestMail } from './resources.ts';
import type { ServerState } from './state.ts';
import { toMs } from './times.ts';

export type SendUpdates = GuestMail['sendUpdates'];

/** sendUpdates, or what the older sendNotifications means. */
export function readSendUpdates(query: URLSearchParams): SendUpdates {
  const asked = query.get('sendUpdates');
  if (asked === 'all' || asked === 'externalOnly' || asked === 'none') return asked;
  return query.get('sendNotifications') === 'true' ? 'all' : 'none';
}

const spell = (email: string | undefined): string => (email ?? '').toLowerCase();

const findAttendee = (resource: EventResource | null, email: string | undefined): Attendee | undefined =>
  resource?.attendees?.find((attendee) => spell(attendee.email) === spell(email));

export function isMoved(before: EventResource, after: EventResource, zone: string): boolean {
  if (JSON.stringify(before.recurrence ?? []) !== JSON.stringify(after.recurrence ?? [])) return true;
  return (['start', 'end'] as const).some((edge) => {
    const [one, other] = [before[edge], after[edge]];
    if (!one || !other) return one !== other;
    return (one.date === undefined) !== (other.date === undefined) || toMs(one, zone) !== toMs(other, zone);
  });
}

/**
 * The guests as they are kept: in the order that the client gave, with an answer each. What the client may not write
 * for others is the server's (see the modes).
 */
export function keepAttendees(
  state: ServerState,
  viewer: Viewer,
  before: EventResource | null,
  after: EventResource,
): readonly Attendee[] | undefined {
  const { attendees } = after;
  if (!attendees) return undefined;
  const { modes } = state;
  const organizer = spell(after.organizer?.email);
  const wasMoved = before !== null && isMoved(before, after, viewer.calendar.timeZone);
  return attendees.map(({ self: _self, organizer: _organizer, ...attendee }) => {
    const email = spell(attendee.email);
    const known = findAttendee(before, email);
    const isOrganizer = email === organizer || email === spell(viewer.account.email);
    let answer = attendee.responseStatus ?? 'needsAction';
    if (!isOrganizer && !known && modes.guestAnswers === 'reset') answer = 'needsAction';
    if (!isOrganizer && known && wasMoved && modes.answersAfterMove === 'reset') answer = 'needsAction';
    return {
      ...attendee,
      responseStatus: answer,
      ...(email === organizer ? { organizer: true } : {}),
    };
  });
}

const VISIBLE = ['summary', 'description', 'location', 'conferenceData', 'status'] as const;

/** Something that a guest sees has changed. */
export function isNews(before: EventResource, after: EventResource, zone: string): boolean {
  const isSame = VISIBLE.every((name) => JSON.stringify(before[name]) === JSON.stringify(after[name]));
  return !isSame || isMoved(before, after, zone);
}

/** Users of Google Calendar have it from the server; to others only mail can tell it. */
function isExternal(state: ServerState, email: string): boolean {
  return !state.accounts.has(email) && !/@(gmail|googlemail)\.com$/.test(email);
}

function listGuests({ account, calendar }: Viewer, resource: EventResource | null): readonly string[] {
  if (!resource || resource.status === 'cancelled') return [];
  return (resource.attendees ?? [])
    .filter(({ email, resource: isRoom }) => {
      const address = spell(email);
      const own = [spell(account.email), spell(calendar.id), spell(resource.organizer?.email)];
      return isRoom !== true && address !== '' && !own.includes(address);
    })
    .map(({ email }) => spell(email));
}

/** What guests are mailed when `before` becomes `after`; null: it was not there, or is no more. */
export function mailGuests(
  state: ServerState,
  viewer: Viewer,
  before: EventResource | null,
  after: EventResource | null,
  sendUpdates: SendUpdates,
): void {
  const current = after ?? before;
  if (!current) return;
  const [invitedBefore, invitedNow] = [listGuests(viewer, before), listGuests(viewer, after)];
  const hasNews = before !== null && after !== null && isNews(before, after, viewer.calendar.timeZone);
  const send = (to: string, kind: GuestMail['kind'], resource: EventResource): void => {
    const isMeant = sendUpdates === 'all' || (sendUpdates === 'externalOnly' && isExternal(state, to));
    if (!isMeant && !state.modes.mailsAnyway) return;
    state.mails.push({
      to,
      kind,
      calendarId: viewer.calendar.id,
      eventId: resource.id,
      iCalUID: resource.iCalUID ?? '',
      sequence: resource.sequence ?? 0,
      summary: resource.summary ?? '',
      start: resource.start ?? null,
      sendUpdates,
    });
  };
  for (const to of invitedNow) {
    if (!invitedBefore.includes(to)) send(to, 'invitation', after ?? current);
    else if (hasNews) send(to, 'update', after ?? current);
  }
  for (const to of invitedBefore) if (!invitedNow.includes(to)) send(to, 'cancellation', after ?? current);
}

/** Google's own limit on what concerns guests, reached for hours at a time. */
export const concernsGuests = (viewer: Viewer, ...versions: readonly (EventResource | null)[]): boolean =>
  versions.some(
    (version) => version !== null && listGuests(viewer, { ...version, status: 'confirmed' }).length > 0,
  );
