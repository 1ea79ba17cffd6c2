import { type Answer, refuse } from './answers.ts';
import {
  findEvent,
  instantiate,
  isCancelled,
  isSeries,
  listExceptions,
  readView,
  showEvent,
  type Viewer,
} from './events.ts';
import { expandSeries } from './occurrences.ts';
import { givePage, issueSyncToken, type Page, readSyncToken } from './paging.ts';
import type { EventResource, StoredEvent } from './resources.ts';
import { type Calendar, etagPart, type ServerState, writeInstant } from './state.ts';
import { toMs } from './times.ts';

const NOT_WITH_TOKENS = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
];
const YEAR_MS = 366 * 86_400_000;
const UPDATED_MIN_MS = 28 * 86_400_000;

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

function readWindow(query: URLSearchParams): Window | Answer {
  const [from, to] = [query.get('timeMin'), query.get('timeMax')];
  const window = {
    fromMs: from === null ? Number.NEGATIVE_INFINITY : Date.parse(from),
    toMs: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
  };
  return window.fromMs < window.toMs ? window : refuse('timeRangeEmpty');
}

function touches(
  { start, end = start }: EventResource,
  { fromMs, toMs: untilMs }: Window,
  zone: string,
): boolean {
  if (!start || !end) return false;
  return toMs(start, zone) < untilMs && toMs(end, zone) > fromMs;
}

function isInWindow(calendar: Calendar, { resource }: StoredEvent, window: Window): boolean {
  const isAll = window.fromMs === Number.NEGATIVE_INFINITY && window.toMs === Number.POSITIVE_INFINITY;
  if (isAll) return true;
  const { timeZone } = calendar;
  if (!isSeries(resource)) {
    // Of a sparse cancelled exception the time is that of the occurrence it takes away.
    const { originalStartTime: at, start = at, end = start } = resource;
    return touches({ ...resource, ...(start ? { start } : {}), ...(end ? { end } : {}) }, window, timeZone);
  }
  const toMsBounded = Number.isFinite(window.toMs) ? window.toMs : Math.max(window.fromMs, 0) + 100 * YEAR_MS;
  const fromMs = Number.isFinite(window.fromMs) ? window.fromMs : 0;
  return expandSeries(resource, timeZone, { fromMs, toMs: toMsBounded }).length > 0;
}

const readWords = ({ summary, ...resource }: EventResource): string =>
  JSON.stringify([summary, resource['description'], resource['location'], resource.attendees]).toLowerCase();

function matches(state: ServerState, query: URLSearchParams, { resource }: StoredEvent): boolean {
  const types = query.getAll('eventTypes');
  if (types.length > 0 && !types.includes(resource.eventType ?? 'default')) return false;
  const uid = query.get('iCalUID');
  if (uid !== null && resource.iCalUID !== uid) return false;
  const words = query.get('q');
  if (words !== null && !readWords(resource).includes(words.toLowerCase())) return false;
  if (!state.modes.extendedProperties) return true;
  return (['private', 'shared'] as const).every((kind) =>
    query.getAll(`${kind}ExtendedProperty`).every((wanted) => {
      const [name = '', ...value] = wanted.split('=');
      return resource.extendedProperties?.[kind]?.[name] === value.join('=');
    }),
  );
}

/** Cancelled exceptions of living series are always listed with singleEvents=false; the rest only when asked. */
function isShown(calendar: Calendar, stored: StoredEvent, query: URLSearchParams): boolean {
  if (!isCancelled(stored) || query.get('showDeleted') === 'true') return true;
  const parent = calendar.events.get(stored.resource.recurringEventId ?? '');
  return query.get('singleEvents') !== 'true' && parent !== undefined && !isCancelled(parent);
}

/** Each series in the place of its instances: changed ones as they are, the rest as the rule says. */
export function expandEvent(
  state: ServerState,
  calendar: Calendar,
  stored: StoredEvent,
  window: Window,
): readonly StoredEvent[] {
  if (isCancelled(stored)) return [];
  const fromMs = Number.isFinite(window.fromMs) ? window.fromMs : 0;
  const endMs = Number.isFinite(window.toMs) ? window.toMs : Math.max(fromMs, state.clock()) + 2 * YEAR_MS;
  return expandSeries(stored.resource, calendar.timeZone, { fromMs, toMs: endMs })
    .filter(({ stamp }) => !calendar.events.has(`${stored.resource.id}_${stamp}`))
    .map((occurrence) => instantiate(stored, occurrence));
}

function selectEvents(
  state: ServerState,
  viewer: Viewer,
  query: URLSearchParams,
  window: Window,
): readonly StoredEvent[] {
  const { calendar } = viewer;
  const isSingle = query.get('singleEvents') === 'true';
  const updatedMin = query.get('updatedMin');
  const chosen = [...calendar.events.values()].filter((stored) => {
    if (!matches(state, query, stored)) return false;
    if (updatedMin !== null) return Date.parse(stored.resource.updated ?? '') >= Date.parse(updatedMin);
    return isShown(calendar, stored, query);
  });
  const flat = isSingle
    ? chosen.flatMap((stored) =>
        isSeries(stored.resource) ? expandEvent(state, calendar, stored, window) : [stored],
      )
    : chosen;
  const found = flat.filter((stored) => isInWindow(calendar, stored, window));
  const zone = calendar.timeZone;
  const startOf = ({ resource }: StoredEvent): number =>
    toMs(resource.start ?? resource.originalStartTime ?? { date: '1970-01-01' }, zone);
  if (query.get('orderBy') === 'startTime')
    return found.toSorted((one, other) => startOf(one) - startOf(other));
  if (query.get('orderBy') === 'updated')
    return found.toSorted((one, other) => one.revision - other.revision);
  return found;
}

