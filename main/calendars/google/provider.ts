import type { CalendarProvider, SyncRequest, SyncStep } from '#main/calendars/provider.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { GoogleApi } from './api.ts';
import { listPages } from './event-pages.ts';
import { openRound } from './round.ts';
import { failSync } from './sync-failure.ts';

/** A token lives with the parameters of the listing that gave it; whoever changes those changes this. */
const CURSOR = 'v1:';

const readCursor = (cursor: string | null): string | null =>
  cursor?.startsWith(CURSOR) ? cursor.slice(CURSOR.length) : null;

/** Null: it ended, well or not. Otherwise why it has to be done anew. */
type RoundEnd = { readonly expired: string } | null;

async function* readRound(
  api: GoogleApi,
  request: SyncRequest,
  versions: Map<string, string | null>,
  syncToken: string | null,
): AsyncGenerator<SyncStep, RoundEnd, void> {
  const { calendarRef: calendarId, read, signal } = request;
  const round = openRound({ read, versions, isWhole: syncToken === null });
  let done = 0;
  for await (const step of listPages({ api, calendarId, syncToken, signal })) {
    switch (step.kind) {
      case 'page': {
        done += step.events.length;
        const changed = round.take(step.events);
        yield { kind: 'page', changed, removed: [], done, total: step.isLast ? done : null };
        break;
      }
      case 'end': {
        for (const changed of round.finish()) {
          yield { kind: 'page', changed, removed: [], done, total: done };
        }
        const removed = round.gone();
        if (removed.length > 0) yield { kind: 'page', changed: [], removed, done, total: done };
        const cursor = step.syncToken === null ? null : `${CURSOR}${step.syncToken}`;
        yield { kind: 'end', cursor, present: round.present() };
        return null;
      }
      case 'expired':
        return { expired: step.detail };
      case 'failed':
        yield step;
        return null;
      default:
        assertNever(step);
    }
  }
  throw new Error('A listing ended without saying how.');
}

/**
 * Reads the calendars of one account by events.list, with sync tokens where the server gives them; where it does not,
 * every synchronisation lists everything. One resource is one series with its exceptions, or one single event, by the
 * id of the series. Rejects only when aborted.
 */
export function createGoogleProvider(api: GoogleApi): CalendarProvider {
  return {
    async *sync(request) {
      const versions = new Map(request.known);
      const syncToken = readCursor(request.cursor);
      if (syncToken !== null) {
        const end = yield* readRound(api, request, versions, syncToken);
        if (end === null) return;
      }
      // The token expired, or there was none. Once: a server that refuses this too must not be asked without end.
      const end = yield* readRound(api, request, versions, null);
      if (end !== null) yield { kind: 'failed', failure: failSync('refused', end.expired) };
    },
  };
}
