import { LOCAL_CALENDAR } from '#contract/ids.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import {
  answerOf,
  hasLeft,
  type InviteContent,
  type InviteRecord,
  isGone,
  isKnown,
} from '#main/invites/invite.ts';
import { ownTitle } from '#main/invites/message.ts';
import { oneLine } from '#main/invites/plain-text.ts';

/** What the guests were told last; a change that has not begun to leave is not told. */
export const toldContent = (record: InviteRecord): InviteContent =>
  record.settled !== null && !hasLeft(record) ? record.settled.content : record.content;

/**
 * The event in the user's own calendar: there from the moment at which somebody may know of the invite until it is
 * cancelled or gone from the calendar on a server. Written in the same transaction as the record, so that neither is ever without the other.
 */
export function calendarEventOf(record: InviteRecord): Occurrence | null {
  if (record.state.kind === 'cancelled' || isGone(record) || !isKnown(record)) return null;
  const content = toldContent(record);
  return {
    uid: record.uid,
    recurrenceId: null,
    calendarId: LOCAL_CALENDAR,
    summary: ownTitle(content),
    location: content.location === null ? null : oneLine(content.location),
    hasConference: content.activity.setting === 'remote',
    status: 'confirmed',
    transparency: 'opaque',
    type: 'default',
    organizer: { email: content.organizer.email, name: oneLine(content.organizer.name) },
    attendees: content.guests.map((guest) => ({
      email: guest.email,
      name: oneLine(guest.name),
      rsvp: answerOf(record, guest.email)?.answer ?? 'needs-action',
      kind: 'individual',
    })),
    time: { kind: 'timed', ...content.interval, zone: content.zone },
    activity: content.activity.id,
  };
}