/** With a sync token: all that changed since, deletions included. */
function selectChanges(
  state: ServerState,
  { calendar }: Viewer,
  query: URLSearchParams,
  since: number,
): readonly StoredEvent[] {
  const isSingle = query.get('singleEvents') === 'true';
  return [...calendar.events.values()]
    .filter((stored) => stored.revision > since && matches(state, query, stored))
    .toSorted((one, other) => one.revision - other.revision)
    .flatMap((stored) => {
      if (!isSingle || !isSeries(stored.resource)) return [stored];
      if (!isCancelled(stored)) {
        return expandEvent(state, calendar, stored, { fromMs: 0, toMs: state.clock() + 2 * YEAR_MS });
      }
      return [];
    });
}

function refuseList(state: ServerState, query: URLSearchParams): Answer | null {
  if (query.get('orderBy') === 'startTime' && query.get('singleEvents') !== 'true') {
    return refuse('badRequest', {
      message: 'The requested ordering is not available for the particular query.',
    });
  }
  const updatedMin = query.get('updatedMin');
  if (updatedMin !== null && Date.parse(updatedMin) < state.clock() - UPDATED_MIN_MS) {
    return refuse('updatedMinTooLongAgo');
  }
  return null;
}

function describeList(
  state: ServerState,
  { calendar, entry }: Viewer,
  page: Page,
  items: readonly unknown[],
) {
  return {
    kind: 'calendar#events',
    ...etagPart(state, calendar.revision),
    summary: calendar.summary,
    ...(calendar.description === null ? {} : { description: calendar.description }),
    updated: writeInstant(calendar.updatedMs),
    timeZone: calendar.timeZone,
    accessRole: entry.accessRole,
    defaultReminders: [],
    ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
    ...(page.nextSyncToken === null ? {} : { nextSyncToken: page.nextSyncToken }),
    items,
  };
}

/** How many a page may have: what is asked, what Google allows, what the mode allows. */
const readSize = (state: ServerState, query: URLSearchParams): number =>
  Math.max(1, Math.min(Number(query.get('maxResults') ?? 250), 2500, state.modes.pageSize));

export type ListedPage = Answer & { readonly before?: readonly unknown[] };

/** GET events. */
export function listEvents(state: ServerState, viewer: Viewer, query: URLSearchParams): ListedPage {
  const { modes } = state;
  const list = `calendar.events.list ${viewer.account.email} ${viewer.calendar.id}`;
  const window = readWindow(query);
  if ('status' in window) return window;
  const isIncremental = modes.syncTokens && query.has('syncToken');
  const since = isIncremental ? readSyncToken(state, list, query, NOT_WITH_TOKENS) : 0;
  if (typeof since !== 'number') return since;
  if (isIncremental && query.get('showDeleted') === 'false') {
    state.violations.push('calendar.events.list: syncToken together with showDeleted=false');
    return refuse('badRequest', { message: 'Sync token cannot be combined with showDeleted=false.' });
  }
  const refused = refuseList(state, query);
  if (refused) return refused;
  const isWindow = NOT_WITH_TOKENS.some((name) => query.has(name));
  const givesToken = modes.syncTokens && (!isWindow || (modes.tokensForWindows && !query.has('q')));
  const question = { list, query, size: readSize(state, query), emptyEvery: modes.emptyPageEvery };
  const page = givePage(state, question, () => ({
    values: isIncremental
      ? selectChanges(state, viewer, query, since)
      : selectEvents(state, viewer, query, window),
    syncToken: givesToken ? issueSyncToken(state, list, withoutWindow(query)) : null,
  }));
  if ('status' in page) return page;
  const show = (values: readonly unknown[]): readonly unknown[] =>
    (values as readonly StoredEvent[]).map((stored) => showEvent(state, viewer, stored, readView(query))); // from select…
  return {
    status: 200,
    body: describeList(state, viewer, page, show(page.values)),
    before: show(page.before),
  };
}

/** What a later call with the token has to repeat: it cannot repeat what may not be sent with one. */
function withoutWindow(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(query);
  for (const name of NOT_WITH_TOKENS) kept.delete(name);
  return kept;
}

/** GET events/{id}/instances. */
export function listInstances(
  state: ServerState,
  viewer: Viewer,
  id: string,
  query: URLSearchParams,
): ListedPage {
  const { calendar } = viewer;
  const master = findEvent(calendar, id);
  if (!master || isCancelled(master)) return refuse('notFound');
  const window = readWindow(query);
  if ('status' in window) return window;
  const question = {
    list: `instances ${calendar.id} ${id}`,
    query,
    size: readSize(state, query),
    emptyEvery: 0,
  };
  const page = givePage(state, question, () => {
    const exceptions = listExceptions(calendar, id)
      .filter((stored) => query.get('showDeleted') === 'true' || !isCancelled(stored))
      .filter((stored) => isInWindow(calendar, stored, window));
    const original = query.get('originalStart');
    const values = [...expandEvent(state, calendar, master, window), ...exceptions]
      .filter(
        ({ resource: { originalStartTime: at } }) =>
          original === null || (at?.dateTime ?? at?.date) === original,
      )
      .toSorted((one, other) => (one.resource.id < other.resource.id ? -1 : 1));
    return { values, syncToken: null };
  });
  if ('status' in page) return page;
  const shown = (page.values as readonly StoredEvent[]).map(
    (
      stored, // from begin() above
    ) => showEvent(state, viewer, stored, readView(query)),
  );
  return { status: 200, body: describeList(state, viewer, page, shown) };
}
