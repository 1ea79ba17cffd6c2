import type { CalendarRole } from '#contract/calendars.ts';

export const PROVIDERS = ['icloud', 'fastmail', 'nextcloud', 'other'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** Where the servers of these are is known; the others' the user types. */
export const KNOWN_SERVERS: Readonly<Partial<Record<Provider, string>>> = {
  icloud: 'caldav.icloud.com',
  fastmail: 'caldav.fastmail.com',
};

export interface AccountDraft {
  readonly provider: Provider;
  readonly server: string;
  readonly user: string;
  readonly password: string;
}

export interface FeedDraft {
  readonly address: string;
  readonly name: string;
  readonly role: CalendarRole;
}

export interface WatchedDraft {
  readonly path: string;
  readonly role: CalendarRole;
}

export interface Login {
  readonly server: string;
  readonly user: string;
  readonly password: string;
}

type AccountField = 'server' | 'user' | 'password';

/**
 * What is sent, or the first field that is missing. An e-mail address as the server is the user name too, where none
 * is given.
 */
export function readAccountDraft(
  draft: AccountDraft,
):
  | { readonly kind: 'login'; readonly login: Login }
  | { readonly kind: 'missing'; readonly field: AccountField } {
  const server = KNOWN_SERVERS[draft.provider] ?? draft.server.trim();
  const user = draft.user.trim() || (server.includes('@') ? server : '');
  if (server === '') return { kind: 'missing', field: 'server' };
  if (user === '') return { kind: 'missing', field: 'user' };
  if (draft.password === '') return { kind: 'missing', field: 'password' };
  return { kind: 'login', login: { server, user, password: draft.password } };
}

/** Only the beginning is judged here: what is behind an address the host finds out. */
export const isFeedAddress = (text: string): boolean => /^(?:https?|webcals?):\/\/\S/i.test(text.trim());

export const isWholePath = (text: string): boolean => /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(text.trim());
