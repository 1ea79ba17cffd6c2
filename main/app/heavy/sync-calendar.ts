import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { parseConnection } from '#main/calendars/caldav/connection.ts';
import { createCalDavProvider } from '#main/calendars/caldav/provider.ts';
import type { Store } from '#main/store/open.ts';
import { shrinkBlocks } from './free-busy.ts';
import { syncResources } from './sync-resources.ts';
import { syncSource } from './sync-source.ts';
import type { SyncControls, SyncEnding, SyncQuestion, SyncReport, SyncSource } from './sync-task.ts';

/** Brings one calendar in step with its source, whatever kind that is. `fetch` reaches it. */
export async function syncCalendar(
  store: Store,
  question: SyncQuestion,
  controls: SyncControls,
  fetch: typeof globalThis.fetch,
): Promise<SyncReport> {
  let requests = 0;
  const onRequest = (): void => {
    requests += 1;
  };
  const ending = await bringInStep(store, question, controls, { fetch, onRequest });
  return { ...ending, requests };
}

/** How the source is reached, and who counts how often. */
interface Reach {
  readonly fetch: typeof globalThis.fetch;
  readonly onRequest: () => void;
}

async function bringInStep(
  store: Store,
  question: SyncQuestion,
  controls: SyncControls,
  reach: Reach,
): Promise<SyncEnding> {
  const { source } = question;
  switch (source.kind) {
    case 'caldav':
      return syncCalDav(store, { ...question, source }, controls, reach.fetch);
    case 'google':
      return syncGoogle(store, { ...question, source }, controls, reach);
    case 'feed':
    case 'watched':
      return cancellable(controls, syncSource(store, { ...question, source }, controls, reach.fetch));
  }
}

type From<K extends SyncSource['kind']> = SyncQuestion & {
  readonly source: Extract<SyncSource, { readonly kind: K }>;
};

async function syncCalDav(
  store: Store,
  question: From<'caldav'>,
  controls: SyncControls,
  fetch: typeof globalThis.fetch,
): Promise<SyncEnding> {
  const { source } = question;
  const connection = parseConnection(source.connection);
  if (connection === null) {
    const detail = 'The account was connected by another version; its list of calendars has to be read anew.';
    return { kind: 'failed', failure: { kind: 'unreadable', detail, retryAfterMs: null }, hasChanged: false };
  }
  const client = openCalDavClient({ user: source.user, password: source.password, fetch });
  const provider = createCalDavProvider(client, connection);
  return syncResources(store, provider, { ...question, calendarRef: source.ref, format: 'ical' }, controls);
}

async function syncGoogle(
  store: Store,
  question: From<'google'>,
  controls: SyncControls,
  reach: Reach,
): Promise<SyncEnding> {
  const { source } = question;
  // Loaded when it is needed: Google's packages take as long as everything else together.
  const [{ openGoogleApi }, { createGoogleProvider }] = await Promise.all([
    import('#main/calendars/google/api.ts'),
    import('#main/calendars/google/provider.ts'),
  ]);
  const provider = createGoogleProvider(openGoogleApi({ root: source.root, token: source.token, ...reach }));
  const task = { ...question, calendarRef: source.ref, format: 'google' as const };
  const ending = await syncResources(store, provider, task, controls);
  if (ending.kind !== 'removed' && ending.hasChanged) shrinkBlocks(store, question.calendarId, question);
  return ending;
}

/** An abort comes as whatever was waited for throws it; it is an end like others. */
async function cancellable({ signal }: SyncControls, report: Promise<SyncEnding>): Promise<SyncEnding> {
  try {
    return await report;
  } catch (error) {
    if (!signal.aborted) throw error;
    return { kind: 'cancelled', hasChanged: false };
  }
}
