import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import { isSafe } from '#main/calendars/http/loopback.ts';

/** What takes the place of Google's own addresses, for gateways and tests; null: Google's own. Without a slash at the end. */
export interface GoogleEndpoints {
  /** https://www.googleapis.com and https://people.googleapis.com */
  readonly api: string | null;
  /** https://accounts.google.com and https://oauth2.googleapis.com */
  readonly oauth: string | null;
}

function readRoot(name: string, value: string | undefined): Outcome<string | null> {
  const text = value?.trim() ?? '';
  if (text === '') return succeed(null);
  const url = URL.parse(text);
  const isPlain =
    url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (url === null || !isPlain || !isSafe(url)) {
    // Not as it was given: it may hold a password.
    const said = url === null ? 'no address' : `${url.protocol}//${url.host}${url.pathname}`;
    return fail(
      'invalid-input',
      `${name} is ${said}. Give an https address, or http on this machine, without user name, question mark or hash, or leave it out.`,
    );
  }
  return succeed(url.href.replace(/\/+$/, ''));
}

/** One of the sign-in's own addresses may have been given in place of the root that they share. */
const trimPath = (root: string): string => root.replace(/\/(?:o\/oauth2\/v2\/auth|token|revoke)$/, '');

/** From GOLDEN_HOUR_GOOGLE_API and GOLDEN_HOUR_GOOGLE_OAUTH. */
export function readGoogleEndpoints(
  env: Readonly<Record<string, string | undefined>>,
): Outcome<GoogleEndpoints> {
  const api = readRoot('GOLDEN_HOUR_GOOGLE_API', env['GOLDEN_HOUR_GOOGLE_API']);
  if (!api.ok) return api;
  const oauth = readRoot('GOLDEN_HOUR_GOOGLE_OAUTH', env['GOLDEN_HOUR_GOOGLE_OAUTH']);
  if (!oauth.ok) return oauth;
  return succeed({ api: api.value, oauth: oauth.value === null ? null : trimPath(oauth.value) });
}
