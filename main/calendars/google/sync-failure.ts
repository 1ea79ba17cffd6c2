import type { SyncFailure } from '#main/calendars/provider.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import type { GoogleFailure } from './api.ts';

export const failSync = (
  kind: SyncFailure['kind'],
  detail: string,
  retryAfterMs: number | null = null,
): SyncFailure => ({ kind, detail, retryAfterMs });

function explainStatus({ status, detail, retryAfterMs }: GoogleFailure & { kind: 'refused' }): SyncFailure {
  if (status === 401) return failSync('unauthorized', detail);
  if (status === 404) return failSync('gone', detail);
  // 403 is a limit that was reached, or a scope that was not granted: neither says that the account is lost.
  return failSync('refused', detail, retryAfterMs);
}

/** Why a request did not help a synchronisation on. */
export function explainFailure(failure: GoogleFailure): SyncFailure {
  switch (failure.kind) {
    case 'refused':
      return explainStatus(failure);
    case 'offline':
    case 'unknown':
      return failSync('offline', failure.detail);
    case 'unusable':
      return failSync(failure.reason === 'redirect' ? 'unsafe' : failure.reason, failure.detail);
    default:
      return assertNever(failure);
  }
}
