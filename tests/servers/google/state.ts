import type { AccessRole, GuestMail, HeardRequest, ListEntry, Person, StoredEvent } from './resources.ts';
import { seedNumbers } from './faults.ts';
import { type GoogleModes, USUAL_MODES } from './modes.ts';

export interface TestCalendar {
  readonly id: string;
  readonly summary?: string;
  readonly description?: string;
  readonly timeZone?: string;
  readonly accessRole?: AccessRole;
  readonly isHidden?: boolean;
  readonly isSelected?: boolean;
  readonly summaryOverride?: string;
  readonly colour?: string;
}

export interface TestContact {
  readonly name: string;
  readonly emails: readonly string[];
  /** yyyy-mm-dd, or --mm-dd where the year is not known. */
  readonly birthday?: string;
  readonly organisation?: string;
}

export interface TestAccount {
  /** Also the id of its primary calendar. */
  readonly email: string;
  readonly name?: string;
  readonly timeZone?: string;
  /** Besides the primary one. The same id in two accounts is one calendar that both see. */
  readonly calendars?: readonly TestCalendar[];
  readonly contacts?: readonly TestContact[];
}

export interface GoogleOptions extends Partial<GoogleModes> {
  /** 0 (by default): any free one. */
  readonly port?: number;
  /** Milliseconds since 1970; the machine's by default. */
  readonly clock?: () => number;
  readonly seed?: number;
  readonly accounts?: readonly TestAccount[];
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Where Google's descriptions are not there it starts all the same, and checks nothing: not for tests. */
  readonly isUnchecked?: boolean;
}

export interface Calendar {
  readonly id: string;
  readonly summary: string;
  readonly description: string | null;
  readonly timeZone: string;
  /** Whose it is; null: nobody's of this server. */
  readonly owner: string | null;
  readonly isPrimary: boolean;
  readonly events: Map<string, StoredEvent>;
  /** Of the latest change of one of its events. */
  revision: number;
  updatedMs: number;
}

export interface Account {
  readonly email: string;
  readonly name: string;
  /** Google's lasting number of the account. */
  readonly subject: string;
  readonly timeZone: string;
  readonly entries: Map<string, ListEntry>;
  readonly contacts: Map<string, Person>;
}

/** The rest of a list whose first pages were given. */
export interface Cursor {
  readonly parameters: string;
  readonly rest: readonly unknown[];
  /** The page that was given before this one. */
  readonly before: readonly unknown[];
  readonly pages: number;
  /** What the last page gives. */
  readonly syncToken: string | null;
}

export interface SyncPoint {
  readonly list: string;
  readonly parameters: string;
  readonly revision: number;
  readonly issuedMs: number;
}

export interface Grant {
  readonly account: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** A code that was given and not yet exchanged, and what must come with it. */
export interface PendingCode extends Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly expiresMs: number;
  readonly isOffline: boolean;
  isUsed: boolean;
  /** The tokens that it gave: they end when it comes a second time. */
  refreshToken: string | null;
}

export interface AccessToken extends Grant {
  readonly expiresMs: number;
  readonly refreshToken: string | null;
}

export interface RefreshToken extends Grant {
  readonly expiresMs: number | null;
}

/** All that the server knows. */
export interface ServerState {
  readonly clock: () => number;
  readonly draw: () => number;
  readonly modes: GoogleModes;
  readonly accounts: Map<string, Account>;
  readonly calendars: Map<string, Calendar>;
  /** Busy times of people who are on no calendar of the server. */
  readonly colleagues: Map<string, readonly { readonly start: string; readonly end: string }[]>;
  /** Calendars of others that an account may ask the busy time of. */
  readonly groups: Map<string, readonly string[]>;
  readonly client: { readonly id: string; readonly secret: string };
  readonly codes: Map<string, PendingCode>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** `account client`: has agreed before, so that no further refresh token is given on its own. */
  readonly consents: Map<string, readonly string[]>;
  readonly cursors: Map<string, Cursor>;
  readonly syncTokens: Map<string, SyncPoint>;
  readonly mails: GuestMail[];
  readonly requests: HeardRequest[];
  readonly violations: string[];
  /** When each account asked, in the last minute. */
  readonly recent: Map<string, number[]>;
  revision: number;
  names: number;
  origin: string;
}

const DEFAULT_ACCOUNTS: readonly TestAccount[] = [
  { email: 'alex@example.com', name: 'Alex Jansen', timeZone: 'Europe/Amsterdam' },
];

