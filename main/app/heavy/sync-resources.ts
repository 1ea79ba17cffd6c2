import { setTimeout as pause } from 'node:timers/promises';
import type { CalendarId } from '#contract/ids.ts';
import { FREE_BUSY_REF } from '#main/calendars/free-busy.ts';
import type { CalendarProvider, FetchedResource } from '#main/calendars/provider.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { ReadResource } from '#main/store/resources.ts';
import type { ResourceFormat } from '../workers/reading-task.ts';
import { openResourceReader, type ResourceReader } from '../workers/read-resources.ts';
import type { Moment } from './heavy-work.ts';
import { windowToRead } from './reading-window.ts';
import type { SyncControls, SyncEnding } from './sync-task.ts';

/** Rows of one transaction: some milliseconds, for which others who write may have to wait. */
const SLICE = 500;
/** Resources that are read while as many are stored. */
const PART = 250;
/** Between two of them, so that those others have their turn. */
const GAP_MS = 1;
const REMOVALS = 20;
/** The last events of a calendar that a server may name as deleted without a question to the user. */
const MOST_BELIEVED = 3;

export interface ResourcesQuestion extends Moment {
  readonly calendarId: CalendarId;
  readonly calendarRef: string;
  readonly format: ResourceFormat;
}

/** What the steps so far have come to. */
interface Progress {
  readonly versions: Map<string, string | null>;
  /** Believed only in the end: all of it may be gone at once. */
  readonly removed: Set<string>;
  hasChanged: boolean;
}

/**
 * Calendars on servers, resource by resource: what came is kept whatever happens next, and the cursor counts only once
 * everything has come, so that a synchronisation that was cut short fetches what is missing.
 */
export async function syncResources(
  store: Store,
  provider: CalendarProvider,
  question: ResourcesQuestion,
  controls: SyncControls,
): Promise<SyncEnding> {
  const calendar = store.calendars.read(question.calendarId);
  if (calendar === null) return { kind: 'removed' };
  const window = calendar.window ?? windowToRead(store, question);
  const { id } = calendar;
  // Said at once: what is left by a death is expanded for this window and no other.
  if (calendar.window === null) store.resources.settle(id, window, null);
  const versions = new Map(store.resources.versions(id));
  // Not the server's, so it is neither listed there nor gone.
  versions.delete(FREE_BUSY_REF);
  const progress: Progress = { versions, removed: new Set(), hasChanged: false };
  const reader = openResourceReader({
    calendarId: id,
    format: question.format,
    zone: question.zone,
    window: { fromMs: window.startMs, toMs: window.endMs },
  });
  try {
    return await followSteps(store, provider, { calendar, question, progress, reader }, controls);
  } catch (error) {
    // An abort may come out of whatever was waited for.
    if (!controls.signal.aborted) throw error;
    return { kind: 'cancelled', hasChanged: progress.hasChanged };
  } finally {
    reader.close();
    // For this window, even if another was rolled to meanwhile: then what came just now is rolled again.
    if (progress.hasChanged) store.resources.settle(id, window, null);
  }
}

interface Course {
  readonly calendar: StoredCalendar;
  readonly question: ResourcesQuestion;
  readonly progress: Progress;
  readonly reader: ResourceReader;
}

async function followSteps(
  store: Store,
  provider: CalendarProvider,
  course: Course,
  { signal, onProgress }: SyncControls,
): Promise<SyncEnding> {
  const { calendar, question, progress, reader } = course;
  const steps = provider.sync({
    calendarRef: question.calendarRef,
    cursor: calendar.sync.cursor,
    known: new Map(progress.versions),
    read: (ref) => store.resources.readByRef(calendar.id, ref)?.text ?? null,
    signal,
  });
  for await (const step of steps) {
    switch (step.kind) {
      case 'page': {
        const isThere = await takePage(store, calendar.id, reader, step.changed, progress, signal);
        if (!isThere) return { kind: 'removed' };
        for (const ref of step.removed) progress.removed.add(ref);
        onProgress({ done: step.done, total: step.total });
        break;
      }
      case 'failed':
        return { kind: 'failed', failure: step.failure, hasChanged: progress.hasChanged };
      case 'end':
        return finish(store, course, step.cursor, step.present);
    }
  }
  throw new Error('A synchronisation ended without saying how.');
}

/** False: the calendar is not there any more. */
async function takePage(
  store: Store,
  id: CalendarId,
  reader: ResourceReader,
  changed: readonly FetchedResource[],
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const resources of readAhead(reader, changed)) {
    for (const slice of sliceByRows(resources)) {
      signal.throwIfAborted();
      if (!store.resources.save(id, slice)) return false;
      progress.hasChanged = true;
      for (const { ref, etag } of slice) {
        progress.versions.set(ref, etag);
        // It came back after it was said to be gone.
        progress.removed.delete(ref);
      }
      await pause(GAP_MS);
    }
  }
  return true;
}

