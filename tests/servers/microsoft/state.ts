import { seedNumbers } from '../shared/faults.ts';
import { type MicrosoftModes, USUAL_MODES } from './modes.ts';
import type { Contact, GuestMail, HeardRequest, StoredEvent } from './resources.ts';

export interface TestCalendar {
  readonly key: string;
  readonly name?: string;
  /** A colour's name as Graph has them. */
  readonly color?: string;
  readonly canEdit?: boolean;
  /** Somebody else's, who shares it. */
  readonly owner?: { readonly name: string; readonly address: string };
}

export interface TestContact {
  readonly name: string;
  readonly emails: readonly string[];
  readonly birthday?: string;
  readonly company?: string;
}

export interface TestAccount {
  readonly email: string;
  readonly name?: string;
  /** personal: outlook.com and the like, without getSchedule. work by default. */
  readonly kind?: 'work' | 'personal';
  /** As Outlook names zones; W. Europe Standard Time by default. */
  readonly timeZone?: string;
  /** Besides the default one, whose key is `calendar`. */
  readonly calendars?: readonly TestCalendar[];
  readonly contacts?: readonly TestContact[];
}

export interface MicrosoftOptions extends Partial<MicrosoftModes> {
  /** 0 (by default): any free one. */
  readonly port?: number;
  /** Milliseconds since 1970; the machine's by default. */
  readonly clock?: () => number;
  readonly seed?: number;
  readonly accounts?: readonly TestAccount[];
  readonly clientId?: string;
  /** Where the description is not there it starts all the same, and checks nothing: not for tests. */
  readonly isUnchecked?: boolean;
}

export interface Calendar {
  readonly key: string;
  readonly name: string;
  readonly color: string;
  readonly isDefault: boolean;
  readonly canEdit: boolean;
  readonly owner: { readonly name: string; readonly address: string };
  readonly revision: number;
}

export interface Busy {
  readonly start: string;
  readonly end: string;
  readonly status?: string;
  readonly subject?: string;
}

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly kind: 'work' | 'personal';
  readonly timeZone: string;
  readonly objectId: string;
  readonly tenantId: string;
  readonly calendars: Map<string, Calendar>;
  readonly events: Map<string, StoredEvent>;
  /** When each event went, for rounds that do not know of it yet. */
  readonly removedMs: Map<string, number>;
  readonly contacts: Map<string, Contact>;
  /** transactionId: the event it made, and when. */
  readonly transactions: Map<string, { readonly key: string; readonly atMs: number }>;
  /** When it was asked, in the last ten minutes. */
  recent: number[];
}

/** The pages of a list that were not given yet. */
export interface Cursor {
  readonly account: string;
  readonly rest: readonly unknown[];
  readonly before: readonly unknown[];
  readonly pages: number;
  readonly size: number;
  /** The deltaLink at the end. */
  readonly deltaToken: string | null;
}

export interface DeltaPoint {
  readonly account: string;
  readonly calendarKey: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly issuedMs: number;
  /** What the client knows: the version of each thing by its key. */
  readonly sent: ReadonlyMap<string, string>;
}

export interface Grant {
  readonly account: string;
  readonly scopes: readonly string[];
}

export interface PendingCode extends Grant {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly expiresMs: number;
  isUsed: boolean;
}

export interface RefreshToken extends Grant {
  readonly issuedMs: number;
  /** It was exchanged for another one, or the user took it back. */
  problem: 'replaced' | 'revoked' | null;
}

/** All that the server knows. */
export interface ServerState {
  readonly clock: () => number;
  readonly draw: () => number;
  readonly modes: MicrosoftModes;
  readonly accounts: Map<string, Account>;
  /** Busy times of colleagues who have no account here. */
  readonly colleagues: Map<string, readonly Busy[]>;
  readonly clientId: string;
  readonly codes: Map<string, PendingCode>;
  readonly accessTokens: Map<string, Grant & { readonly expiresMs: number }>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** What each account has agreed to so far: a refresh token is good for all of it. */
  readonly consents: Map<string, ReadonlySet<string>>;
  /** Accounts that must sign in again before anything is refreshed: a second factor, a new condition. */
  readonly interactions: Set<string>;
  readonly cursors: Map<string, Cursor>;
  readonly deltaPoints: Map<string, DeltaPoint>;
  readonly mails: GuestMail[];
  readonly requests: HeardRequest[];
  readonly violations: string[];
  /** Requests that are being answered now, by what they are counted together by. */
  readonly running: Map<string, number>;
  revision: number;
  names: number;
  origin: string;
}

