import { type Answer, refuse } from './answers.ts';
import { givePage, issueSyncToken, readSyncToken } from './paging.ts';
import type { AccessRole, ListEntry } from './resources.ts';
import { type Account, type Calendar, etagPart, findCalendar, type ServerState } from './state.ts';

const RANKS: readonly AccessRole[] = [
  'freeBusyReader',
  'reader',
  'writerWithoutPrivateAccess',
  'writer',
  'owner',
];

const writeTag = ({ etag }: { readonly etag?: string }): Answer['headers'] =>
  etag === undefined ? {} : { etag };

function showEntry(state: ServerState, entry: ListEntry) {
  const calendar = state.calendars.get(entry.calendarId);
  if (entry.isDeleted || !calendar) {
    return {
      kind: 'calendar#calendarListEntry',
      ...etagPart(state, entry.revision),
      id: entry.calendarId,
      deleted: true,
    };
  }
  const { summary, description, timeZone, owner, isPrimary } = calendar;
  return {
    kind: 'calendar#calendarListEntry',
    ...etagPart(state, entry.revision),
    id: calendar.id,
    summary,
    ...(description === null ? {} : { description }),
    timeZone,
    ...(entry.summaryOverride === null ? {} : { summaryOverride: entry.summaryOverride }),
    colorId: '14',
    backgroundColor: entry.colour,
    foregroundColor: '#000000',
    ...(entry.isHidden ? { hidden: true } : {}),
    ...(entry.isSelected ? { selected: true } : {}),
    accessRole: entry.accessRole,
    defaultReminders: entry.isPrimary ? [{ method: 'popup', minutes: 10 }] : [],
    ...(entry.isPrimary ? { primary: true } : {}),
    ...(isPrimary || owner === null ? {} : { dataOwner: owner }),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  };
}

function isListed(entry: ListEntry, query: URLSearchParams, isIncremental: boolean): boolean {
  // A client with a token is told of everything that changed, hidden and deleted too.
  if (isIncremental) return true;
  if (entry.isDeleted && query.get('showDeleted') !== 'true') return false;
  if (entry.isHidden && query.get('showHidden') !== 'true') return false;
  const least = RANKS.findIndex((role) => role === query.get('minAccessRole'));
  return RANKS.indexOf(entry.accessRole) >= least;
}

/** GET users/me/calendarList. */
export function listCalendars(state: ServerState, account: Account, query: URLSearchParams): Answer {
  if (!state.modes.calendarList) return refuse('notFound');
  const list = `calendar.calendarList.list ${account.email}`;
  const isIncremental = state.modes.syncTokens && query.has('syncToken');
  const since = isIncremental ? readSyncToken(state, list, query, ['minAccessRole']) : 0;
  if (typeof since !== 'number') return since;
  const size = Math.max(1, Math.min(Number(query.get('maxResults') ?? 100), 250, state.modes.pageSize));
  const page = givePage(state, { list, query, size, emptyEvery: 0 }, () => ({
    values: [...account.entries.values()].filter(
      (entry) => entry.revision > since && isListed(entry, query, isIncremental),
    ),
    syncToken:
      state.modes.syncTokens && !query.has('minAccessRole') ? issueSyncToken(state, list, query) : null,
  }));
  if ('status' in page) return page;
  const tag = etagPart(state, state.revision);
  return {
    status: 200,
    headers: writeTag(tag) ?? {},
    body: {
      kind: 'calendar#calendarList',
      ...tag,
      ...(page.nextPageToken === null ? {} : { nextPageToken: page.nextPageToken }),
      ...(page.nextSyncToken === null ? {} : { nextSyncToken: page.nextSyncToken }),
      items: (page.values as readonly ListEntry[]).map((entry) => showEntry(state, entry)), // from begin() above
    },
  };
}

/** GET users/me/calendarList/{id}. */
export function getListEntry(state: ServerState, account: Account, id: string): Answer {
  const found = state.modes.calendarList ? findCalendar(state, account, id) : null;
  if (!found) return refuse('notFound');
  const body = showEntry(state, found.entry);
  return { status: 200, headers: writeTag(body) ?? {}, body };
}

function showCalendar(state: ServerState, calendar: Calendar) {
  const { id, summary, description, timeZone, isPrimary, owner } = calendar;
  return {
    kind: 'calendar#calendar',
    ...etagPart(state, calendar.revision),
    id,
    summary,
    ...(description === null ? {} : { description }),
    timeZone,
    ...(isPrimary || owner === null ? {} : { dataOwner: owner }),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  };
}

/** GET calendars/{id}. */
export function getCalendar(state: ServerState, account: Account, id: string): Answer {
  const found = findCalendar(state, account, id);
  return found ? { status: 200, body: showCalendar(state, found.calendar) } : refuse('notFound');
}
