import type { CalendarProvider, SyncRequest, SyncStep } from '#main/calendars/provider.ts';
import type { CalDavClient } from './client.ts';
import type { CalDavConnection } from './connection.ts';
import { createBodyFetcher } from './fetch-bodies.ts';
import {
  type Collection,
  type CollectionState,
  type Listed,
  type Listing,
  listChanges,
  listEtags,
  readState,
} from './listing.ts';
import { resolveHref } from './href.ts';
import { isSameSite } from './site.ts';
import { failSync } from './sync-failure.ts';
import { qualify } from './xml.ts';

const BATCH = 50;

/** A cursor is `sync:` with a token or `ctag:` with a ctag. */
const readCursor = (cursor: string | null, kind: 'sync' | 'ctag'): string | null =>
  cursor?.startsWith(`${kind}:`) ? cursor.slice(kind.length + 1) : null;

const hasReport = ({ reports }: CollectionState, name: 'd:sync-collection' | 'c:calendar-multiget') =>
  reports?.has(qualify(name)) ?? null;

interface Plan {
  readonly listing: Listing;
  readonly cursor: string | null;
  /** The listing is everything that is there, not what changed. */
  readonly isWhole: boolean;
}
type Planned =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'unchanged' }
  | Extract<Listed, { kind: 'failed' }>;

async function planByEtags(collection: Collection, state: CollectionState): Promise<Planned> {
  const listed = await listEtags(collection);
  if (listed.kind === 'failed') return listed;
  if (listed.kind !== 'listing') return { kind: 'failed', failure: failSync('unreadable', 'No listing.') };
  // The ctag was read before the listing: what changes in between is seen next time.
  const cursor = state.ctag === null ? null : `ctag:${state.ctag}`;
  return { kind: 'plan', plan: { listing: listed.listing, cursor, isWhole: true } };
}

async function planByChanges(
  collection: Collection,
  state: CollectionState,
  token: string | null,
): Promise<Planned> {
  const listed = await listChanges(collection, token);
  switch (listed.kind) {
    case 'failed':
      return listed;
    case 'unsupported':
      return planByEtags(collection, state);
    case 'expired':
      return token === null
        ? { kind: 'failed', failure: failSync('unreadable', 'A token expired while its pages were read.') }
        : planByChanges(collection, state, null);
    case 'listing': {
      const { listing } = listed;
      const cursor = listing.syncToken === null ? null : `sync:${listing.syncToken}`;
      return { kind: 'plan', plan: { listing, cursor, isWhole: token === null } };
    }
  }
}

function makePlan(
  collection: Collection,
  state: CollectionState,
  cursor: string | null,
): Promise<Planned> | Planned {
  const canSync = hasReport(state, 'd:sync-collection') ?? state.syncToken !== null;
  if (canSync) {
    const token = readCursor(cursor, 'sync');
    return token !== null && token === state.syncToken
      ? { kind: 'unchanged' }
      : planByChanges(collection, state, token);
  }
  const ctag = readCursor(cursor, 'ctag');
  return ctag !== null && ctag === state.ctag ? { kind: 'unchanged' } : planByEtags(collection, state);
}

/** A weak version says 'as good as the same', which is not enough where the server says that something changed. */
const isKnown = (known: SyncRequest['known'], ref: string, etag: string | null, isWhole: boolean): boolean =>
  etag !== null && known.get(ref) === etag && (isWhole || !etag.startsWith('W/'));

/**
 * The server put the calendar elsewhere and redirects: what is known by its old address would be there twice, so all
 * of it is listed once.
 */
function hasMoved(url: string, calendarRef: string, known: SyncRequest['known']): boolean {
  if (url === new URL(calendarRef).href) return false;
  const folder = resolveHref('.', url);
  return folder !== null && [...known.keys()].some((ref) => !ref.startsWith(folder));
}

const isEvent = (text: string): boolean => /^BEGIN:VEVENT\s*$/im.test(text);

async function* carryOut(
  plan: Plan,
  { known }: SyncRequest,
  fetcher: ReturnType<typeof createBodyFetcher>,
): AsyncGenerator<SyncStep, void, void> {
  const { listed, removed } = plan.listing;
  const present = new Set(listed.keys());
  const wanted = [...listed].flatMap(([ref, etag]) => (isKnown(known, ref, etag, plan.isWhole) ? [] : [ref]));
  let done = listed.size - wanted.length;
  const total = listed.size;
  const gone = [...removed].filter((ref) => known.has(ref));
  if (gone.length > 0 || wanted.length > 0) {
    yield { kind: 'page', changed: [], removed: gone, done, total };
  }
  let isComplete = true;
  for (let from = 0; from < wanted.length; from += BATCH) {
    const batch = wanted.slice(from, from + BATCH);
    const bodies = await fetcher.fetch(batch);
    if (bodies.kind === 'failed') return yield bodies;
    if (bodies.refused.length > 0) isComplete = false;
    const changed = bodies.fetched.filter(({ text }) => isEvent(text));
    const others = bodies.fetched.filter(({ text }) => !isEvent(text)).map(({ ref }) => ref);
    const dropped = [...bodies.missing, ...others];
    for (const ref of dropped) present.delete(ref);
    done += batch.length;
    yield { kind: 'page', changed, removed: dropped.filter((ref) => known.has(ref)), done, total };
  }
  // Without a cursor the next synchronisation lists everything, and so asks again for what was refused.
  const cursor = isComplete ? plan.cursor : null;
  yield { kind: 'end', cursor, present: plan.isWhole ? present : null };
}

/**
 * Reads one account's calendars: sync-collection (RFC 6578) where the server offers it, otherwise the ctag and a list
 * of etags. Resources are named by their absolute address, written in one way. Rejects only when aborted.
 */
export function createCalDavProvider(client: CalDavClient, connection: CalDavConnection): CalendarProvider {
  return {
    async *sync(request) {
      const { calendarRef: ref, cursor, signal } = request;
      const collection: Collection = { client, ref, signal };
      const home = connection.homes.find((address) => isSameSite(new URL(address), new URL(ref)));
      if (home === undefined) {
        return yield {
          kind: 'failed',
          failure: failSync('unsafe', 'The calendar is not on the account’s server.'),
        };
      }
      const read = await readState(collection);
      if (!read.ok) return yield { kind: 'failed', failure: read.failure };
      const isMoved = hasMoved(read.url, ref, request.known);
      const planned = await makePlan(collection, read.state, isMoved ? null : cursor);
      switch (planned.kind) {
        case 'failed':
          return yield planned;
        case 'unchanged':
          return yield { kind: 'end', cursor, present: null };
        case 'plan': {
          const canMultiget = hasReport(read.state, 'c:calendar-multiget') ?? true;
          return yield* carryOut(planned.plan, request, createBodyFetcher(collection, canMultiget));
        }
      }
    },
  };
}
