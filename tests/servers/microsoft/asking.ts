import type { MicrosoftServer } from './server.ts';

/** What the app asks for at most. */
const APP_SCOPES: readonly string[] = [
  'openid',
  'profile',
  'offline_access',
  'User.Read',
  'Calendars.ReadWrite',
  'Contacts.Read',
  'People.Read',
];

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

export const IMMUTABLE = { prefer: 'IdType="ImmutableId"' } as const;

/** A plain client for the server's own tests, with immutable ids. Paths begin after /v1.0; links are whole. */
export function openAsking(
  server: MicrosoftServer,
  scopes: readonly string[] = APP_SCOPES,
  account?: string,
): Ask {
  const { accessToken } = server.signIn(scopes, account);
  return async (method, path, body, headers = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${server.graphRoot}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...IMMUTABLE,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}

/** A part of an answer; undefined where it has none. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null
        ? (part as Record<string | number, unknown>)[name]
        : undefined, // an object
    value,
  );

export function listValues(page: unknown): readonly unknown[] {
  const values = at(page, 'value');
  return Array.isArray(values) ? values : [];
}

export const listIds = (page: unknown): readonly unknown[] =>
  listValues(page).map((value) => at(value, 'id'));

export interface Walked {
  readonly values: readonly unknown[];
  readonly pages: number;
  readonly deltaLink: string | null;
}

/** Follows nextLinks to the end. */
export async function walk(
  ask: Ask,
  path: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Walked> {
  const values: unknown[] = [];
  let pages = 0;
  let next: unknown = path;
  let deltaLink: unknown = null;
  while (typeof next === 'string') {
    const { status, body }: Asked = await ask('GET', next, undefined, headers);
    if (status !== 200) throw new Error(`${next} answered ${status}: ${JSON.stringify(body)}`);
    values.push(...listValues(body));
    pages += 1;
    next = at(body, '@odata.nextLink');
    deltaLink = at(body, '@odata.deltaLink') ?? null;
  }
  return { values, pages, deltaLink: typeof deltaLink === 'string' ? deltaLink : null };
}

/** For the end of a test: nothing was asked or answered that the description does not allow. */
export async function stopClean(server: MicrosoftServer): Promise<void> {
  await server.stop();
  if (server.violations.length > 0) throw new Error(server.violations.join('\n'));
}
