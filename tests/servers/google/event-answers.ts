import { type Answer, refuse } from './answers.ts';
import { isWriter } from './event-checks.ts';
import { readView, showEvent, type Viewer } from './events.ts';
import { concernsGuests } from './guests.ts';
import type { EventResource, StoredEvent } from './resources.ts';
import type { ServerState } from './state.ts';

/** The event that a request names, and the version it is held to. */
export interface Target {
  readonly id: string;
  readonly ifMatch: string | undefined;
}

/** Why this user may not write these versions of an event now; null: nothing stands in the way. */
export function refuseWrite(
  state: ServerState,
  viewer: Viewer,
  versions: readonly (EventResource | null)[],
): Answer | null {
  if (!isWriter(viewer)) return refuse('requiredAccessLevel');
  return state.modes.isReadOnly && concernsGuests(viewer, ...versions) ? refuse('quotaExceeded') : null;
}

export const answerEvent = (
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
