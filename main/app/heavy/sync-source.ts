import { z } from 'zod';
import { fetchFeed } from '#main/calendars/feed/fetch-feed.ts';
import { readWatchedFile } from '#main/calendars/local/watched-file.ts';
import type { SyncFailure } from '#main/calendars/provider.ts';
import type { CalendarIdentity, StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { keepCalendar } from './keep-calendar.ts';
import { windowToRead } from './reading-window.ts';
import { digestSource } from './source-digest.ts';
import type { SyncControls, SyncQuestion, SyncEnding, SyncSource } from './sync-task.ts';

type WholeSource = Extract<SyncSource, { readonly kind: 'feed' | 'watched' }>;

/** What is known of the version that is stored. */
const cursorSchema = z.object({
  validators: z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() }).nullable(),
  stamp: z
    .object({ modifiedNs: z.string(), size: z.number(), inode: z.string(), isSettled: z.boolean() })
    .nullable(),
  digest: z.string(),
});
type Cursor = z.infer<typeof cursorSchema>;

type Answer =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly failure: SyncFailure }
  | {
      readonly kind: 'content';
      readonly bytes: Uint8Array;
      readonly cursor: Cursor;
      readonly movedTo: string | null;
    };

/** Feeds and watched files: all or nothing, and nothing at all where it is what is stored already. */
export async function syncSource(
  store: Store,
  question: SyncQuestion & { readonly source: WholeSource },
  controls: SyncControls,
  fetch: typeof globalThis.fetch,
): Promise<SyncEnding> {
  const { calendarId, source } = question;
  const stored = store.calendars.read(calendarId);
  if (stored === null && question.add === null) return { kind: 'removed' };
  const known = stored === null ? null : readCursor(stored);
  const answer = await ask(source, known, controls.signal, fetch);
  if (answer.kind === 'failed') return { ...answer, hasChanged: false };
  if (answer.kind === 'unchanged') return done(false, stored?.sync.cursor ?? null, null);
  const cursor = JSON.stringify(answer.cursor);
  if (known?.digest === answer.cursor.digest) return done(false, cursor, answer.movedTo);
  return keep(store, question, stored, { ...answer, cursor }, controls.signal);
}

const done = (hasChanged: boolean, cursor: string | null, movedTo: string | null): SyncEnding => ({
  kind: 'done',
  hasChanged,
  cursor,
  movedTo,
});

async function keep(
  store: Store,
  question: SyncQuestion & { readonly source: WholeSource },
  stored: StoredCalendar | null,
  content: { readonly bytes: Uint8Array; readonly cursor: string; readonly movedTo: string | null },
  signal: AbortSignal,
): Promise<SyncEnding> {
  const { calendarId, source, nowMs, zone } = question;
  const kept = await keepCalendar(store, {
    who: stored === null ? newIdentity(question) : calendarId,
    label: source.kind === 'feed' ? source.host : source.path,
    source: content.bytes,
    window: windowToRead(store, question),
    zone,
    asOfMs: nowMs,
    nowMs,
    signal,
    // Suddenly nothing left, where there was something: the user is asked before it is believed.
    accept: (events) => events > 0 || stored === null || stored.events === 0,
  });
  if (!kept.ok) {
    return kept.code === 'conflict'
      ? { kind: 'removed' }
      : { kind: 'failed', failure: unreadable('it cannot be read'), hasChanged: false };
  }
  switch (kept.value.kind) {
    case 'kept':
      return done(true, content.cursor, content.movedTo);
    case 'not-accepted':
      return { kind: 'emptied', hasChanged: false };
    case 'cancelled':
      return { kind: 'cancelled', hasChanged: false };
  }
}

const unreadable = (detail: string): SyncFailure => ({ kind: 'unreadable', detail, retryAfterMs: null });

function newIdentity({ calendarId, source, add }: SyncQuestion & { readonly source: WholeSource }): Omit<
  CalendarIdentity,
  'name'
> & {
  readonly name: string | null;
} {
  return {
    id: calendarId,
    name: add?.name ?? null,
    kind: source.kind,
    role: add?.role ?? 'own',
    accountId: null,
    remoteRef: null,
    origin: source.kind === 'feed' ? source.host : source.path,
    isWritable: false,
  };
}

/** Null: everything is asked for, as what is stored is not complete or not understood. */
function readCursor({ sync, window }: StoredCalendar): Cursor | null {
  if (sync.cursor === null || window === null) return null;
  const parsed = cursorSchema.safeParse(JSON.parse(sync.cursor));
  return parsed.success ? parsed.data : null;
}

async function ask(
  source: WholeSource,
  known: Cursor | null,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<Answer> {
  if (source.kind === 'watched') {
    const answer = await readWatchedFile(source.path, known?.stamp ?? null);
    if (answer.kind !== 'content') return answer;
    const { stamp } = answer;
    const bytes = moveToShared(answer.bytes);
    const cursor = { validators: null, stamp, digest: digestSource(bytes) };
    return { kind: 'content', bytes, cursor, movedTo: null };
  }
  const validators = known?.validators ?? null;
  const answer = await fetchFeed({ address: source.address, validators, fetch, signal });
  if (answer.kind !== 'content') return answer;
  const { movedTo } = answer;
  const bytes = moveToShared(answer.bytes);
  const cursor = { validators: answer.validators, stamp: null, digest: digestSource(bytes) };
  return { kind: 'content', bytes, cursor, movedTo };
}

/** Where the reading thread sees it too: otherwise a large calendar would lie in memory twice while it is read. */
function moveToShared(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}