const DEFAULT_ACCOUNTS: readonly TestAccount[] = [{ email: 'alex@example.com', name: 'Alex Jansen' }];

/** The tenant that all personal accounts have. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';
const WORK_TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

/** A name that nobody can guess and that is the same for the same seed. */
export function nameSomething(state: ServerState, prefix: string): string {
  state.names += 1;
  const random = Array.from({ length: 4 }, () => Math.floor(state.draw() * 2 ** 32).toString(36)).join('');
  return `${prefix}${state.names.toString(36)}${random}`;
}

/** How the server's own links begin. */
export const writeGraphRoot = ({ modes, origin }: ServerState): string =>
  modes.endpoints === 'own' ? origin : 'https://graph.microsoft.com';

export function nextRevision(state: ServerState): number {
  state.revision += 1;
  return state.revision;
}

export function addCalendar(state: ServerState, account: Account, settings: TestCalendar): void {
  const { key, name = key, color = 'auto', canEdit = true } = settings;
  account.calendars.set(key, {
    key,
    name,
    color,
    canEdit,
    isDefault: account.calendars.size === 0,
    owner: settings.owner ?? { name: account.name, address: account.email },
    revision: nextRevision(state),
  });
}

export function putContact(state: ServerState, account: Account, contact: TestContact): string {
  const id = nameSomething(state, 'AAkALgC');
  account.contacts.set(id, {
    id,
    displayName: contact.name,
    emails: contact.emails,
    birthday: contact.birthday ?? null,
    company: contact.company ?? null,
  });
  return id;
}

function addAccount(state: ServerState, settings: TestAccount): void {
  const { email, name = email, kind = 'work', timeZone = 'W. Europe Standard Time' } = settings;
  const number = String(state.accounts.size + 1).padStart(12, '0');
  const account: Account = {
    email,
    name,
    kind,
    timeZone,
    objectId: kind === 'work' ? `7a1c3f52-0000-4000-8000-${number}` : `00000000-0000-0000-0000-${number}`,
    tenantId: kind === 'work' ? WORK_TENANT : PERSONAL_TENANT,
    calendars: new Map(),
    events: new Map(),
    removedMs: new Map(),
    contacts: new Map(),
    transactions: new Map(),
    recent: [],
  };
  state.accounts.set(email, account);
  addCalendar(state, account, { key: 'calendar', name: 'Calendar' });
  for (const calendar of settings.calendars ?? []) addCalendar(state, account, calendar);
  for (const contact of settings.contacts ?? []) putContact(state, account, contact);
}

function readModes(options: MicrosoftOptions): MicrosoftModes {
  const names = Object.keys(USUAL_MODES) as (keyof MicrosoftModes)[]; // its own keys, as written there
  const chosen = names.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  );
  return { ...USUAL_MODES, ...(Object.fromEntries(chosen) as Partial<MicrosoftModes>) }; // values of those very keys
}

export function createState(options: MicrosoftOptions): ServerState {
  const state: ServerState = {
    clock: options.clock ?? Date.now,
    draw: seedNumbers(options.seed ?? 1),
    modes: readModes(options),
    accounts: new Map(),
    colleagues: new Map(),
    clientId: options.clientId ?? '5d1c9f0e-5a1d-4e0a-9b1e-60d3a0a0d0ff',
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    consents: new Map(),
    interactions: new Set(),
    cursors: new Map(),
    deltaPoints: new Map(),
    mails: [],
    requests: [],
    violations: [],
    running: new Map(),
    revision: 0,
    names: 0,
    origin: '',
  };
  for (const account of options.accounts ?? DEFAULT_ACCOUNTS) addAccount(state, account);
  return state;
}
