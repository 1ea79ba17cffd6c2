import { readObject } from './calendar-object.ts';
import {
  type Collection,
  createCollection,
  type EtagMode,
  nameVersion,
  type StoredObject,
} from './collection.ts';
import type { FaultSchedule } from './faults.ts';
import type { GuestMail } from './scheduling.ts';

export interface TestCalendar {
  readonly folder: string;
  readonly name?: string;
  readonly colour?: string;
  readonly order?: number;
  /** VEVENT by default. */
  readonly components?: readonly string[];
  readonly isWritable?: boolean;
}

/** How the server behaves. All of it may be changed between requests. */
export interface CalDavModes {
  /** sync-collection is offered. */
  sync: boolean;
  /** getctag is offered. */
  ctag: boolean;
  multiget: boolean;
  etags: EtagMode;
  /** Resources a page of sync-collection; Infinity: all at once. */
  pageSize: number;
  /** What an expired token is refused with. */
  expiredStatus: 403 | 409 | 410;
  /** How hrefs are written: as paths, with the server's address, or with needless escapes. */
  hrefs: 'path' | 'absolute' | 'escaped';
  /** RFC 6638: the server mails the guests. */
  scheduling: boolean;
  /** Guests whom the server cannot reach. */
  unreachable: Set<string>;
  /** Names that multiget answers with 404 although GET finds them. */
  hiddenFromMultiget: Set<string>;
  /** Names whose content the server fails to give (500). */
  poisoned: Set<string>;
  /** Names that are locked: 423. */
  locked: Set<string>;
  /** No room for anything more: 507 for every PUT. */
  isFull: boolean;
  faults: FaultSchedule | null;
}

export interface CalDavServerOptions extends Partial<CalDavModes> {
  readonly user?: string;
  readonly password?: string;
  /** The user's own e-mail addresses; the first is the principal. */
  readonly addresses?: readonly string[];
  readonly calendars?: readonly TestCalendar[];
}

export interface HeardRequest {
  readonly method: string;
  readonly path: string;
  readonly depth: string | undefined;
  readonly body: string;
  /** What the client heard; null: nothing, or half of it. */
  status: number | null;
}

/** All that the server knows. */
export interface ServerState {
  readonly user: string;
  readonly password: string;
  readonly addresses: readonly string[];
  readonly calendars: ReadonlyMap<
    string,
    { readonly settings: TestCalendar; readonly collection: Collection }
  >;
  readonly modes: CalDavModes;
  readonly mails: GuestMail[];
  readonly requests: HeardRequest[];
  readonly complaints: string[];
  /** Tokens of other epochs are not valid any more. */
  epoch: number;
  scheduleTags: number;
  /** With the port, without a slash. */
  origin: string;
}

export function createState(options: CalDavServerOptions): ServerState {
  const { user = 'alex', password = 'sunset-2026', addresses = ['alex@example.com'] } = options;
  const calendars = options.calendars ?? [{ folder: 'work', name: 'Work' }];
  return {
    user,
    password,
    addresses,
    calendars: new Map(
      calendars.map((settings) => [
        settings.folder,
        { settings, collection: createCollection(settings.folder) },
      ]),
    ),
    modes: {
      sync: options.sync ?? true,
      ctag: options.ctag ?? true,
      multiget: options.multiget ?? true,
      etags: options.etags ?? 'strong',
      pageSize: options.pageSize ?? Number.POSITIVE_INFINITY,
      expiredStatus: options.expiredStatus ?? 403,
      hrefs: options.hrefs ?? 'path',
      scheduling: options.scheduling ?? false,
      unreachable: options.unreachable ?? new Set(),
      hiddenFromMultiget: options.hiddenFromMultiget ?? new Set(),
      poisoned: options.poisoned ?? new Set(),
      locked: options.locked ?? new Set(),
      isFull: options.isFull ?? false,
      faults: options.faults ?? null,
    },
    mails: [],
    requests: [],
    complaints: [],
    epoch: 1,
    scheduleTags: 0,
    origin: '',
  };
}

/** Puts an object into a calendar as another of the user's programs would: no check of style, no mail. */
export function putDirectly(collection: Collection, name: string, text: string): StoredObject {
  const read = readObject(text, false);
  if (!read.ok) throw new Error(`${name} cannot be put into a calendar: ${read.reason}.`);
  const { uid, component } = read.object;
  const scheduleTag = collection.read(name)?.scheduleTag ?? null;
  return collection.write({ name, text, uid, component, scheduleTag });
}

export const readVersion = (object: StoredObject, { modes }: ServerState): string | null =>
  nameVersion(object, modes.etags);

/** What an address on the server names. */
export type Place =
  | { readonly kind: 'well-known' | 'root' | 'principal' | 'home' | 'inbox' | 'outbox' }
  | { readonly kind: 'calendar'; readonly folder: string }
  | { readonly kind: 'object'; readonly folder: string; readonly name: string };

const homePath = ({ user }: ServerState): string => `/dav/calendars/${encodeURIComponent(user)}/`;
export const PATHS = {
  root: '/dav/',
  principal: ({ user }: ServerState): string => `/dav/principals/${encodeURIComponent(user)}/`,
  home: homePath,
  inbox: (state: ServerState): string => `${homePath(state)}inbox/`,
  outbox: (state: ServerState): string => `${homePath(state)}outbox/`,
  calendar: (state: ServerState, folder: string): string =>
    `${homePath(state)}${encodeURIComponent(folder)}/`,
  object: (state: ServerState, folder: string, name: string): string =>
    `${homePath(state)}${encodeURIComponent(folder)}/${encodeURIComponent(name)}`,
} as const;

/** Null: nothing can be there. */
export function findPlace(path: string, state: ServerState): Place | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // No UTF-8: nothing of ours is called so.
    return null;
  }
  const { user, modes } = state;
  if (decoded === '/.well-known/caldav') return { kind: 'well-known' };
  if (decoded === '/dav/') return { kind: 'root' };
  if (decoded === `/dav/principals/${user}/`) return { kind: 'principal' };
  const home = `/dav/calendars/${user}/`;
  if (!decoded.startsWith(home)) return null;
  const [folder = '', name = '', ...rest] = decoded.slice(home.length).split('/');
  if (folder === '' && name === '' && rest.length === 0) return { kind: 'home' };
  if (decoded === `${home}inbox/` && modes.scheduling) return { kind: 'inbox' };
  if (decoded === `${home}outbox/` && modes.scheduling) return { kind: 'outbox' };
  if (!state.calendars.has(folder) || rest.length > 0) return null;
  return name === '' && decoded.endsWith('/')
    ? { kind: 'calendar', folder }
    : { kind: 'object', folder, name };
}

/** An href as the mode wants it written. */
export function writeHref(path: string, { modes, origin }: ServerState): string {
  switch (modes.hrefs) {
    case 'path':
      return path;
    case 'absolute':
      return origin + path;
    case 'escaped':
      return path.replace(/[-_.a-c]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  }
}
