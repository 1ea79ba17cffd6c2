import type { FetchedResource, SyncRequest } from '#main/calendars/provider.ts';
import {
  type GoogleEvent,
  type GoogleSeries,
  isCancelled,
  mergeSeries,
  readParent,
  readSeries,
  recurs,
  writeSeries,
} from './series.ts';

/** Resources in one step, so that whoever stores them can stop in between. */
const BATCH = 500;

/** How Google names an instance: its series and the moment at which it was to start. */
const INSTANCE = /^(.+)_\d{8}(?:T\d{6}Z?)?$/;

interface OpenChange {
  master: GoogleEvent | undefined;
  readonly exceptions: Map<string, GoogleEvent>;
  readonly forgotten: Set<string>;
}

/**
 * What one round of pages comes to. Single events can be stored as they come. What belongs to a series is held until
 * the last page: exceptions may come before their series, and a series without its exceptions would show for a while
 * what was deleted or moved.
 */
export interface Round {
  /** What of a page can be stored at once. */
  take(events: readonly GoogleEvent[]): readonly FetchedResource[];
  /** The rest, in batches, once all pages have been taken. */
  finish(): Generator<readonly FetchedResource[], void, void>;
  /** After `finish`: what was named as deleted. */
  gone(): readonly string[];
  /** After `finish`: everything that is there; null: only what changed was listed. */
  present(): ReadonlySet<string> | null;
}

export interface RoundQuestion extends Pick<SyncRequest, 'read'> {
  /** Versions of what is stored, kept up to date with what is given. */
  readonly versions: Map<string, string | null>;
  /** Everything is listed, so nothing that was there before is built on. */
  readonly isWhole: boolean;
}

export function openRound({ read, versions, isWhole }: RoundQuestion): Round {
  const changes = new Map<string, OpenChange>();
  const present = new Set<string>();
  const gone = new Set<string>();

  function openChange(ref: string): OpenChange {
    const known = changes.get(ref);
    if (known !== undefined) return known;
    const opened: OpenChange = { master: undefined, exceptions: new Map(), forgotten: new Set() };
    changes.set(ref, opened);
    return opened;
  }

  /**
   * Of an instance that is gone and says no more than its id: it may be kept with its series, or with one of the parts
   * into which that was split.
   */
  function findParents(event: GoogleEvent): readonly string[] {
    if (!isCancelled(event) || versions.has(event.id)) return [];
    const parent = INSTANCE.exec(event.id)?.[1];
    if (parent === undefined) return [];
    const refs = new Set([...versions.keys(), ...changes.keys()]);
    return [...refs].filter((ref) => ref === parent || ref.startsWith(`${parent}_R`));
  }

  function takeException(parent: string, event: GoogleEvent): void {
    const { exceptions, forgotten } = openChange(parent);
    forgotten.delete(event.id);
    exceptions.set(event.id, event);
  }

  function forget(parents: readonly string[], { id }: GoogleEvent): void {
    for (const parent of parents) {
      const { exceptions, forgotten } = openChange(parent);
      exceptions.delete(id);
      forgotten.add(id);
    }
  }

  function readStored(ref: string): GoogleSeries | null {
    const isThere = isWhole ? present.has(ref) : versions.has(ref);
    const text = isThere ? read(ref) : null;
    return text === null ? null : readSeries(text);
  }

  function give(ref: string, series: GoogleSeries): readonly FetchedResource[] {
    const { text, etag } = writeSeries(series);
    present.add(ref);
    gone.delete(ref);
    // Said again, and nothing new: replays change nothing.
    if (versions.get(ref) === etag) return [];
    versions.set(ref, etag);
    return [{ ref, etag, text }];
  }

  return {
    take(events) {
      const singles = new Map<string, GoogleEvent>();
      for (const event of events) {
        const { id } = event;
        const parent = readParent(event);
        const parents = parent === null ? findParents(event) : [];
        if (parent !== null) {
          takeException(parent, event);
        } else if (parents.length > 0) {
          forget(parents, event);
        } else if (isCancelled(event) || recurs(event) || changes.has(id)) {
          // The last word counts, and an earlier one may have been of a single event.
          singles.delete(id);
          openChange(id).master = event;
        } else {
          singles.set(id, event);
        }
      }
      return [...singles.values()].flatMap((master) => give(master.id, { master, exceptions: [] }));
    },
    *finish() {
      let batch: FetchedResource[] = [];
      for (const [ref, change] of changes) {
        const series = mergeSeries(readStored(ref), change);
        if (series === null) {
          gone.add(ref);
          present.delete(ref);
        } else {
          batch.push(...give(ref, series));
        }
        if (batch.length >= BATCH) {
          yield batch;
          batch = [];
        }
      }
      if (batch.length > 0) yield batch;
    },
    gone: () => [...gone].filter((ref) => versions.has(ref)),
    present: () => (isWhole ? present : null),
  };
}
