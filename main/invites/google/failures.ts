import { recordOf, textOf } from '#main/calendars/google/json.ts';
import type { GoogleFailure, GoogleResult } from '#main/calendars/google/api.ts';
import type { CalendarFailure, WriteResult } from '#main/invites/invite-calendar.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { Denied } from './ask.ts';

type Unanswered = GoogleFailure | Denied;
type Refusal = Extract<GoogleFailure, { readonly kind: 'refused' }>;
type Unknown = Extract<WriteResult, { readonly kind: 'unknown' }>;

/** What became of a writing. */
export function readWrite(result: GoogleResult<unknown> | Denied, mayWrite: boolean): WriteResult {
  if (result.kind === 'answer') {
    return { kind: 'written', etag: textOf(recordOf(result.data)['etag']) ?? result.etag };
  }
  if (result.kind === 'refused') {
    const { status, detail } = result;
    if (status === 409 || status === 412) return { kind: 'changed' };
    if (status === 404 || status === 410) return { kind: 'gone' };
    // A gateway's word about a server that may well have done it.
    if (status === 500 || status === 502 || status === 504) return { kind: 'unknown', detail };
  }
  // The answer was cut short or makes no sense; what was asked for is done.
  if (result.kind === 'unusable' && (result.reason === 'too-large' || result.reason === 'unreadable')) {
    return { kind: 'unknown', detail: result.detail };
  }
  return explainFailure(result, mayWrite);
}

/** `mayWrite`: what the user granted reaches as far as writing, as far as anybody knows. */
export function explainFailure(result: Unanswered, mayWrite: boolean): CalendarFailure | Unknown {
  switch (result.kind) {
    case 'denied':
      return result.failure;
    case 'offline':
      return result.reason === 'certificate'
        ? { kind: 'misconfigured', detail: result.detail }
        : { kind: 'offline', detail: result.detail };
    case 'unknown':
      return { kind: 'unknown', detail: result.detail };
    case 'unusable':
      return result.reason === 'redirect' || result.reason === 'unsafe'
        ? { kind: 'misconfigured', detail: result.detail }
        : { kind: 'temporary', detail: result.detail, retryAfterMs: null };
    case 'refused':
      return explainRefusal(result, mayWrite);
    default:
      return assertNever(result);
  }
}

/** By every name under which Google's interfaces say it. */
const SLOWLY = ['rateLimitExceeded', 'userRateLimitExceeded', 'RESOURCE_EXHAUSTED'];
const USED_UP = ['quotaExceeded', 'dailyLimitExceeded'];
const NOT_GRANTED = ['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficient_scope'];

/** Less than this is no pause: the server's own word for 'slowly'. */
const SHORTEST_PAUSE_MS = 3_600_000;

function explainRefusal(
  { status, reason, retryAfterMs, detail }: Refusal,
  mayWrite: boolean,
): CalendarFailure {
  const why = reason ?? '';
  if (status === 401) return { kind: 'unauthorized', detail };
  if (status === 403) {
    if (SLOWLY.includes(why)) return { kind: 'temporary', detail, retryAfterMs };
    if (USED_UP.includes(why)) {
      const isLong = retryAfterMs !== null && retryAfterMs >= SHORTEST_PAUSE_MS;
      return { kind: 'paused', detail, retryAfterMs: isLong ? retryAfterMs : null };
    }
    return NOT_GRANTED.includes(why) || !mayWrite
      ? { kind: 'permission', detail }
      : { kind: 'refused', detail };
  }
  const isPassing = [408, 423, 425, 429].includes(status) || (status >= 500 && status !== 501);
  return isPassing ? { kind: 'temporary', detail, retryAfterMs } : { kind: 'refused', detail };
}
