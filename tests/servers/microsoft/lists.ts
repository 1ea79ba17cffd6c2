import { type Answer, refuse, refuseWith } from './answers.ts';
import { ALWAYS, isSeries, listInstances, listView, type Window } from './events.ts';
import type { Asking } from './event-write.ts';
import { type Candidate, FilterProblem, readFilter, readProperty, writeText } from './filter.ts';
import type { StoredEvent } from './resources.ts';
import { type Json, showEvent, showWhole } from './show.ts';
import { type Calendar, type Cursor, nameSomething, type ServerState, writeGraphRoot } from './state.ts';
import { readInstant } from './times.ts';
import { findParameter, selectParts, type View } from './view.ts';

const MAXIMUM_PAGE = 1000;

/** A page of a list, and the address of the next one. */
export function answerPage(state: ServerState, path: string, cursor: Cursor): Answer {
  const { emptyPageEvery, duplicates } = state.modes;
  const isEmpty = emptyPageEvery > 0 && (cursor.pages + 1) % emptyPageEvery === 0;
  const page = isEmpty ? [] : cursor.rest.slice(0, cursor.size);
  const rest = cursor.rest.slice(page.length);
  const hasMore = rest.length > 0 || isEmpty;
  const link = `${writeGraphRoot(state)}/v1.0${path}`;
  const links: Record<string, string> = {};
  if (hasMore) {
    const token = nameSomething(state, 'S');
    state.cursors.set(token, { ...cursor, rest, before: page, pages: cursor.pages + 1 });
    links['@odata.nextLink'] = `${link}?$skiptoken=${token}`;
  } else if (cursor.deltaToken !== null) {
    links['@odata.deltaLink'] = `${link}?$deltatoken=${cursor.deltaToken}`;
  }
  const value = duplicates && page.length > 0 ? [page[0], ...page] : page;
  const context = `${writeGraphRoot(state)}/v1.0/$metadata#Collection(${path.includes('contact') ? 'contact' : 'event'})`;
  return { status: 200, body: { '@odata.context': context, ...links, value }, before: cursor.before };
}

/** Cursors whose pages are given by a number, as lists without a delta have them: `$skip` in the nextLink. */
function answerBySkip(
  state: ServerState,
  path: string,
  things: readonly unknown[],
  query: URLSearchParams,
  view: View,
): Answer {
  const skip = Number(findParameter(query, '$skip') ?? 0);
  const top = findParameter(query, '$top');
  const asked = top === null ? (view.maxPageSize ?? state.modes.pageSize) : Number(top);
  const size = Math.max(1, Math.min(asked, MAXIMUM_PAGE));
  const { emptyPageEvery, duplicates } = state.modes;
  const isEmpty =
    emptyPageEvery > 0 && query.get('$skiptoken') === null && (skip / size) % emptyPageEvery === 1;
  const page = isEmpty ? [] : things.slice(skip, skip + size);
  const next = new URLSearchParams(query);
  // The empty page's own link says that it was given, so that the next one is not empty again.
  if (isEmpty) next.set('$skiptoken', 'empty');
  else next.delete('$skiptoken');
  next.set('$skip', String(skip + page.length));
  const hasMore = skip + page.length < things.length;
  const count = findParameter(query, '$count') === 'true' ? { '@odata.count': things.length } : {};
  const value = duplicates && page.length > 0 ? [page[0], ...page] : page;
  return {
    status: 200,
    before: things.slice(Math.max(0, skip - size), skip),
    body: {
      '@odata.context': `${writeGraphRoot(state)}/v1.0/$metadata#Collection`,
      ...count,
      value,
      ...(hasMore ? { '@odata.nextLink': `${writeGraphRoot(state)}/v1.0${path}?${next.toString()}` } : {}),
    },
  };
}

/** By the first of the properties that are named; the others are not looked at. */
function sortBy(text: string, candidates: readonly Candidate[]): readonly Candidate[] {
  const [path = '', direction] = text.split(',')[0]?.split(' ') ?? [];
  const keyed = candidates.map((candidate) => ({
    candidate,
    key: writeText(readProperty(candidate, path) ?? ''),
  }));
  const sign = direction === 'desc' ? -1 : 1;
  return keyed
    .toSorted((one, other) => sign * (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ candidate }) => candidate);
}

