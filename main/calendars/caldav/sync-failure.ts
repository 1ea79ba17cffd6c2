import type { SyncFailure } from '#main/calendars/provider.ts';
import { readRetryAfter } from '#main/calendars/http/retry-after.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { DavResult } from './client.ts';

export const failSync = (
  kind: SyncFailure['kind'],
  detail: string,
  retryAfterMs: number | null = null,
): SyncFailure => ({ kind, detail, retryAfterMs });

function explainStatus(status: number, headers: Headers): SyncFailure {
  const detail = `The server answered ${status}.`;
  if (status === 401) return failSync('unauthorized', detail);
  if (status === 404 || status === 410) return failSync('gone', detail);
  if (status >= 200 && status < 300) {
    return failSync('unreadable', `The server answered ${status} with something that is no CalDAV.`);
  }
  return failSync('refused', detail, readRetryAfter(headers));
}

/** Why an answer does not help a synchronisation on. Not for a 207 that was understood. */
export function explainFailure(result: DavResult): SyncFailure {
  switch (result.kind) {
    case 'answer':
      return explainStatus(result.status, result.headers);
    case 'offline':
    case 'unknown':
      return failSync('offline', result.detail);
    case 'unusable':
      return failSync(result.reason === 'too-large' ? 'too-large' : 'unsafe', result.detail);
    default:
      return assertNever(result);
  }
}
