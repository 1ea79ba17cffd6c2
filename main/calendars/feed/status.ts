import { failFeed, type FeedFailed } from './feed-answer.ts';

const LONGEST_WAIT_MS = 7 * 86_400_000;

/** Every status that brings no calendar. */
export function explainStatus(status: number, headers: Headers): FeedFailed {
  const detail = `it answered with ${status}`;
  if (status === 401) return failFeed('unauthorized', detail);
  if (status === 404 || status === 410) return failFeed('gone', detail);
  if (status < 400) return failFeed('unreadable', `${detail} and without a calendar`);
  return failFeed('refused', detail, readRetryAfter(headers));
}

/** Seconds or a date, which counts from the server's own clock where it says what that shows. */
function readRetryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_WAIT_MS);
  const untilMs = Date.parse(text);
  if (Number.isNaN(untilMs)) return null;
  const serverMs = Date.parse(headers.get('date') ?? '');
  const waitMs = untilMs - (Number.isNaN(serverMs) ? Date.now() : serverMs);
  return Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}
