import { type Answer, refuse } from './answers.ts';
import { getCalendar, getListEntry, listCalendars } from './calendars.ts';
import type { MatchedMethod } from './discovery.ts';
import { isWriter } from './event-checks.ts';
import { listEvents, listInstances, type ListedPage } from './event-list.ts';
import { deleteEvent, moveEvent } from './event-remove.ts';
import { importEvent, insertEvent, patchEvent, updateEvent } from './event-write.ts';
import { findEvent, readView, showEvent, type Viewer } from './events.ts';
import { queryFreeBusy } from './free-busy.ts';
import { checkScopesFor } from './limits.ts';
import { getPerson, listConnections } from './people.ts';
import type { EventBody } from './resources.ts';
import { type AccessToken, type Account, findCalendar, type ServerState } from './state.ts';

export interface ApiRequest extends MatchedMethod {
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}

function getEvent(
  state: ServerState,
  viewer: Viewer,
  id: string,
  { query, ifNoneMatch }: ApiRequest,
): Answer {
  const stored = findEvent(viewer.calendar, id);
  if (!stored) return refuse('notFound');
  const body = showEvent(state, viewer, stored, readView(query), true);
  const etag = typeof body['etag'] === 'string' ? body['etag'] : undefined;
  const headers = etag === undefined ? {} : { etag };
  if (
    etag !== undefined &&
    ifNoneMatch !== undefined &&
    ifNoneMatch.replace(/^W\//, '') === etag.replace(/^W\//, '')
  ) {
    return { status: 304, headers };
  }
  return { status: 200, headers, body };
}

function findViewer(state: ServerState, account: Account, id: string): Viewer | null {
  const found = findCalendar(state, account, id);
  return found ? { account, ...found } : null;
}

function answerMove(
  state: ServerState,
  account: Account,
  viewer: Viewer,
  { path, query }: ApiRequest,
): Answer {
  const destination = findViewer(state, account, query.get('destination') ?? '');
  if (!destination) return refuse('notFound');
  return isWriter(destination)
    ? moveEvent(state, viewer, destination, path['eventId'] ?? '', query)
    : refuse('requiredAccessLevel');
}

function answerEvents(
  state: ServerState,
  account: Account,
  token: AccessToken,
  request: ApiRequest,
): ListedPage {
  const { method, path, query, ifMatch } = request;
  const viewer = findViewer(state, account, path['calendarId'] ?? '');
  if (!viewer) return refuse('notFound');
  const refused = checkScopesFor(method, token, viewer.entry.accessRole);
  if (refused) return refused;
  const id = path['eventId'] ?? '';
  const body = request.body as EventBody; // checked against the description before
  switch (method.id) {
    case 'calendar.events.list':
      return listEvents(state, viewer, query);
    case 'calendar.events.get':
      return getEvent(state, viewer, id, request);
    case 'calendar.events.instances':
      return listInstances(state, viewer, id, query);
    case 'calendar.events.insert':
      return insertEvent(state, viewer, body, query);
    case 'calendar.events.import':
      return importEvent(state, viewer, body, query);
    case 'calendar.events.patch':
      return state.modes.patch
        ? patchEvent(state, viewer, { id, ifMatch }, body, query)
        : refuse('httpMethodNotAllowed', { headers: { allow: 'GET, PUT, DELETE' } });
    case 'calendar.events.update':
      return updateEvent(state, viewer, { id, ifMatch }, body, query);
    case 'calendar.events.delete':
      return deleteEvent(state, viewer, { id, ifMatch }, query);
    case 'calendar.events.move':
      return answerMove(state, account, viewer, request);
    default:
      return refuse('notFound');
  }
}

/** Does what a well formed and permitted request asks. */
export function answerApi(state: ServerState, token: AccessToken, request: ApiRequest): ListedPage {
  const account = state.accounts.get(token.account);
  const { method, path, query, body } = request;
  if (!account) return refuse('authError');
  if (method.id.startsWith('calendar.events.')) return answerEvents(state, account, token, request);
  switch (method.id) {
    case 'calendar.calendarList.list':
      return listCalendars(state, account, query);
    case 'calendar.calendarList.get':
      return getListEntry(state, account, path['calendarId'] ?? '');
    case 'calendar.calendars.get':
      return getCalendar(state, account, path['calendarId'] ?? '');
    case 'calendar.freebusy.query':
      return queryFreeBusy(state, account, body);
    case 'people.people.connections.list':
      return listConnections(state, account, path['resourceName'] ?? '', query);
    case 'people.people.get':
      return getPerson(state, account, path['resourceName'] ?? '', query);
    default:
      state.violations.push(`${method.id}: the stand-in does not have this method`);
      return {
        ...refuse('badRequest', { message: `The stand-in does not have ${method.id}.` }),
        status: 501,
      };
  }
}
