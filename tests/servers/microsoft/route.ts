import { type Answer, refuse } from './answers.ts';
import type { Match } from './contract.ts';
import { answerDelta } from './delta.ts';
import type { EventBody } from './event-input.ts';
import { answerInvitation, cancelEvent, deleteEvent, type Verb } from './event-remove.ts';
import { answerEvent, type Asking, createEvent, patchEvent } from './event-write.ts';
import { findEvent } from './events.ts';
import { addExtension, answerExtension, listExtensions } from './extensions.ts';
import { findCalendar, findDefaultCalendar } from './ids.ts';
import { listCalendarView, listEvents, listSeriesInstances, listThings } from './lists.ts';
import {
  listZones,
  renameCalendar,
  showCalendar,
  showContact,
  showMe,
  showPerson,
  showSettings,
} from './mailbox.ts';
import type { StoredEvent } from './resources.ts';
import { answerSchedule } from './schedule.ts';
import type { Json } from './show.ts';
import type { ServerState } from './state.ts';

export interface GraphRequest extends Match {
  /** Below /v1.0, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const notThere = (state: ServerState, id: string): Answer => {
  state.violations.push(`${id}: the stand-in does not have this operation`);
  return refuse('notImplemented', `The stand-in does not have ${id}.`);
};

function answerOneEvent(
  state: ServerState,
  asking: Asking,
  stored: StoredEvent,
  request: GraphRequest,
): Answer {
  const { operation, keys, path, query } = request;
  const body = (request.body ?? {}) as Json; // checked against the description before
  const action = operation.template.slice(operation.template.indexOf('{event-id}') + 1).join('/');
  switch (`${operation.method} ${action}`.trim()) {
    case 'GET':
      return answerEvent(state, asking, stored, 200);
    case 'PATCH':
      return patchEvent(state, asking, stored, body);
    case 'DELETE':
      return deleteEvent(state, asking, stored);
    case 'GET instances':
      return listSeriesInstances(state, asking, path, stored, query);
    case 'POST cancel':
      return cancelEvent(state, asking, stored, body);
    case 'POST accept':
    case 'POST decline':
    case 'POST tentativelyAccept':
      return answerInvitation(state, asking, stored, action as Verb, body); // one of the three
    case 'GET extensions':
      return listExtensions(stored);
    case 'POST extensions':
      return addExtension(state, asking, stored, body);
    case 'GET extensions/{extension-id}':
    case 'PATCH extensions/{extension-id}':
    case 'DELETE extensions/{extension-id}':
      return answerExtension(state, asking, stored, operation.method, keys['extension-id'] ?? '', body);
    default:
      return notThere(state, operation.id);
  }
}

function answerCalendar(state: ServerState, asking: Asking, request: GraphRequest): Answer {
  const { operation, keys, path, query } = request;
  const { account } = asking;
  const calendarId = keys['calendar-id'];
  const calendar =
    calendarId === undefined ? findDefaultCalendar(account) : findCalendar(account, calendarId);
  if (!calendar) return refuse('ErrorItemNotFound');
  const eventId = keys['event-id'];
  if (eventId !== undefined) {
    const stored = findEvent(account, eventId);
    const isThere = stored && (calendarId === undefined || stored.calendarKey === calendar.key);
    return isThere ? answerOneEvent(state, asking, stored, request) : refuse('ErrorItemNotFound');
  }
  const place = operation.id.replace(/\/me(\/calendars\/\{calendar-id\}|\/calendar(?=\/|$))?\/?/, '');
  switch (place) {
    case 'GET ':
      return { status: 200, body: showCalendar(state, asking, calendar) };
    case 'PATCH ':
      return renameCalendar(state, asking, calendar, request.body as Json); // as described
    case 'GET events':
      return listEvents(state, asking, path, calendar, query);
    case 'POST events':
      return createEvent(state, asking, calendar, request.body as EventBody); // as described
    case 'GET calendarView':
      return listCalendarView(state, asking, path, calendar, query);
    case 'GET calendarView/delta()':
      return answerDelta(state, asking, path, calendar, query);
    case 'POST getSchedule':
      return answerSchedule(state, asking, request.body as Json); // as described
    default:
      return notThere(state, operation.id);
  }
}

/** Does what a well formed and permitted request asks. */
export function answerGraph(state: ServerState, asking: Asking, request: GraphRequest): Answer {
  const { operation, keys, path, query } = request;
  const { account } = asking;
  const contacts = [...account.contacts.values()];
  switch (operation.id) {
    case 'GET /me':
      return showMe(asking);
    case 'GET /me/calendars': {
      const calendars = [...account.calendars.values()].map((one) => showCalendar(state, asking, one));
      return listThings(state, asking, path, calendars, query);
    }
    case 'GET /me/mailboxSettings':
      return showSettings(asking);
    case 'GET /me/outlook/supportedTimeZones()':
      return listZones();
    case 'GET /me/contacts':
      return listThings(state, asking, path, contacts.map(showContact), query);
    case 'GET /me/people':
      return listThings(state, asking, path, contacts.map(showPerson), query);
    case 'GET /me/contacts/{contact-id}': {
      const contact = account.contacts.get(keys['contact-id'] ?? '');
      return contact ? { status: 200, body: showContact(contact) } : refuse('ErrorItemNotFound');
    }
    default:
      return /^\w+ \/me\/(calendar|events)/.test(operation.id)
        ? answerCalendar(state, asking, request)
        : notThere(state, operation.id);
  }
}
