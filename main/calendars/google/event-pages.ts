import type { SyncFailure } from '#main/calendars/provider.ts';
import type { CallOptions, GoogleApi, GoogleResult } from './api.ts';
import { textOf } from './json.ts';
import { type GoogleEvent, readGoogleEvent } from './series.ts';
import { explainFailure, failSync } from './sync-failure.ts';

/** The most that Google gives at once: ten thousand events are four requests. */
const PAGE = 2_500;
const MOST_PAGES = 2_000;

export type PageStep =
  | { readonly kind: 'page'; readonly events: readonly GoogleEvent[]; readonly isLast: boolean }
  /** Null: the server names nothing to go on from. */
  | { readonly kind: 'end'; readonly syncToken: string | null }
  /** What the listing was to go on from is not known any more: only a full one recovers. */
  | { readonly kind: 'expired'; readonly detail: string }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

interface EventsPage {
  readonly events: readonly GoogleEvent[];
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
}

/** Null: an answer that is no list of events. An empty page may well come without `items`, and not be the last. */
function readPage(data: object): EventsPage | null {
  const { items, kind, nextPageToken, nextSyncToken }: Record<string, unknown> = { ...data };
  const page = { nextPageToken: textOf(nextPageToken), nextSyncToken: textOf(nextSyncToken) };
  if (Array.isArray(items)) {
    return { ...page, events: items.flatMap((item) => readGoogleEvent(item) ?? []) };
  }
  const isList = kind === 'calendar#events' || page.nextPageToken !== null || page.nextSyncToken !== null;
  return isList && (items === undefined || items === null) ? { ...page, events: [] } : null;
}

/**
 * 410 says that the token is too old. A token that is not understood at all (400) is as good as expired; if the 400 is
 * about something else, the full listing hears it as well.
 */
const isExpired = (result: GoogleResult<unknown>, syncToken: string | null): boolean =>
  result.kind === 'refused' && (result.status === 410 || (result.status === 400 && syncToken !== null));

export interface PagesQuestion {
  readonly api: GoogleApi;
  readonly calendarId: string;
  /** Null: everything. */
  readonly syncToken: string | null;
  readonly signal: AbortSignal;
}

/**
 * All pages of a listing; each is asked for while the one before is being taken. Ends with exactly one `end`, `expired`
 * or `failed`; rejects only when aborted.
 */
export async function* listPages(question: PagesQuestion): AsyncGenerator<PageStep, void, void> {
  const { api, calendarId, syncToken, signal } = question;
  const stopped = new AbortController();
  const either = AbortSignal.any([signal, stopped.signal]);
  const ask = (pageToken: string | null): Promise<GoogleResult<object>> =>
    api.ask(
      (options: CallOptions) =>
        api.calendar.events.list(
          {
            calendarId,
            maxResults: PAGE,
            singleEvents: false,
            ...(syncToken === null ? {} : { syncToken }),
            ...(pageToken === null ? {} : { pageToken }),
          },
          options,
        ),
      either,
    );
  let asked = ask(null);
  try {
    const seen = new Set<string>();
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const result = await asked;
      if (isExpired(result, syncToken) && result.kind === 'refused') {
        return yield { kind: 'expired', detail: result.detail };
      }
      if (result.kind !== 'answer') return yield { kind: 'failed', failure: explainFailure(result) };
      const page = readPage(result.data);
      if (page === null) {
        return yield { kind: 'failed', failure: failSync('unreadable', 'The answer is no list of events.') };
      }
      const { events, nextPageToken } = page;
      if (nextPageToken !== null) {
        if (seen.has(nextPageToken)) {
          return yield { kind: 'failed', failure: failSync('unreadable', 'The pages do not move on.') };
        }
        seen.add(nextPageToken);
        asked = ask(nextPageToken);
        // Whoever waits for it hears of its failure; it may come while nobody does.
        asked.catch(() => undefined);
      }
      yield { kind: 'page', events, isLast: nextPageToken === null };
      if (nextPageToken === null) return yield { kind: 'end', syncToken: page.nextSyncToken };
    }
    yield { kind: 'failed', failure: failSync('too-large', `More than ${MOST_PAGES} pages of events.`) };
  } finally {
    stopped.abort();
  }
}
