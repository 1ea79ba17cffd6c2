import { type Answer, refuse } from './answers.ts';
import {
  type EventBody,
  isExtension,
  mergeProperties,
  readExtension,
  refuseResource,
  takeWritable,
} from './event-input.ts';
import { findByKey, isMoved, isSeries, listExceptions, storeEvent } from './events.ts';
import { keepAttendees, mailChange, NO_ANSWER } from './guests.ts';
import type { EventResource, Extension, StoredEvent } from './resources.ts';
import { etagOf, showEvent } from './show.ts';
import { type Account, type Calendar, nameSomething, type ServerState } from './state.ts';
import type { View } from './view.ts';

export interface Asking {
  readonly account: Account;
  readonly view: View;
  readonly ifMatch: string | undefined;
}

type Timed = Partial<EventResource> & Pick<EventResource, 'start' | 'end'>;

/** Whoever invites people is their organizer; an appointment has nobody to answer. */
const organizerStatus = ({ attendees = [] }: Partial<EventResource>) =>
  attendees.length > 0 ? { ...NO_ANSWER, response: 'organizer' } : NO_ANSWER;

/** An event with everything that nobody said anything of. */
export function fillResource(account: Account, given: Timed, uid: string): EventResource {
  return {
    subject: '',
    isAllDay: false,
    iCalUId: uid,
    organizer: { emailAddress: { name: account.name, address: account.email } },
    isOrganizer: true,
    attendees: [],
    body: { contentType: 'html', content: '' },
    responseStatus: organizerStatus(given),
    showAs: given.isAllDay === true ? 'free' : 'busy',
    recurrence: null,
    transactionId: null,
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    importance: 'normal',
    sensitivity: 'normal',
    isCancelled: false,
    isDraft: false,
    responseRequested: true,
    allowNewTimeProposals: true,
    hideAttendees: false,
    onlineMeetingUrl: null,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    onlineMeeting: null,
    categories: [],
    location: { displayName: '', locationType: 'default', uniqueIdType: 'unknown' },
    locations: [],
    ...given,
  };
}

/** Exchange's global object id, with zeros for the day of an occurrence. */
export const writeUid = (key: string): string =>
  `040000008200E00074C5B7101A82E00800000000${Buffer.from(key, 'utf8').toString('hex').toUpperCase()}`;

/** A place given as one is the first of several, too. */
const keepPlaces = (given: Partial<EventResource>): Partial<EventResource> =>
  given['location'] === undefined || given['locations'] !== undefined
    ? given
    : { ...given, locations: [given['location']] };

function findTransaction(state: ServerState, account: Account, id: string | null): string | null {
  const known = id === null ? undefined : account.transactions.get(id);
  const { transactionSeconds } = state.modes;
  const isForgotten =
    known !== undefined &&
    transactionSeconds !== null &&
    state.clock() - known.atMs >= transactionSeconds * 1000;
  return known && !isForgotten ? known.key : null;
}

function readExtensions(state: ServerState, body: EventBody): readonly Extension[] | Answer {
  if (body.extensions === undefined) return [];
  if (!state.modes.extensions) return refuse('BadRequest', 'Open extensions are not supported.');
  const extensions: Extension[] = [];
  for (const one of state.modes.extensionsWithCreate ? body.extensions : []) {
    const read = readExtension(one);
    if (!isExtension(read)) return read;
    extensions.push(read);
  }
  return extensions;
}

export const answerEvent = (
  state: ServerState,
  { account, view }: Asking,
  stored: StoredEvent,
  status: number,
): Answer => ({ status, headers: { etag: etagOf(stored) }, body: showEvent(state, account, stored, view) });

