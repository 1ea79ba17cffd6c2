import { readObject } from './calendar-object.ts';
import type { ClientRequest } from './check-request.ts';
import type { StoredObject } from './collection.ts';
import type { Answer } from './reading.ts';
import { schedule } from './scheduling.ts';
import { type Place, readVersion, type ServerState } from './state.ts';
import { writeError } from './xml.ts';

const refuse = (status: number, condition: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body: writeError(condition),
});

/** RFC 9110, 13: a weak version never matches for a write; behind a packing proxy the strong one does. */
function isConditionMet(
  { headers }: ClientRequest,
  object: StoredObject | null,
  state: ServerState,
): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch, 'if-schedule-tag-match': tag } = headers;
  if (noneMatch === '*') return object === null;
  if (tag !== undefined && object?.scheduleTag !== tag) return false;
  if (match === undefined) return true;
  if (object === null) return false;
  if (match === '*' || state.modes.etags === 'flaky') return true;
  return readVersion(object, state)?.replace(/^W\//, '') === match;
}

/** A write that nothing stands in the way of, or why it is refused. */
function checkWrite(place: Place, request: ClientRequest, state: ServerState): Answer | null {
  if (place.kind !== 'object') return { status: 405 };
  const calendar = state.calendars.get(place.folder);
  if (!calendar) return { status: 409 };
  if (calendar.settings.isWritable === false) return refuse(403, 'd:need-privileges');
  if (state.modes.locked.has(place.name)) return refuse(423, 'd:lock-token-submitted');
  if (!isConditionMet(request, calendar.collection.read(place.name), state)) return { status: 412 };
  return null;
}

const readVersionOf = (object: StoredObject) => {
  const read = readObject(object.text, false);
  return read.ok ? { text: object.text, object: read.object } : null;
};

const audience = (state: ServerState) => ({
  addresses: state.addresses,
  unreachable: state.modes.unreachable,
});

export function answerPut(place: Place, request: ClientRequest, state: ServerState): Answer {
  const refused = checkWrite(place, request, state);
  if (refused) return refused;
  const collection = place.kind === 'object' ? state.calendars.get(place.folder)?.collection : undefined;
  const read = readObject(request.body, true);
  if (place.kind !== 'object' || !collection || !read.ok) return { status: 400 };
  if (state.modes.isFull) return refuse(507, 'd:quota-not-exceeded');
  const before = collection.read(place.name);
  const sameUid = collection.findByUid(read.object.uid);
  // RFC 4791, 5.3.2.1: a UID is in a calendar once, and a resource keeps its UID.
  if ((sameUid && sameUid.name !== place.name) || (before && before.uid !== read.object.uid)) {
    return refuse(409, 'c:no-uid-conflict');
  }
  let text = request.body;
  let scheduleTag = before?.scheduleTag ?? null;
  if (state.modes.scheduling) {
    const after = { text, object: read.object };
    const scheduled = schedule(before ? readVersionOf(before) : null, after, audience(state));
    if (scheduled.complaint !== null) state.complaints.push(`PUT ${request.path}: ${scheduled.complaint}`);
    state.mails.push(...scheduled.mails);
    text = scheduled.text;
    if (read.object.attendees.length > 0) {
      state.scheduleTags += 1;
      scheduleTag = `"s${state.scheduleTags}"`;
    }
  }
  const { uid, component } = read.object;
  const stored = collection.write({ name: place.name, text, uid, component, scheduleTag });
  const version = readVersion(stored, state);
  // RFC 4791, 5.3.4: no ETag where what is stored is not what was sent.
  const isAsSent = text === request.body && version !== null;
  return {
    status: before ? 204 : 201,
    headers: {
      ...(isAsSent ? { etag: version } : {}),
      ...(scheduleTag === null ? {} : { 'schedule-tag': scheduleTag }),
    },
  };
}

export function answerDelete(place: Place, request: ClientRequest, state: ServerState): Answer {
  const collection = place.kind === 'object' ? state.calendars.get(place.folder)?.collection : undefined;
  const object = place.kind === 'object' ? (collection?.read(place.name) ?? null) : null;
  if (place.kind === 'object' && object === null) return { status: 404 };
  const refused = checkWrite(place, request, state);
  if (refused) return refused;
  if (!collection || !object) return { status: 404 };
  if (state.modes.scheduling) {
    state.mails.push(...schedule(readVersionOf(object), null, audience(state)).mails);
  }
  collection.remove(object.name);
  return { status: 204 };
}
