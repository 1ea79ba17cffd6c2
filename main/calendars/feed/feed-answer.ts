import type { SyncFailure } from '#main/calendars/provider.ts';

/** What a server said of the version that it gave, exactly as it said it. */
export interface FeedValidators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FeedFailed {
  readonly kind: 'failed';
  readonly failure: SyncFailure;
}

export type FeedAnswer =
  | {
      readonly kind: 'content';
      /** A whole calendar in UTF-8. */
      readonly bytes: Uint8Array;
      /** Null: the server named no version, so it is asked for everything again. */
      readonly validators: FeedValidators | null;
      /** Where the feed has moved for good (301, 308); null: it has not. As secret as the address. */
      readonly movedTo: string | null;
    }
  | { readonly kind: 'unchanged' }
  | FeedFailed;

/** `detail` is a clause for the log's reader: statuses and sizes, never a part of the address. */
export const failFeed = (
  kind: SyncFailure['kind'],
  detail: string,
  retryAfterMs: number | null = null,
): FeedFailed => ({ kind: 'failed', failure: { kind, detail, retryAfterMs } });
