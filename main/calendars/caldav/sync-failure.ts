import type { SyncFailure } from '#main/calendars/provider.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { DavResult } from './client.ts';

// A server that asks for more has a mistake in its clock or in its header.
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Retry-After, as seconds or as a date by the server's own clock (its Date header). Null: not asked for. */
export function readRetryAfter(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : null;
}

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
