import { type Answer, refuse } from './answers.ts';
import type { Operation } from './contract.ts';
import type { Account, Grant, ServerState } from './state.ts';

const TEN_MINUTES_MS = 600_000;

/** Whose request it is; or 401. */
export function findToken(state: ServerState, authorization: string | undefined): Grant | Answer {
  const token = state.accessTokens.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  if (token && state.clock() < token.expiresMs) return token;
  const message = token
    ? 'Lifetime validation failed, the token is expired.'
    : 'Access token validation failure. Invalid audience.';
  return refuse('InvalidAuthenticationToken', message, { 'www-authenticate': 'Bearer realm=""' });
}

const CALENDAR_READ = ['Calendars.Read', 'Calendars.ReadWrite'];

/** The scopes any of which is enough, as the documentation of each operation has them. */
function listScopes({ id, method }: Operation): readonly string[] {
  if (id === 'GET /me') return ['User.Read', 'User.ReadWrite'];
  if (id.includes('/me/contacts')) {
    return method === 'GET' ? ['Contacts.Read', 'Contacts.ReadWrite'] : ['Contacts.ReadWrite'];
  }
  if (id.includes('/me/people')) return ['People.Read'];
  if (id.includes('mailboxSettings')) {
    return method === 'GET'
      ? ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']
      : ['MailboxSettings.ReadWrite'];
  }
  if (id.includes('supportedTimeZones')) return ['User.Read', 'User.ReadWrite'];
  if (id.endsWith('getSchedule')) return ['Calendars.ReadBasic', ...CALENDAR_READ];
  return method === 'GET' ? CALENDAR_READ : ['Calendars.ReadWrite'];
}

export const checkScopes = (operation: Operation, { scopes }: Grant): Answer | null =>
  listScopes(operation).some((scope) => scopes.includes(scope)) ? null : refuse('ErrorAccessDenied');

/** Counts a request in the sliding ten minutes of an app and a mailbox. */
export function countRequest(state: ServerState, account: Account): Answer | null {
  const { perTenMinutes, retryAfterSeconds } = state.modes;
  const nowMs = state.clock();
  const first = account.recent.findIndex((ms) => ms > nowMs - TEN_MINUTES_MS);
  account.recent = first < 0 ? [] : account.recent.slice(first);
  if (perTenMinutes !== null && account.recent.length >= perTenMinutes) {
    return refuse('TooManyRequests', undefined, { 'retry-after': String(retryAfterSeconds) });
  }
  account.recent.push(nowMs);
  return null;
}

/** Lets a request begin among the others of its mailbox or its app. Gives what ends it, once; or 429. */
export function enterRunning(state: ServerState, account: string): (() => void) | Answer {
  const { concurrency, concurrencyPer, retryAfterSeconds } = state.modes;
  const name = concurrencyPer === 'app' ? 'app' : account;
  const running = state.running.get(name) ?? 0;
  if (concurrency !== null && running >= concurrency) {
    return refuse('ApplicationThrottled', undefined, { 'retry-after': String(retryAfterSeconds) });
  }
  state.running.set(name, running + 1);
  let isOver = false;
  return () => {
    if (!isOver) state.running.set(name, (state.running.get(name) ?? 1) - 1);
    isOver = true;
  };
}
