import type { FaultSchedule } from './faults.ts';

/** How the server behaves, above all where Google's documentation leaves it open. May be changed between requests. */
export interface GoogleModes {
  // --- what a server can do at all
  /** events.list gives nextSyncToken and takes syncToken; without, it gives none and ignores what it is sent. */
  syncTokens: boolean;
  /** How etags look; none: nothing has one, and If-Match and If-None-Match are ignored. */
  etags: 'strong' | 'weak' | 'none';
  /** PATCH; without, 405. */
  patch: boolean;
  /** freeBusy; without, 404. */
  freeBusy: boolean;
  /** calendarList; without, 404. */
  calendarList: boolean;
  /** extendedProperties are kept; without, they are dropped, and searching by them finds everything. */
  extendedProperties: boolean;

  // --- pages
  /** A page never has more than this, whatever maxResults says. */
  pageSize: number;
  /** Every so many pages of events one is empty and has a nextPageToken; 0: never. */
  emptyPageEvery: number;

  // --- events
  /** An insert with an id that is taken is refused with 409; otherwise it replaces what was there. */
  detectsCollisions: boolean;
  /** What becomes of `accepted` that a client writes for a guest who was not a guest before. */
  guestAnswers: 'kept' | 'reset';
  /** What becomes of the guests' answers when the time changes. */
  answersAfterMove: 'reset' | 'kept';
  /** Who counts: the server on its own, or the client where it sends a number. */
  sequence: 'computed' | 'taken';
  /** A deleted event is listed with all that it had, or with the little that is guaranteed. */
  cancelled: 'sparse' | 'full';
  /** When a series is deleted, its exceptions are listed as cancelled too, or not at all. */
  exceptionsOfDeleted: 'listed' | 'silent';
  /** PUT, and PATCH with a status, of a deleted event: it lives again, or 410. */
  writesToDeleted: 'revive' | 'refuse';
  /** Whether the first list, without a token, gives nextSyncToken also with showDeleted or timeMin. */
  tokensForWindows: boolean;

  // --- mail
  /** Some mail goes out although sendUpdates says none. */
  mailsAnyway: boolean;

  // --- sign-in
  rotatesRefreshTokens: boolean;
  scopeInAnswers: boolean;
  idToken: boolean;
  /** Refresh tokens die after seven days. */
  isTesting: boolean;
  accessTokenSeconds: number;
  /** Must the client's secret come with the code and with each refresh? */
  needsSecret: boolean;

  // --- limits
  /** Requests a user may make in any 60 seconds; null: as many as they like. */
  perMinute: number | null;
  /** How a user over that limit is refused. */
  throttleWith: 'userRateLimitExceeded' | 'rateLimitExceeded' | 'tooManyRequests';
  /** Writes that concern guests are refused: 403 quotaExceeded, for hours. */
  isReadOnly: boolean;
  /** The longest range that freeBusy takes, in days. */
  freeBusyDays: number;

  faults: FaultSchedule | null;
}

export const USUAL_MODES: GoogleModes = {
  syncTokens: true,
  etags: 'strong',
  patch: true,
  freeBusy: true,
  calendarList: true,
  extendedProperties: true,
  pageSize: Number.POSITIVE_INFINITY,
  emptyPageEvery: 0,
  detectsCollisions: true,
  guestAnswers: 'kept',
  answersAfterMove: 'reset',
  sequence: 'computed',
  cancelled: 'sparse',
  exceptionsOfDeleted: 'listed',
  writesToDeleted: 'revive',
  tokensForWindows: true,
  mailsAnyway: false,
  rotatesRefreshTokens: false,
  scopeInAnswers: true,
  idToken: true,
  isTesting: false,
  accessTokenSeconds: 3599,
  needsSecret: true,
  perMinute: null,
  throttleWith: 'userRateLimitExceeded',
  isReadOnly: false,
  freeBusyDays: 90,
  faults: null,
};

/** A server that knows only the plainest part: nothing of the client may depend on more. */
export const BARE_MODES = {
  syncTokens: false,
  etags: 'none',
  patch: false,
  freeBusy: false,
  extendedProperties: false,
} as const satisfies Partial<GoogleModes>;
