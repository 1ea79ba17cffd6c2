import type { AccessAsked } from '#contract/calendars.ts';
import type { GoogleConnection } from './connection.ts';

const ROOT = 'https://www.googleapis.com/auth/';

/** What the user can be asked for, each with its own consent. */
export const RIGHTS = ['list', 'events', 'free-busy', 'write', 'contacts'] as const;
export type Right = (typeof RIGHTS)[number];

/** The least that gives each right. */
const SCOPE_OF: Readonly<Record<Right, string>> = {
  list: `${ROOT}calendar.calendarlist.readonly`,
  events: `${ROOT}calendar.events.readonly`,
  'free-busy': `${ROOT}calendar.freebusy`,
  write: `${ROOT}calendar.events.owned`,
  contacts: `${ROOT}contacts.readonly`,
};

/** Wider ones hold them as well: an administrator may have granted those. */
const WIDER: Readonly<Record<Right, readonly string[]>> = {
  list: ['calendar', 'calendar.readonly', 'calendar.calendarlist'],
  events: ['calendar', 'calendar.readonly', 'calendar.events'],
  'free-busy': ['calendar', 'calendar.readonly', 'calendar.events.freebusy'],
  write: ['calendar', 'calendar.events'],
  contacts: ['contacts'],
};

const READING: readonly Right[] = ['list', 'events', 'free-busy'];

/** To know whom the account belongs to. */
const IDENTITY = ['openid', 'email'] as const;

export const hasRight = (granted: readonly string[], right: Right): boolean =>
  granted.includes(SCOPE_OF[right]) || WIDER[right].some((name) => granted.includes(`${ROOT}${name}`));

/**
 * All that is asked for at once. Google does not add to what an installed app was granted before, so whatever it has is
 * asked for again.
 */
export function scopesToAsk(access: AccessAsked, granted: readonly string[]): string[] {
  const rights = RIGHTS.filter(
    (right) => READING.includes(right) || right === access || hasRight(granted, right),
  );
  return [...IDENTITY, ...rights.map((right) => SCOPE_OF[right])];
}

/** A server that names no scope granted what it was asked for (RFC 6749, 5.1). */
export const readGranted = (scope: string | null | undefined, asked: readonly string[]): string[] => {
  const named = scope?.split(/\s+/).filter((name) => name !== '') ?? [];
  return named.length === 0 ? [...asked] : named;
};

/** What was asked for and not granted. */
export const missingRights = ({ asked, granted }: GoogleConnection): Right[] =>
  RIGHTS.filter((right) => hasRight(asked, right) && !hasRight(granted, right));
