import { type Answer, refuse } from './answers.ts';
import { createConference } from './conference.ts';
import { checkEvent, checkId, checkIfMatch, checkOrganizer, isWriter } from './event-checks.ts';
import {
  findEvent,
  isCancelled,
  isSeries,
  listExceptions,
  readView,
  showEvent,
  storeEvent,
  type Viewer,
} from './events.ts';
import { concernsGuests, isMoved, isNews, keepAttendees, mailGuests, readSendUpdates } from './guests.ts';
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

function refuseWrite(
  state: ServerState,
  viewer: Viewer,
  versions: readonly (EventResource | null)[],
): Answer | null {
  if (!isWriter(viewer)) return refuse('requiredAccessLevel');
  return state.modes.isReadOnly && concernsGuests(viewer, ...versions) ? refuse('quotaExceeded') : null;
}

const answerEvent = (
  state: ServerState,
  viewer: Viewer,
  stored: StoredEvent,
  query: URLSearchParams,
): Answer => {
  const body = showEvent(state, viewer, stored, readView(query), true);
  return {
    status: 200,
    headers: typeof body['etag'] === 'string' ? { etag: body['etag'] } : {},
    body,
  };
};

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

interface Target {
  readonly id: string;
  readonly ifMatch: string | undefined;
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

/** Deletes an event, or one instance of a series, and tells the guests. */
export function cancelEvent(
  state: ServerState,
  viewer: Viewer,
  stored: StoredEvent,
  query: URLSearchParams,
): void {
  const { calendar } = viewer;
  const { resource } = stored;
  const sequence = (resource.sequence ?? 0) + 1;
  storeEvent(state, calendar, { ...resource, status: 'cancelled', sequence });
  if (isSeries(resource)) {
    for (const exception of listExceptions(calendar, resource.id)) {
      if (isCancelled(exception)) continue;
      if (state.modes.exceptionsOfDeleted === 'silent') calendar.events.delete(exception.resource.id);
      else storeEvent(state, calendar, { ...exception.resource, status: 'cancelled' });
    }
  }
  const isOwn =
    resource.organizer?.email === calendar.id || resource.organizer?.email === viewer.account.email;
  if (isOwn && resource.status !== 'cancelled') {
    mailGuests(state, viewer, { ...resource, sequence }, null, readSendUpdates(query));
  }
}

/** DELETE events/{id}. */
export function deleteEvent(
  state: ServerState,
  viewer: Viewer,
  { id, ifMatch }: Target,
  query: URLSearchParams,
): Answer {
  const stored = findEvent(viewer.calendar, id);
  if (!stored) return refuse('notFound');
  const refused = refuseWrite(state, viewer, [stored.resource]);
  if (refused) return refused;
  if (isCancelled(stored)) return refuse('deleted');
  const changed = checkIfMatch(state, stored, ifMatch);
  if (changed) return changed;
  cancelEvent(state, viewer, stored, query);
  return { status: 204 };
}

/** POST events/{id}/move: another calendar becomes its organizer. */
export function moveEvent(
  state: ServerState,
  viewer: Viewer,
  destination: Viewer,
  id: string,
  query: URLSearchParams,
): Answer {
  const stored = viewer.calendar.events.get(id);
  if (!stored || isCancelled(stored)) return refuse('notFound');
  const refused = refuseWrite(state, viewer, []) ?? refuseWrite(state, destination, []);
  if (refused) return refused;
  if ((stored.resource.eventType ?? 'default') !== 'default') {
    return refuse('eventTypeRestriction', { message: 'Only default events can be moved.' });
  }
  const { calendar } = destination;
  const organizer = calendar.isPrimary
    ? { email: destination.account.email, displayName: destination.account.name }
    : { email: calendar.id, displayName: calendar.summary };
  const moved = storeEvent(state, calendar, { ...stored.resource, organizer });
  for (const exception of listExceptions(viewer.calendar, id)) {
    storeEvent(state, calendar, { ...exception.resource, organizer });
    viewer.calendar.events.delete(exception.resource.id);
  }
  storeEvent(state, viewer.calendar, { ...stored.resource, status: 'cancelled' });
  const sendUpdates = readSendUpdates(query);
  if (sendUpdates !== 'none')
    mailGuests(
      state,
      destination,
      { ...stored.resource, location: null },
      { ...moved.resource },
      sendUpdates,
    );
  return answerEvent(state, destination, moved, query);
}
