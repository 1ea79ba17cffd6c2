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
