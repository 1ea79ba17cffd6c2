import { type Answer, refuse, refuseInNewForm } from './answers.ts';
import type { ApiMethod } from './discovery.ts';
import type { AccessRole } from './resources.ts';
import type { AccessToken, ServerState } from './state.ts';

const CHALLENGE = 'Bearer realm="https://accounts.google.com/"';
const CALENDAR = 'https://www.googleapis.com/auth/calendar';

const isPeople = ({ id }: ApiMethod): boolean => id.startsWith('people.');

/** Whose request it is; or 401. */
export function findToken(
  state: ServerState,
  authorization: string | undefined,
  method: ApiMethod | null,
): AccessToken | Answer {
  const token = state.accessTokens.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  if (token && state.clock() < token.expiresMs) return token;
  const headers = { 'www-authenticate': `${CHALLENGE}, error="invalid_token"` };
  if (!method || !isPeople(method)) return refuse('authError', { headers });
  return refuseInNewForm(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', {
    reason: 'ACCESS_TOKEN_EXPIRED',
    headers,
  });
}

function refuseScope(method: ApiMethod): Answer {
  const headers = {
    'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${method.scopes.join(' ')}"`,
  };
  return isPeople(method)
    ? refuseInNewForm(403, 'PERMISSION_DENIED', 'Request had insufficient authentication scopes.', {
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        headers,
      })
    : refuse('insufficientPermissions', { headers });
}

/** Exactly the scopes that the description lists for the method. Null: one of them was granted. */
export function checkScopes(method: ApiMethod, { scopes }: AccessToken): Answer | null {
  return method.scopes.some((scope) => scopes.includes(scope)) ? null : refuseScope(method);
}

/** Some scopes are for some calendars only: `…owned` for those that the user owns, `…public` for public ones. */
export function checkScopesFor(method: ApiMethod, { scopes }: AccessToken, role: AccessRole): Answer | null {
  const usable = method.scopes.filter((scope) => {
    if (!scopes.includes(scope)) return false;
    if (scope === `${CALENDAR}.events.public.readonly` || scope === `${CALENDAR}.app.created`) return false;
    return role === 'owner' || !scope.startsWith(`${CALENDAR}.events.owned`);
  });
  return usable.length > 0 ? null : refuseScope(method);
}

/** Counts a request in the user's sliding minute; a refusal where there are too many. */
export function countRequest(state: ServerState, account: string): Answer | null {
  const { perMinute, throttleWith } = state.modes;
  const now = state.clock();
  const recent = (state.recent.get(account) ?? []).filter((ms) => ms > now - 60_000);
  state.recent.set(account, [...recent, now]);
  if (perMinute === null || recent.length < perMinute) return null;
  const [first = now] = recent.slice(-perMinute);
  const seconds = Math.max(1, Math.ceil((first + 60_000 - now) / 1000));
  return throttleWith === 'tooManyRequests'
    ? refuse(throttleWith, { headers: { 'retry-after': String(seconds) } })
    : refuse(throttleWith);
}
