import type { EpochMs } from '#contract/time.ts';
import type { Rsvp } from '#contract/vocabulary.ts';
import { toldContent } from '#main/invites/calendar-event.ts';
import { askAboutMove, backToSettled } from '#main/invites/changes.ts';
import {
  type CalendarCopy,
  type CopyAttendee,
  type FoundCopy,
  markOf,
} from '#main/invites/invite-calendar.ts';
import {
  type Answer,
  askedSequence,
  type CalendarPlace,
  currentDeliveries,
  type InviteRecord,
  isGone,
} from '#main/invites/invite.ts';
import { type OutboxEvent, transition } from '#main/invites/state.ts';
import type { Interval } from '#main/kernel/interval.ts';

/**
 * What the user's calendar says of an invite, as a change of its record: answers, another time, a deletion, guests who
 * were taken off the list or could not be told, another calendar. `found` null: it is not there any more, which the caller has made sure of. The
 * very same record where there is nothing new: an invite that only reads back what it wrote never changes.
 */
export function applyCalendarCopy(
  record: InviteRecord,
  found: FoundCopy | null,
  nowMs: EpochMs,
): InviteRecord {
  const place = record.calendar;
  if (place === null || record.state.kind === 'cancelled') return record;
  // A request of ours is under way or its end unknown: the sender looks by itself.
  if (place.copy.state === 'creating' || place.copy.state === 'changing') return record;
  if (found === null || found.copy.isCancelled) return noticeLoss(record, nowMs);
  const { copy } = found;
  if (isStale(record, copy)) return record;
  const there = noticeRestoration(noticePlace(record, found), nowMs);
  const told = noticeTime(there, copy.interval, copy.sequence, nowMs);
  return noticeUnreached(noticeAnswers(noticeRemovals(told, copy), copy, nowMs), copy);
}

/** Read before our last writing arrived in it: a copy of what the calendar was. */
const isStale = (record: InviteRecord, copy: CalendarCopy): boolean => {
  const { sequence } = record.settled ?? record;
  return copy.sequence < sequence && copy.mark !== markOf({ id: record.id, sequence });
};

const isAtRest = ({ state }: InviteRecord): boolean => state.kind === 'sent' || state.kind === 'handed-over';

/** In the calendar, with something about its guests that only the user can mend. */
const waitsForUser = ({ state, calendar }: InviteRecord): boolean =>
  state.kind === 'failed' && state.retryAtMs === null && calendar?.copy.state === 'written';

/** The record itself where the event is not possible in its state. */
function apply(record: InviteRecord, event: OutboxEvent): InviteRecord {
  const next = transition(record.state, event);
  return next.ok ? { ...record, state: next.value } : record;
}

function noticeLoss(record: InviteRecord, nowMs: EpochMs): InviteRecord {
  const place = record.calendar;
  // What has been is nobody's plan any more, and calendars are tidied up.
  if (place === null || record.content.interval.endMs <= nowMs) return record;
  if (!isAtRest(record) && !waitsForUser(record)) return record;
  const problem = { kind: 'gone', guestsWereTold: place.teller === 'server' } as const;
  const lost: CalendarPlace = {
    ...place,
    etag: null,
    copy: { state: 'pending', attempts: 0, detail: null },
    mayBeThere: false,
  };
  return { ...apply(record, { kind: 'noticed', problem, asks: false }), calendar: lost };
}

/** A server that renames what it is given is followed, and so is a user who puts it into another calendar. */
function noticePlace(record: InviteRecord, { calendarId, copy: { ref } }: FoundCopy): InviteRecord {
  const place = record.calendar;
  if (place === null || (place.ref === ref && place.calendarId === calendarId)) return record;
  return { ...record, calendar: { ...place, calendarId, ref } };
}

/** Taken out of the calendar's bin: all is as it was. */
function noticeRestoration(record: InviteRecord, nowMs: EpochMs): InviteRecord {
  const place = record.calendar;
  if (place === null || !isGone(record)) return record;
  const { copy } = place;
  if (!currentDeliveries(record).every(({ state }) => state === 'delivered')) return record;
  return {
    ...apply(record, { kind: 'restored', atMs: nowMs, isHandedOver: place.teller === 'handed-over' }),
    calendar: { ...place, copy: { ...copy, state: 'written' }, mayBeThere: true },
  };
}

