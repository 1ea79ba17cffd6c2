import type { RemoteCalendar, SyncFailure } from '#main/calendars/provider.ts';
import type { GoogleApi } from './api.ts';
import { isRecord, type Json, textOf } from './json.ts';
import { explainFailure, failSync } from './sync-failure.ts';

/** The most that Google gives at once. */
const PAGE = 250;
const MOST_PAGES = 100;

const trimmedOf = (value: unknown): string | null => textOf(textOf(value)?.trim());

interface Entry {
  readonly calendar: RemoteCalendar;
  readonly isPrimary: boolean;
  /** Taken out of the list by the user, without leaving the calendar. */
  readonly isHidden: boolean;
}

/** Whose events can be read at least as busy or free. Null: nothing that could be read. */
function readEntry(value: unknown): Entry | null {
  if (!isRecord(value)) return null;
  const ref = trimmedOf(value['id']);
  if (ref === null || value['deleted'] === true) return null;
  const name = trimmedOf(value['summaryOverride']) ?? trimmedOf(value['summary']) ?? ref;
  const role = trimmedOf(value['accessRole']);
  const colour = /^#[0-9a-f]{6}$/i.exec(trimmedOf(value['backgroundColor']) ?? '')?.[0] ?? null;
  return {
    calendar: {
      ref,
      name: name.replace(/\s+/g, ' '),
      colour: colour?.toLowerCase() ?? null,
      // The right that is asked for is to write into the user's own calendars; a server that does not say may take it.
      isWritable: role === null || role === 'owner',
    },
    isPrimary: value['primary'] === true,
    isHidden: value['hidden'] === true,
  };
}

/** The user's main calendar first, then by name; those that the user hides last. */
function sortEntries(entries: readonly Entry[]): readonly RemoteCalendar[] {
  const rank = ({ isPrimary, isHidden }: Entry): number => (isPrimary ? 0 : isHidden ? 2 : 1);
  return entries
    .toSorted((a, b) => {
      if (rank(a) !== rank(b)) return rank(a) - rank(b);
      if (a.calendar.name !== b.calendar.name) return a.calendar.name < b.calendar.name ? -1 : 1;
      return a.calendar.ref < b.calendar.ref ? -1 : 1;
    })
    .map(({ calendar }) => calendar);
}

export type CalendarListing =
  | {
      readonly kind: 'calendars';
      readonly calendars: readonly RemoteCalendar[];
      /** The user's main calendar, whose id is the account's address at Google; null: the server marks none. */
      readonly primaryRef: string | null;
    }
  /** The server has no calendar list (404); a calendar may still be asked for by its id. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

/** All calendars of an account, all pages of the list. Rejects only when aborted. */
export async function listCalendars(api: GoogleApi, signal?: AbortSignal): Promise<CalendarListing> {
  const entries = new Map<string, Entry>();
  let pageToken: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: { pageToken?: string } = pageToken === null ? {} : { pageToken };
    const result = await api.ask(
      (options) => api.calendar.calendarList.list({ maxResults: PAGE, showHidden: true, ...page }, options),
      signal,
    );
    if (result.kind === 'refused' && (result.status === 404 || result.status === 405)) {
      return { kind: 'unsupported' };
    }
    if (result.kind !== 'answer') return { kind: 'failed', failure: explainFailure(result) };
    const { items, nextPageToken }: Json = { ...result.data };
    if (items !== undefined && items !== null && !Array.isArray(items)) {
      return { kind: 'failed', failure: failSync('unreadable', 'The answer is no list of calendars.') };
    }
    for (const item of items ?? []) {
      const entry = readEntry(item);
      if (entry !== null) entries.set(entry.calendar.ref, entry);
    }
    const next = trimmedOf(nextPageToken);
    if (next === null || next === pageToken) {
      const all = [...entries.values()];
      const primary = all.find(({ isPrimary }) => isPrimary);
      return {
        kind: 'calendars',
        calendars: sortEntries(all),
        primaryRef: primary?.calendar.ref ?? null,
      };
    }
    pageToken = next;
  }
  return { kind: 'failed', failure: failSync('too-large', `More than ${MOST_PAGES} pages of calendars.`) };
}