const COLOURS = ['#9a9cff', '#d06b64', '#f83a22', '#16a765', '#ffad46', '#4986e7'];

/** A name that nobody can guess and that is the same for the same seed. */
export function nameSomething(state: ServerState, prefix: string): string {
  state.names += 1;
  const random = Array.from({ length: 4 }, () => Math.floor(state.draw() * 2 ** 32).toString(36)).join('');
  return `${prefix}${state.names.toString(36)}-${random}`;
}

export function nextRevision(state: ServerState): number {
  state.revision += 1;
  return state.revision;
}

export const writeInstant = (ms: number): string => new Date(ms).toISOString();

/** The version of a thing; undefined in the mode without. */
export function writeEtag(state: ServerState, revision: number): string | undefined {
  const value = `"${(3_000_000_000_000_000 + revision * 2000).toString()}"`;
  if (state.modes.etags === 'none') return undefined;
  return state.modes.etags === 'weak' ? `W/${value}` : value;
}

/** `{ etag }`, or nothing in the mode without. */
export function etagPart(state: ServerState, revision: number): { readonly etag?: string } {
  const etag = writeEtag(state, revision);
  return etag === undefined ? {} : { etag };
}

export function addCalendar(
  state: ServerState,
  account: Account,
  settings: TestCalendar,
  isPrimary = false,
): void {
  const {
    id,
    summary = id,
    description = null,
    timeZone = account.timeZone,
    accessRole = 'owner',
  } = settings;
  if (!state.calendars.has(id)) {
    state.calendars.set(id, {
      id,
      summary,
      description,
      timeZone,
      owner: accessRole === 'owner' ? account.email : null,
      isPrimary,
      events: new Map(),
      revision: nextRevision(state),
      updatedMs: state.clock(),
    });
  }
  account.entries.set(id, {
    calendarId: id,
    accessRole,
    revision: nextRevision(state),
    isPrimary,
    isHidden: settings.isHidden ?? false,
    isDeleted: false,
    isSelected: settings.isSelected ?? true,
    summaryOverride: settings.summaryOverride ?? null,
    colour: settings.colour ?? COLOURS[account.entries.size % COLOURS.length] ?? '#9a9cff',
  });
}

function addAccount(state: ServerState, settings: TestAccount): Account {
  const { email, name = email, timeZone = 'Europe/Amsterdam', calendars = [] } = settings;
  const subject = `1${String(state.accounts.size + 1).padStart(20, '0')}`;
  const account: Account = { email, name, subject, timeZone, entries: new Map(), contacts: new Map() };
  state.accounts.set(email, account);
  addCalendar(state, account, { id: email, summary: email }, true);
  for (const calendar of calendars) addCalendar(state, account, calendar);
  return account;
}

const readModes = (options: GoogleOptions): GoogleModes => {
  const names = Object.keys(USUAL_MODES) as (keyof GoogleModes)[]; // its own keys, as written there
  const chosen = names.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  return { ...USUAL_MODES, ...(Object.fromEntries(chosen) as Partial<GoogleModes>) }; // values of those very keys
};

export function createState(options: GoogleOptions): ServerState {
  const state: ServerState = {
    clock: options.clock ?? Date.now,
    draw: seedNumbers(options.seed ?? 1),
    modes: readModes(options),
    accounts: new Map(),
    calendars: new Map(),
    colleagues: new Map(),
    groups: new Map(),
    client: {
      id: options.clientId ?? 'golden-hour-stand-in.apps.googleusercontent.com',
      secret: options.clientSecret ?? 'GOCSPX-stand-in-secret',
    },
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    consents: new Map(),
    cursors: new Map(),
    syncTokens: new Map(),
    mails: [],
    requests: [],
    violations: [],
    recent: new Map(),
    revision: 0,
    names: 0,
    origin: '',
  };
  for (const account of options.accounts ?? DEFAULT_ACCOUNTS) addAccount(state, account);
  return state;
}

/** The calendar of an address of the API, and how the account may use it. `primary` is the account's own. */
export function findCalendar(
  state: ServerState,
  account: Account,
  id: string,
): { readonly calendar: Calendar; readonly entry: ListEntry } | null {
  const wanted = id === 'primary' ? account.email : id;
  const calendar = state.calendars.get(wanted);
  const entry = account.entries.get(wanted);
  return calendar && entry && !entry.isDeleted ? { calendar, entry } : null;
}
