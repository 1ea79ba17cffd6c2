import type { FaultSchedule } from './faults.ts';

/** What a delta link that has run out is answered with. */
export type Expiry =
  | '410 SyncStateNotFound'
  | '410 resyncRequired'
  | '400 SyncStateNotFound'
  | '404 syncStateNotFound';

/** How the server behaves, above all where the documentation leaves it open. May be changed between requests. */
export interface MicrosoftModes {
  // --- lists and pages
  /** A page has so many things where the client asks for no number. */
  pageSize: number;
  /** Every so many pages one is empty and has a nextLink; 0: never. */
  emptyPageEvery: number;
  /** Each page has its first thing twice. */
  duplicates: boolean;

  // --- delta
  /** A round with a deltaLink gives so many things again that have not changed. */
  replays: number;
  /** So long after a change a round does not know of it yet. */
  deltaDelayMs: number;
  /** A deltaLink lives so long; null: until `expireDeltaLinks`. */
  deltaLinkSeconds: number | null;
  expiry: Expiry;
  /** Occurrences as { id, type, seriesMasterId, start, end }, or with all that they have. */
  occurrences: 'stubs' | 'whole';
  /** calendarView/delta; without, 501 as of a mailbox that cannot. */
  delta: boolean;

  // --- events
  /** PATCH and DELETE with If-Match of an older version: 412, or done all the same. */
  ifMatch: 'honoured' | 'ignored';
  /** A second create with a transactionId that is known: gives what the first made, or 409. */
  repeatedTransaction: 'returned' | 'conflict';
  /** So long a transactionId is remembered; null: for ever; 0: not at all. */
  transactionSeconds: number | null;
  /** Where a day begins in an answer: at midnight of whatever zone is asked for, or where its own zone has it. */
  allDay: 'floating' | 'shifted';
  /** Extensions may be given with the event that is created; otherwise they are dropped. */
  extensionsWithCreate: boolean;
  /** Open extensions at all; without, they are refused, and filtering by them too. */
  extensions: boolean;
  /** Prefer IdType is honoured; otherwise ids change when an event moves to another calendar. */
  immutableIds: boolean;
  /** What becomes of the guests' answers when the time changes. */
  answersAfterMove: 'reset' | 'kept';
  /** What a DELETE of the organizer mails to the guests. */
  deleteMails: boolean;
  /** A change of a series' time or text makes its exceptions disappear, or leaves them. */
  exceptionsAfterMove: 'dropped' | 'kept';

  // --- sign-in
  rotatesRefreshTokens: boolean;
  /** A refresh token that was replaced is refused, or works on for a while. */
  replacedTokens: 'refused' | 'accepted';
  accessTokenSeconds: number;
  /** Scopes in an answer: Calendars.Read, or https://graph.microsoft.com/Calendars.Read. */
  scopeNames: 'short' | 'long';
  /** An access token is good for what was asked for, or for all that was ever agreed to. */
  tokenScopes: 'asked' | 'consented';
  /** The endpoints that discovery tells, and the links of pages, name this server, or Microsoft's own hosts. */
  endpoints: 'own' | 'microsoft';

  // --- limits
  /** So many requests of an app at the same time; null: any number. */
  concurrency: number | null;
  /** Whose requests are counted together. */
  concurrencyPer: 'mailbox' | 'app';
  /** Requests of an app and a mailbox in any ten minutes. */
  perTenMinutes: number | null;
  retryAfterSeconds: number;
  /** Each answer takes so long: with it, requests really overlap. */
  latencyMs: number;

  faults: FaultSchedule | null;
}

export const USUAL_MODES: MicrosoftModes = {
  pageSize: 10,
  emptyPageEvery: 0,
  duplicates: false,
  replays: 0,
  deltaDelayMs: 0,
  deltaLinkSeconds: null,
  expiry: '410 SyncStateNotFound',
  occurrences: 'stubs',
  delta: true,
  ifMatch: 'ignored',
  repeatedTransaction: 'returned',
  transactionSeconds: null,
  allDay: 'floating',
  extensionsWithCreate: true,
  extensions: true,
  immutableIds: true,
  answersAfterMove: 'reset',
  deleteMails: true,
  exceptionsAfterMove: 'dropped',
  rotatesRefreshTokens: true,
  replacedTokens: 'accepted',
  accessTokenSeconds: 3600,
  scopeNames: 'short',
  tokenScopes: 'asked',
  endpoints: 'own',
  concurrency: 4,
  concurrencyPer: 'mailbox',
  perTenMinutes: 10_000,
  retryAfterSeconds: 10,
  latencyMs: 0,
  faults: null,
};

/** A server that is as unpleasant as the documentation allows. */
export const NASTY_MODES = {
  pageSize: 3,
  emptyPageEvery: 2,
  duplicates: true,
  replays: 2,
  transactionSeconds: 0,
  repeatedTransaction: 'conflict',
  allDay: 'shifted',
  replacedTokens: 'refused',
  concurrencyPer: 'app',
} as const satisfies Partial<MicrosoftModes>;
