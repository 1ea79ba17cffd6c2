import { type Answer, refuse } from './answers.ts';
import { createConference } from './conference.ts';
import { answerEvent, refuseWrite, type Target } from './event-answers.ts';
import { checkEvent, checkId, checkIfMatch, checkOrganizer } from './event-checks.ts';
import { cancelEvent } from './event-remove.ts';
import { findEvent, isCancelled, storeEvent, type Viewer } from './events.ts';
import { isMoved, isNews, keepAttendees, mailGuests, readSendUpdates } from './guests.ts';
import type { EventBody, EventResource, StoredEvent } from './resources.ts';
import { nameSomething, type ServerState, writeInstant } from './state.ts';
import { keepTime } from './times.ts';

/** What the server says of an event; a client may send it along and it is not taken. */
const READ_ONLY = [
  'kind',
  'etag',
  'created',
  'updated',
  'creator',
  'organizer',
  'htmlLink',
  'hangoutLink',
  'locked',
  'attendeesOmitted',
  'recurringEventId',
  'originalStartTime',
  'iCalUID',
  'id',
  'sequence',
] as const;

const withoutReadOnly = (body: EventBody): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(body).filter(([name]) => !(READ_ONLY as readonly string[]).includes(name)), // widened to look one up
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects are merged, lists replaced, and null removes. */
function mergePatch(before: unknown, change: unknown): unknown {
  if (!isRecord(change)) return change;
  const merged: Record<string, unknown> = isRecord(before) ? { ...before } : {};
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** The event with the server's part of it: zone, answers, sequence, links, and what the modes take away. */
function complete(
  state: ServerState,
  viewer: Viewer,
  before: EventResource | null,
  after: EventResource,
  query: URLSearchParams,
): EventResource {
  const { calendar } = viewer;
  const { extendedProperties, conferenceData, start, end, ...rest } = after;
  const timed: EventResource = {
    ...rest,
    ...(start ? { start: keepTime(start, calendar.timeZone) } : {}),
    ...(end ? { end: keepTime(end, calendar.timeZone) } : {}),
    ...(state.modes.extendedProperties && extendedProperties ? { extendedProperties } : {}),
    ...createConference(state, conferenceData, before, query),
  };
  const attendees = keepAttendees(state, viewer, before, timed);
  return attendees ? { ...timed, attendees } : timed;
}

function createResource(state: ServerState, { account, calendar }: Viewer, body: EventBody): EventResource {
  const id = typeof body.id === 'string' ? body.id : nameSomething(state, 'ev').replace(/[^a-v0-9]/g, 'v');
  const who = { email: account.email, displayName: account.name };
  const now = writeInstant(state.clock());
  const sent = Object.fromEntries(
    Object.entries(withoutReadOnly(body)).filter(([, value]) => value !== null),
  );
  return {
    eventType: 'default',
    reminders: { useDefault: true },
    ...sent,
    id,
    status: body.status === 'tentative' ? 'tentative' : 'confirmed',
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${id} ${calendar.id}`).toString('base64url')}`,
    created: now,
    updated: now,
    iCalUID: typeof body.iCalUID === 'string' ? body.iCalUID : `${id}@google.com`,
    creator: who,
    organizer: calendar.isPrimary ? who : { email: calendar.id, displayName: calendar.summary },
    sequence: typeof body.sequence === 'number' ? body.sequence : 0,
  };
}

/** POST events. */
export function insertEvent(
  state: ServerState,
  viewer: Viewer,
  body: EventBody,
  query: URLSearchParams,
): Answer {
  const badId = checkId(body.id);
  if (badId) return badId;
  if (body.id !== undefined && body.iCalUID !== undefined) {
    state.violations.push('calendar.events.insert: id and iCalUID together');
    return refuse('badRequest', { message: 'Only one of id and iCalUID may be supplied.' });
  }
  const created = createResource(state, viewer, body);
  const refused = checkEvent(created, viewer, null) ?? refuseWrite(state, viewer, [created]);
  if (refused) return refused;
  if (viewer.calendar.events.has(created.id) && state.modes.detectsCollisions) return refuse('duplicate');
  const resource = complete(state, viewer, null, created, query);
  const stored = storeEvent(state, viewer.calendar, resource);
  mailGuests(state, viewer, null, resource, readSendUpdates(query));
  return answerEvent(state, viewer, stored, query);
}

/** POST events/import: a private copy, with its UID and organizer; nobody is mailed. */
export function importEvent(
  state: ServerState,
  viewer: Viewer,
  body: EventBody,
  query: URLSearchParams,
): Answer {
  const created = createResource(state, viewer, body);
  const refused = checkEvent(created, viewer, null) ?? refuseWrite(state, viewer, []);
  if (refused) return refused;
  const same = [...viewer.calendar.events.values()].find(
    ({ resource }) => resource.iCalUID === body.iCalUID && resource.recurringEventId === undefined,
  );
  const organizer = isRecord(body.organizer) ? { organizer: body.organizer } : {};
  const id = same?.resource.id ?? created.id;
  const resource = complete(state, viewer, null, { ...created, ...organizer, id }, query);
  return answerEvent(state, viewer, storeEvent(state, viewer.calendar, resource), query);
}

function countSequence(
  state: ServerState,
  viewer: Viewer,
  before: EventResource,
  after: EventResource,
  sent: unknown,
) {
  const counted = before.sequence ?? 0;
  if (state.modes.sequence === 'taken' && typeof sent === 'number') return Math.max(sent, counted);
  return isMoved(before, after, viewer.calendar.timeZone) ? counted + 1 : counted;
}

/** What PUT and PATCH have in common: `next` is the event that the client wants. */
function replaceEvent(
  state: ServerState,
  viewer: Viewer,
  before: StoredEvent,
  next: EventResource,
  body: EventBody,
  query: URLSearchParams,
): Answer {
  const old = before.resource;
  if (isCancelled(before) && state.modes.writesToDeleted === 'refuse') return refuse('deleted');
  const isDeletion = next.status === 'cancelled';
  const refused =
    checkOrganizer(old, body, viewer) ??
    (isDeletion ? null : checkEvent(next, viewer, old)) ??
    refuseWrite(
      state,
      viewer,
      isNews(old, next, viewer.calendar.timeZone) || old.attendees !== next.attendees ? [old, next] : [],
    );
  if (refused) return refused;
  if (isDeletion) {
    cancelEvent(state, viewer, before, query);
    const gone = viewer.calendar.events.get(old.id) ?? before;
    return answerEvent(state, viewer, gone, query);
  }
  const after = complete(state, viewer, old, next, query);
  const resource = { ...after, sequence: countSequence(state, viewer, old, after, body.sequence) };
  const stored = storeEvent(state, viewer.calendar, resource);
  mailGuests(state, viewer, isCancelled(before) ? null : old, resource, readSendUpdates(query));
  return answerEvent(state, viewer, stored, query);
}

/** PATCH events/{id}. */
export function patchEvent(
  state: ServerState,
  viewer: Viewer,
  { id, ifMatch }: Target,
  body: EventBody,
  query: URLSearchParams,
): Answer {
  const before = findEvent(viewer.calendar, id);
  if (!before) return refuse('notFound');
  const changed = checkIfMatch(state, before, ifMatch);
  if (changed) return changed;
  const merged = mergePatch(before.resource, withoutReadOnly(body)) as EventResource; // an event, with parts of an event
  return replaceEvent(state, viewer, before, { ...merged, id }, body, query);
}

/** PUT events/{id}: what the body lacks is gone. */
export function updateEvent(
  state: ServerState,
  viewer: Viewer,
  { id, ifMatch }: Target,
  body: EventBody,
  query: URLSearchParams,
): Answer {
  const before = findEvent(viewer.calendar, id);
  if (!before) return refuse('notFound');
  const changed = checkIfMatch(state, before, ifMatch);
  if (changed) return changed;
  const old = before.resource;
  const kept = READ_ONLY.flatMap((name) => (old[name] === undefined ? [] : [[name, old[name]]]));
  const fixed = {
    eventType: old.eventType ?? 'default',
    ...(Object.fromEntries(kept) as Partial<EventResource>),
  }; // of old
  const sent = Object.entries(withoutReadOnly(body)).filter(([, value]) => value !== null);
  const next: EventResource = {
    status: 'confirmed',
    reminders: { useDefault: true },
    ...fixed,
    ...Object.fromEntries(sent),
    id,
  };
  return replaceEvent(state, viewer, before, next, body, query);
}
