import { openCalDavClient } from '#main/calendars/caldav/client.ts';
import { createCalDavProvider } from '#main/calendars/caldav/provider.ts';
import type { CalendarProvider, SyncFailure, SyncRequest } from '#main/calendars/provider.ts';

/** A server that can be asked: the own test server or a real peer. */
interface Server {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface SyncRound {
  readonly failure: SyncFailure | null;
  /** Bodies that were fetched. */
  readonly fetched: number;
  readonly removed: number;
  readonly isWhole: boolean;
  readonly progress: readonly { readonly done: number; readonly total: number | null }[];
}

/** A calendar kept in step as the product's store does it: pages are kept at once, the cursor at the end. */
export interface Replica {
  readonly texts: ReadonlyMap<string, string>;
  readonly etags: ReadonlyMap<string, string | null>;
  readonly cursor: () => string | null;
  setCursor(cursor: string | null): void;
  /** `stopAfter`: the reader goes away after so many pages. */
  sync(options?: { readonly stopAfter?: number; readonly signal?: AbortSignal }): Promise<SyncRound>;
}

const openProvider = (server: Server): CalendarProvider =>
  createCalDavProvider(
    openCalDavClient({ user: server.user, password: server.password, fetch, timeouts: { answerMs: 60_000 } }),
    { principal: null, homes: [server.url], addresses: [], outbox: null },
  );

export function createReplica(server: Server, calendarRef: string): Replica {
  const provider = openProvider(server);
  const texts = new Map<string, string>();
  const etags = new Map<string, string | null>();
  let cursor: string | null = null;

  return {
    texts,
    etags,
    cursor: () => cursor,
    setCursor(next) {
      cursor = next;
    },
    async sync({ stopAfter = Number.POSITIVE_INFINITY, signal = new AbortController().signal } = {}) {
      const request: SyncRequest = {
        calendarRef,
        cursor,
        known: new Map(etags),
        read: (ref) => texts.get(ref) ?? null,
        signal,
      };
      const progress: { done: number; total: number | null }[] = [];
      let fetched = 0;
      let removed = 0;
      for await (const step of provider.sync(request)) {
        if (step.kind === 'failed') {
          return { failure: step.failure, fetched, removed, isWhole: false, progress };
        }
        if (step.kind === 'page') {
          fetched += step.changed.length;
          removed += step.removed.length;
          progress.push({ done: step.done, total: step.total });
          for (const { ref, etag, text } of step.changed) {
            texts.set(ref, text);
            etags.set(ref, etag);
          }
          for (const ref of step.removed) forget(ref);
          if (progress.length >= stopAfter) break;
          continue;
        }
        const { present } = step;
        const absent = present ? [...texts.keys()].filter((ref) => !present.has(ref)) : [];
        for (const ref of absent) forget(ref);
        cursor = step.cursor;
        return { failure: null, fetched, removed, isWhole: step.present !== null, progress };
      }
      return { failure: null, fetched, removed, isWhole: false, progress };
    },
  };

  function forget(ref: string): void {
    texts.delete(ref);
    etags.delete(ref);
  }
}