/** Part by part; the next is being read, in its own thread, while one is stored. */
async function* readAhead(
  reader: ResourceReader,
  changed: readonly FetchedResource[],
): AsyncGenerator<readonly ReadResource[], void, void> {
  const readPart = async (from: number): Promise<readonly ReadResource[]> => {
    const part = changed.slice(from, from + PART);
    if (part.length === 0) return [];
    const byRef = new Map((await reader.read(part)).map((resource) => [resource.ref, resource]));
    return part.flatMap((fetched): ReadResource[] => {
      const found = byRef.get(fetched.ref);
      return found === undefined ? [] : [{ ...fetched, ...found }];
    });
  };
  let reading = readPart(0);
  for (let from = 0; from < changed.length; from += PART) {
    const resources = await reading;
    reading = readPart(from + PART);
    // Whoever waits for it hears of its failure; it may come while nobody does.
    reading.catch(() => undefined);
    yield resources;
  }
}

/** As many resources as hold about a slice of occurrences; one that holds more is a slice by itself. */
function* sliceByRows(resources: readonly ReadResource[]): Generator<readonly ReadResource[], void, void> {
  let slice: ReadResource[] = [];
  let rows = 0;
  for (const resource of resources) {
    if (slice.length > 0 && rows + resource.occurrences.length > SLICE) {
      yield slice;
      slice = [];
      rows = 0;
    }
    slice.push(resource);
    rows += resource.occurrences.length + 1;
  }
  if (slice.length > 0) yield slice;
}

async function finish(
  store: Store,
  { calendar, progress }: Course,
  cursor: string | null,
  present: ReadonlySet<string> | null,
): Promise<SyncEnding> {
  const { versions, removed } = progress;
  const gone = [...versions.keys()].filter((ref) => removed.has(ref) || present?.has(ref) === false);
  const isEmptied = gone.length > 0 && gone.length === versions.size && calendar.events > 0;
  if (isEmptied && !isPlausible(store, calendar.id, gone, removed)) {
    return { kind: 'emptied', hasChanged: progress.hasChanged };
  }
  for (let from = 0; from < gone.length; from += REMOVALS) {
    if (!store.resources.remove(calendar.id, gone.slice(from, from + REMOVALS))) return { kind: 'removed' };
    progress.hasChanged = true;
    await pause(GAP_MS);
  }
  return { kind: 'done', hasChanged: progress.hasChanged, cursor, movedTo: null };
}

/**
 * Whether a calendar may be empty now without a question: each event that is gone was taken away by Golden Hour itself,
 * or they are few and the server names each as deleted. One that is merely missing in a list may be a server's mistake.
 */
function isPlausible(
  store: Store,
  id: CalendarId,
  gone: readonly string[],
  named: ReadonlySet<string>,
): boolean {
  const own = new Set(
    store.outbox
      .list()
      .flatMap(({ calendar, step }) =>
        calendar?.calendarId === id && step === 'cancel' && calendar.copy.state === 'written'
          ? [calendar.ref]
          : [],
      ),
  );
  const others = gone.filter((ref) => !own.has(ref));
  return others.length <= MOST_BELIEVED && others.every((ref) => named.has(ref));
}

/** How what is stored of a calendar is written. */
const formatOf = (kind: StoredCalendar['kind']): ResourceFormat => (kind === 'google' ? 'google' : 'ical');

/** Expands again, for the window that is needed now, what is stored. */
export async function rollResources(
  store: Store,
  { id, kind, window: before }: StoredCalendar,
  window: Interval,
  zone: string,
): Promise<void> {
  if (before === null) return;
  const reader = openResourceReader({
    calendarId: id,
    format: formatOf(kind),
    zone,
    window: { fromMs: window.startMs, toMs: window.endMs },
  });
  try {
    let after: string | null = null;
    for (;;) {
      const page = store.resources.listAfter(id, after, 100);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.ref;
      const series = page.filter(({ ref }) => ref !== FREE_BUSY_REF);
      const read = new Map((await reader.read(series)).map((resource) => [resource.ref, resource]));
      const resources = series.flatMap((stored): ReadResource[] => {
        const found = read.get(stored.ref);
        return found === undefined ? [] : [{ ...stored, ...found }];
      });
      for (const slice of sliceByRows(resources)) {
        if (!store.resources.replaceReading(id, slice)) return;
        await pause(GAP_MS);
      }
    }
    store.resources.settle(id, window, null);
  } finally {
    reader.close();
  }
}
