import type { SyncTroubleKind } from '#contract/calendars.ts';

/** One calendar as its server names it. */
export interface RemoteCalendar {
  /** Stable and opaque: the collection's path, or the provider's id. */
  readonly ref: string;
  readonly name: string;
  /** CSS colour; null: the server says none. */
  readonly colour: string | null;
  readonly isWritable: boolean;
}

/** Why a synchronisation ended without success. `detail` is for the log's reader and holds no address or secret. */
export interface SyncFailure {
  readonly kind: Exclude<SyncTroubleKind, 'emptied' | 'secret-lost'>;
  readonly detail: string;
  /** What the server asked for (Retry-After); null: nothing. */
  readonly retryAfterMs: number | null;
}

/** One resource of a calendar with its content: an iCalendar object, or what the provider gives for an event. */
export interface FetchedResource {
  readonly ref: string;
  /** Null: the server names no version, so it is fetched again whenever something changed. */
  readonly etag: string | null;
  readonly text: string;
}

export interface SyncRequest {
  readonly calendarRef: string;
  /** What the last complete synchronisation ended with; null: the first, or one that was interrupted. */
  readonly cursor: string | null;
  /** Versions of the resources that are stored already, by ref: what an interrupted first synchronisation fetched. */
  readonly known: ReadonlyMap<string, string | null>;
  /** What is stored of a resource, earlier pages of this synchronisation included; null: nothing. */
  readonly read: (ref: string) => string | null;
  readonly signal: AbortSignal;
}

/**
 * What a synchronisation gives, step by step. Each `page` may be stored by itself; the cursor comes last, so that a
 * synchronisation that is cut short is done again and fetches only what is missing.
 */
export type SyncStep =
  | {
      readonly kind: 'page';
      readonly changed: readonly FetchedResource[];
      readonly removed: readonly string[];
      readonly done: number;
      /** Null: not known. */
      readonly total: number | null;
    }
  | {
      readonly kind: 'end';
      readonly cursor: string | null;
      /** Everything that is there, where the provider listed it all: what is not in it is gone. Null: changes only. */
      readonly present: ReadonlySet<string> | null;
    }
  | { readonly kind: 'failed'; readonly failure: SyncFailure };

/** How one outside system is read. `sync` ends with exactly one `end` or `failed` and never throws for what the server does. */
export interface CalendarProvider {
  sync(request: SyncRequest): AsyncGenerator<SyncStep, void, void>;
}
