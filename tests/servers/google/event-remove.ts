import { type Answer, refuse } from './answers.ts';
import { checkIfMatch } from './event-checks.ts';
import { answerEvent, refuseWrite, type Target } from './event-answers.ts';
import { findEvent, isCancelled, isSeries, listExceptions, storeEvent, type Viewer } from './events.ts';
import { mailGuests, readSendUpdates } from './guests.ts';
import type { StoredEvent } from './resources.ts';
import type { ServerState } from './state.ts';

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
