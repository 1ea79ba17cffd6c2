import type { AccountId, CalendarId } from './ids.ts';
import type { IsoInstant } from './time.ts';

/** Whose server an account is on. */
export type AccountKind = 'caldav' | 'google';

/** Where a calendar comes from: `watched` is a file on this machine that is read again when it changes. */
export type CalendarKind = 'file' | 'watched' | 'feed' | AccountKind | 'local' | 'sample';

/**
 * own: the user's events, which block and count. household: the partner's or the family's, which only block and are
 * never shown as content. holidays: its all-day events are days off.
 */
export const CALENDAR_ROLES = ['own', 'household', 'holidays'] as const;
export type CalendarRole = (typeof CALENDAR_ROLES)[number];

/** What can go wrong between Golden Hour and a calendar's source. The last good state of the calendar is kept. */
export const SYNC_TROUBLES = [
  /** No answer: no network, no such host, too slow. */
  'offline',
  /** The server answers with an error (403, 5xx). */
  'refused',
  /** Name or password are not accepted (any more). */
  'unauthorized',
  /** The calendar, feed or file is not there (404, 410). */
  'gone',
  /** The answer is no calendar: HTML, nothing, half a file. */
  'unreadable',
  'too-large',
  /** A redirect from https to http, too many of them, or to an address that may not be asked. */
  'unsafe',
  /** Everything is gone at once: asked about before it is believed. */
  'emptied',
  /** The password or the feed's address was kept in memory and is gone with the last process. */
  'secret-lost',
] as const;
export type SyncTroubleKind = (typeof SYNC_TROUBLES)[number];

export interface SyncTrouble {
  readonly kind: SyncTroubleKind;
  /** One or two sentences in the user's language: what happened, what to do. */
  readonly text: string;
  readonly since: IsoInstant;
}

/** A synchronisation on its way. `total` null: not known yet. */
export interface SyncProgress {
  readonly done: number;
  readonly total: number | null;
}

/** One calendar that is read. */
export interface CalendarSourceView {
  readonly id: CalendarId;
  readonly name: string;
  /** `local` is Golden Hour's own calendar. */
  readonly kind: CalendarKind;
  readonly role: CalendarRole;
  readonly accountId: AccountId | null;
  /** Host of a feed or server, path of a watched file; never a whole address, which is a secret. */
  readonly origin: string | null;
  /** When its content was last known to be right. */
  readonly asOf: IsoInstant;
  /** Older than it should be: shown and marked. Files and Golden Hour's own are never. */
  readonly isStale: boolean;
  readonly events: number;
  readonly occurrences: number;
  readonly skipped: readonly { readonly uid: string | null; readonly reason: string }[];
  readonly sync: SyncProgress | null;
  readonly trouble: SyncTrouble | null;
  /** Invites may be written to it. */
  readonly isWritable: boolean;
  /** Invites go out from it: at most one is. */
  readonly isHome: boolean;
}

/** A calendar that a server has, read or not. */
export interface RemoteCalendarView {
  /** What the server calls it; opaque. */
  readonly ref: string;
  readonly name: string;
  /** CSS colour as the server says; null: none. */
  readonly colour: string | null;
  readonly isWritable: boolean;
  /** Null: not chosen, so not read. */
  readonly calendarId: CalendarId | null;
}

export interface AccountView {
  readonly id: AccountId;
  readonly kind: AccountKind;
  /** As the user sees it: the address or user name and the host. */
  readonly name: string;
  readonly host: string;
  readonly user: string;
  /** The server itself mails the guests (RFC 6638). */
  readonly mailsGuests: boolean;
  readonly calendars: readonly RemoteCalendarView[];
  readonly trouble: SyncTrouble | null;
  /** What the user lets Golden Hour do there, apart from reading. */
  readonly access: { readonly write: boolean; readonly contacts: boolean };
  /** What was asked for and not granted: a sentence each, with what does not work without it. */
  readonly missing: readonly string[];
  /** What to ask for, so that nothing of it is missing any more; null: nothing is. */
  readonly missingAccess: AccessAsked | null;
}

/** What is asked of the user's provider; whatever it is, reading calendars is asked for along with it. */
export const ACCESS_ASKED = ['read', 'write', 'contacts'] as const;
export type AccessAsked = (typeof ACCESS_ASKED)[number];

/** A sign-in in the user's browser, under way or failed; one that went well is an account. */
export interface ConnectingView {
  readonly attemptId: string;
  readonly kind: 'google';
  /** Null: a new account. */
  readonly accountId: AccountId | null;
  readonly access: AccessAsked;
  /** To be opened in the user's browser. */
  readonly address: string;
  /** The host has opened it. */
  readonly isOpened: boolean;
  readonly state: 'waiting' | 'failed';
  /** Why it failed and what to do; null while it waits. */
  readonly text: string | null;
  /** It waits no longer than this. */
  readonly until: IsoInstant;
}

/** All calendars and where they come from. */
export interface CalendarsView {
  /** Golden Hour's own first, then by name. */
  readonly calendars: readonly CalendarSourceView[];
  readonly accounts: readonly AccountView[];
  /** Null: no sign-in is under way. */
  readonly connecting: ConnectingView | null;
  /** With which client Google is asked: the build's, the user's own, or none, so that no account can be connected. */
  readonly googleClient: 'built-in' | 'own' | 'none';
  /** What the user has to do elsewhere after what was asked for with this very answer; null: nothing. */
  readonly notice: string | null;
}
