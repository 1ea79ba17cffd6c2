import type { CalendarRole, SyncProgress } from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import type { SyncFailure } from '#main/calendars/provider.ts';
import type { Moment } from './heavy-work.ts';

/** Where a calendar is read from, with its secrets: for the worker's eyes, never stored or logged. */
export type SyncSource =
  | { readonly kind: 'feed'; readonly address: string; readonly host: string }
  | { readonly kind: 'watched'; readonly path: string }
  | {
      readonly kind: 'caldav';
      readonly user: string;
      readonly password: string;
      /** As it is stored with the account. */
      readonly connection: unknown;
      readonly ref: string;
    }
  | {
      readonly kind: 'google';
      /** An access token that is good for the next while. */
      readonly token: string;
      /** Instead of Google's own addresses; null: those. */
      readonly root: string | null;
      /** The calendar's id. */
      readonly ref: string;
    };

export interface SyncQuestion extends Moment {
  readonly calendarId: CalendarId;
  readonly source: SyncSource;
  /** A feed or file that is new: kept if it gives a calendar. Null as its name: as it calls itself. */
  readonly add: { readonly name: string | null; readonly role: CalendarRole } | null;
}

/** What passes while a synchronisation goes on; a worker may stand between. */
export interface SyncControls {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SyncProgress) => void;
}

/** How a synchronisation ended. `hasChanged`: what is stored is not what it was. */
export type SyncEnding =
  | {
      readonly kind: 'done';
      readonly hasChanged: boolean;
      /** To go on from the next time. */
      readonly cursor: string | null;
      /** Where the feed has moved for good; as secret as its address. */
      readonly movedTo: string | null;
    }
  /** Everything is gone at once: what was there is kept until the user has been asked. */
  | { readonly kind: 'emptied'; readonly hasChanged: boolean }
  | { readonly kind: 'failed'; readonly failure: SyncFailure; readonly hasChanged: boolean }
  | { readonly kind: 'cancelled'; readonly hasChanged: boolean }
  /** The calendar was removed meanwhile. */
  | { readonly kind: 'removed' };

export type SyncReport = SyncEnding & {
  /** How often the account was asked for it, where its requests are counted; absent or 0 elsewhere. */
  readonly requests?: number;
};
