import type { GoogleServer } from './server.ts';

const AUTH = 'https://www.googleapis.com/auth/';
/** What the app asks for at most. */
export const APP_SCOPES: readonly string[] = [
  'calendar.calendarlist.readonly',
  'calendar.events.readonly',
  'calendar.freebusy',
  'calendar.events.owned',
  'contacts.readonly',
].map((name) => AUTH + name);

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the answer; null: there is none. */
  readonly body: unknown;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Asked>;

/** A plain client for the server's own tests. Paths begin after the root; `~` is /calendar/v3/calendars/primary. */
export function openAsking(
  server: GoogleServer,
  scopes: readonly string[] = APP_SCOPES,
  account?: string,
): Ask {
  const { accessToken } = server.signIn(scopes, account);
  return async (method, path, body, headers = {}) => {
    const response = await fetch(server.apiRoot + path.replace(/^~/, '/calendar/v3/calendars/primary'), {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}

/** The recorded answers and ours are compared as values, whatever their layout. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null
        ? (part as Record<string | number, unknown>)[name]
        : undefined, // an object
    value,
  );

export const listIds = (page: unknown): readonly unknown[] => {
  const items = at(page, 'items');
  return Array.isArray(items) ? items.map((item) => at(item, 'id')) : [];
};
