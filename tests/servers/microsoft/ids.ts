import type { Account, Calendar, ServerState } from './state.ts';

const IMMUTABLE = 'AAkALg';
const MUTABLE = 'AAMkAG';

const encode = (prefix: string, text: string): string =>
  `${prefix}${Buffer.from(text, 'utf8').toString('base64url')}=`;

/** Case matters in ids, and they change with the folder unless the client asks for immutable ones. */
export function writeId(
  state: ServerState,
  { key, folder }: { readonly key: string; readonly folder: number },
  isImmutable: boolean,
): string {
  return isImmutable && state.modes.immutableIds
    ? encode(IMMUTABLE, key)
    : encode(MUTABLE, `${folder}:${key}`);
}

/** The id that a client with immutable ids knows an event by. */
export const immutableId = (key: string): string => encode(IMMUTABLE, key);

export interface ReadId {
  readonly key: string;
  /** Of an id that is not immutable: the folder that it was written in. */
  readonly folder: number | null;
}

/** Null: no id of this server. */
export function readId(id: string): ReadId | null {
  const text = Buffer.from(id.slice(6).replace(/=+$/, ''), 'base64url').toString('utf8');
  if (id.startsWith(IMMUTABLE)) return { key: text, folder: null };
  const match = id.startsWith(MUTABLE) ? /^(\d+):(.+)$/s.exec(text) : null;
  return match ? { key: match[2] ?? '', folder: Number(match[1]) } : null;
}

export const writeCalendarId = (state: ServerState, { key }: Calendar, isImmutable: boolean): string =>
  writeId(state, { key: `calendar/${key}`, folder: 0 }, isImmutable);

export function findCalendar(account: Account, id: string): Calendar | null {
  const key = readId(id)?.key;
  return key?.startsWith('calendar/') === true
    ? (account.calendars.get(key.slice('calendar/'.length)) ?? null)
    : null;
}

export function findDefaultCalendar(account: Account): Calendar {
  const calendar = [...account.calendars.values()].find(({ isDefault }) => isDefault);
  if (!calendar) throw new RangeError(`${account.email} has no default calendar.`);
  return calendar;
}