const isSameInterval = (a: Interval, b: Interval): boolean => a.startMs === b.startMs && a.endMs === b.endMs;

function noticeTime(
  record: InviteRecord,
  interval: Interval,
  sequence: number,
  nowMs: EpochMs,
): InviteRecord {
  const { state } = record;
  const isAsking = state.kind === 'still-send' && state.problem.kind === 'moved';
  if (isAsking && isSameInterval(interval, record.content.interval)) return record;
  const base = isAsking ? backToSettled(record) : record;
  if (!isAtRest(base) || isSameInterval(interval, toldContent(base).interval)) return base;
  if (base.calendar?.teller !== 'server') return askAboutMove(base, interval, sequence, nowMs);
  // The server has told the guests already.
  return {
    ...base,
    content: { ...base.content, interval, edited: null },
    sequence: Math.max(base.sequence, sequence),
    deliveries: base.deliveries.map((delivery) =>
      delivery.sequence === base.sequence
        ? { ...delivery, sequence: Math.max(base.sequence, sequence) }
        : delivery,
    ),
  };
}

/**
 * Whom somebody took off the list in a calendar whose server tells guests knows of it, and is nobody's guest any more.
 * Where the list has addresses that nobody knows, a guest may only have got another one.
 */
function noticeRemovals(record: InviteRecord, copy: CalendarCopy): InviteRecord {
  if (record.calendar?.teller !== 'server' || !isAtRest(record) || !copy.listsAllGuests) return record;
  const { guests, organizer } = record.content;
  const listed = new Set(copy.attendees.map(({ email }) => email));
  const remaining = guests.filter(({ email }) => listed.has(email.toLowerCase()));
  if (remaining.length === guests.length || remaining.length === 0) return record;
  const known = new Set([organizer, ...guests].map(({ email }) => email.toLowerCase()));
  if ([...listed].some((email) => !known.has(email))) return record;
  return { ...record, content: { ...record.content, guests: remaining } };
}

function noticeAnswers(record: InviteRecord, copy: CalendarCopy, nowMs: EpochMs): InviteRecord {
  return copy.attendees.reduce((changed, attendee) => noticeAnswer(changed, attendee, nowMs), record);
}

/** Only a change counts: what a calendar goes on saying does not outdo what was heard since. */
function noticeAnswer(record: InviteRecord, attendee: CopyAttendee, nowMs: EpochMs): InviteRecord {
  const place = record.calendar;
  const guest = record.content.guests.find(({ email }) => email.toLowerCase() === attendee.email);
  if (place === null || guest === undefined) return record;
  const { rsvp, comment } = attendee;
  const known = record.answers.find(({ email }) => email === guest.email);
  const seen: Rsvp = place.seen[guest.email] ?? 'needs-action';
  const isNewComment =
    known?.via === 'calendar' && known.answer === rsvp && comment !== null && comment !== known.comment;
  if (rsvp === seen && !isNewComment) return record;
  const noted = { ...record, calendar: { ...place, seen: { ...place.seen, [guest.email]: rsvp } } };
  if (rsvp === 'needs-action') return noted;
  const sequence = askedSequence(record);
  const isKnown = known?.answer === rsvp && known.sequence >= sequence && known.via !== 'calendar';
  if (isKnown) return noted;
  const answer: Answer = {
    email: guest.email,
    personId: guest.personId,
    answer: rsvp,
    comment,
    sequence,
    stampMs: nowMs,
    recordedAtMs: isNewComment && known !== undefined ? known.recordedAtMs : nowMs,
    via: 'calendar',
  };
  return { ...noted, answers: [...record.answers.filter(({ email }) => email !== guest.email), answer] };
}

function noticeUnreached(record: InviteRecord, { unreached }: CalendarCopy): InviteRecord {
  if (record.calendar?.teller !== 'server' || !isAtRest(record)) return record;
  const lost = currentDeliveries(record)
    .filter(({ email, state }) => state === 'delivered' && unreached.includes(email.toLowerCase()))
    .map(({ email }) => email);
  if (lost.length === 0) return record;
  return {
    ...apply(record, { kind: 'noticed', problem: { kind: 'unreached', emails: lost }, asks: false }),
    deliveries: record.deliveries.map((delivery) =>
      delivery.sequence === record.sequence && lost.includes(delivery.email)
        ? { ...delivery, state: 'refused' }
        : delivery,
    ),
  };
}