/** A list as it was asked for: filtered, ordered, a page of it. */
function answerList(
  state: ServerState,
  path: string,
  query: URLSearchParams,
  view: View,
  candidates: readonly Candidate[],
  show: (candidate: Candidate) => Json,
): Answer {
  const filter = findParameter(query, '$filter');
  const order = findParameter(query, '$orderby');
  if (findParameter(query, '$search') !== null) {
    state.violations.push(`GET ${path}: the stand-in does not search`);
    return refuse('notImplemented', 'The stand-in does not search.');
  }
  if (!state.modes.extensions && /extensions\/any/i.test(filter ?? '')) {
    return refuse('ErrorInvalidUrlQuery', 'Extensions cannot be filtered by.');
  }
  try {
    const chosen = filter === null ? candidates : candidates.filter(readFilter(filter));
    const sorted = order === null ? chosen : sortBy(order, chosen);
    return answerBySkip(state, path, sorted.map(show), query, view);
  } catch (problem) {
    if (!(problem instanceof FilterProblem)) throw problem;
    return refuseWith(400, 'BadRequest', `Invalid filter clause: ${problem.message}`);
  }
}

function answerEvents(
  state: ServerState,
  { account, view }: Asking,
  path: string,
  events: readonly StoredEvent[],
  query: URLSearchParams,
): Answer {
  const plain: View = { ...view, timeZone: 'UTC' };
  const candidates = events.map((stored) => ({
    stored,
    // Made only where something is asked of it.
    get body() {
      return showWhole(state, account, stored, plain);
    },
  }));
  const show = ({ stored }: Candidate): Json => (stored ? showEvent(state, account, stored, view) : {});
  return answerList(state, path, query, view, candidates, show);
}

/** From startDateTime up to endDateTime; or a refusal. */
export function readWindow(query: URLSearchParams): Window | Answer {
  const [from, until] = ['startDateTime', 'endDateTime'].map((name) =>
    readInstant(findParameter(query, name) ?? ''),
  );
  if (from === null || from === undefined || until === null || until === undefined) {
    return refuse('ErrorInvalidRequest', 'startDateTime and endDateTime must be times.');
  }
  if (until < from) return refuse('ErrorInvalidRequest', 'The end is before the start.');
  return { fromMs: from, toMs: until };
}

/** GET …/events: single events and series, without occurrences and exceptions. */
export function listEvents(
  state: ServerState,
  asking: Asking,
  path: string,
  calendar: Calendar,
  query: URLSearchParams,
): Answer {
  const events = [...asking.account.events.values()].filter(
    ({ calendarKey, exceptionOf }) => calendarKey === calendar.key && exceptionOf === null,
  );
  return answerEvents(state, asking, path, events, query);
}

export function listCalendarView(
  state: ServerState,
  asking: Asking,
  path: string,
  calendar: Calendar,
  query: URLSearchParams,
): Answer {
  const window = readWindow(query);
  if ('status' in window) return window;
  const events = listView(asking.account, calendar, window).toSorted(
    (one, other) => one.startMs - other.startMs,
  );
  return answerEvents(state, asking, path, events, query);
}

export function listSeriesInstances(
  state: ServerState,
  asking: Asking,
  path: string,
  series: StoredEvent,
  query: URLSearchParams,
): Answer {
  if (!isSeries(series)) return refuse('ErrorInvalidRequest', 'The event is no series.');
  const window = readWindow(query);
  if ('status' in window) return window;
  const until = Math.min(window.toMs, ALWAYS.toMs);
  const instances = listInstances(asking.account, series, { ...window, toMs: until });
  return answerEvents(state, asking, path, instances, query);
}

/** Calendars, contacts, people. */
export function listThings(
  state: ServerState,
  { view }: Asking,
  path: string,
  things: readonly Json[],
  query: URLSearchParams,
): Answer {
  const candidates = things.map((body) => ({ body, stored: null }));
  return answerList(state, path, query, view, candidates, ({ body }) => selectParts(body, view.select));
}