/** POST …/events. */
export function createEvent(state: ServerState, asking: Asking, calendar: Calendar, body: EventBody): Answer {
  const { account } = asking;
  if (!calendar.canEdit) return refuse('ErrorAccessDenied');
  const transactionId = body.transactionId ?? null;
  const known = findTransaction(state, account, transactionId);
  if (known !== null) {
    const made = findByKey(account, known);
    if (!made || state.modes.repeatedTransaction === 'conflict') return refuse('ErrorDuplicateTransactionId');
    return answerEvent(state, asking, made, 201);
  }
  const extensions = readExtensions(state, body);
  if ('status' in extensions) return extensions;
  const given = keepPlaces(takeWritable(body));
  const refused = refuseResource(given);
  if (refused || !given.start || !given.end) return refused ?? refuse('ErrorPropertyValidationFailure');
  const key = nameSomething(state, 'e');
  const { start, end } = given;
  const filled = fillResource(account, { ...given, start, end }, writeUid(key));
  const resource = { ...filled, attendees: keepAttendees(state, null, filled) };
  const stored = storeEvent(state, account, { key, calendarKey: calendar.key, resource, extensions });
  if (transactionId !== null) account.transactions.set(transactionId, { key, atMs: state.clock() });
  mailChange(state, account, null, stored);
  return answerEvent(state, asking, stored, 201);
}

/** The version that the client names is not the current one, and the server looks at that. */
export function refuseVersion(
  state: ServerState,
  stored: StoredEvent,
  ifMatch: string | undefined,
): Answer | null {
  if (ifMatch === undefined || ifMatch === '*' || state.modes.ifMatch === 'ignored') return null;
  return ifMatch === etagOf(stored) ? null : refuse('ErrorIrresolvableConflict');
}

function refuseChange(
  asking: Asking,
  calendar: Calendar | undefined,
  before: EventResource,
  body: EventBody,
) {
  if (calendar?.canEdit !== true) return refuse('ErrorAccessDenied');
  const { transactionId } = body;
  if (transactionId !== undefined && transactionId !== before.transactionId) {
    return refuse('ErrorInvalidPropertyRequest', 'transactionId cannot be changed.');
  }
  const isGuest = !before.isOrganizer && body.attendees !== undefined;
  if (isGuest) return refuse('ErrorInvalidPropertyRequest', `${asking.account.email} is not the organizer.`);
  return null;
}

/** PATCH of an event: parts that are not given stay. Of an occurrence it makes an exception. */
export function patchEvent(state: ServerState, asking: Asking, stored: StoredEvent, body: EventBody): Answer {
  const { account } = asking;
  const before = stored.resource;
  const refused =
    refuseVersion(state, stored, asking.ifMatch) ??
    refuseChange(asking, account.calendars.get(stored.calendarKey), before, body);
  if (refused) return refused;
  const given = keepPlaces(takeWritable(body));
  const merged: EventResource = {
    ...before,
    ...given,
    singleValueExtendedProperties: mergeProperties(
      before.singleValueExtendedProperties,
      given.singleValueExtendedProperties,
    ),
  };
  const wrong = refuseResource(merged);
  if (wrong) return wrong;
  if (stored.exceptionOf && given.recurrence) {
    return refuse('ErrorInvalidPropertyRequest', 'An occurrence has no recurrence.');
  }
  const resource = {
    ...merged,
    attendees: before.isOrganizer ? keepAttendees(state, before, merged) : merged.attendees,
    ...(before.isOrganizer ? { responseStatus: organizerStatus(merged) } : {}),
  };
  const after = changeEvent(state, account, stored, resource);
  mailChange(state, account, stored, after);
  dropMovedExceptions(state, account, stored, after);
  return answerEvent(state, asking, after, 200);
}

/** Stores a change; nobody is mailed. */
export function changeEvent(
  state: ServerState,
  account: Account,
  stored: StoredEvent,
  resource: EventResource,
): StoredEvent {
  return storeEvent(state, account, { ...stored, resource });
}

/** A series that moves forgets what was different about single occurrences, unless the mode keeps it. */
export function dropMovedExceptions(
  state: ServerState,
  account: Account,
  before: StoredEvent,
  after: StoredEvent,
): void {
  const isKept = state.modes.exceptionsAfterMove === 'kept' || !isSeries(before);
  if (isKept || !isMoved(before.resource, after.resource)) return;
  for (const { key } of listExceptions(account, after.key)) account.events.delete(key);
  account.events.set(after.key, { ...after, cancelled: new Set() });
}
