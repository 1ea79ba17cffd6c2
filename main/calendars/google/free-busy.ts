import type { EpochMs } from '#contract/time.ts';
import { type Interval, mergeIntervals } from '#main/kernel/interval.ts';
import type { GoogleApi, GoogleFailure } from './api.ts';
import { listOf, recordOf } from './json.ts';

/** Google asks about no more at once. */
export const MOST_ASKED = 50;

/** Reasons that will still hold tomorrow. Any other is an accident of the moment. */
const LASTING = /^(notFound|forbidden|insufficientPermissions|invalid|groupTooBig)$/;

export type FreeBusyAnswer =
  /** By id, ascending and disjoint; null: it may not be seen. Of whom nothing is said now, nothing is in it. */
  | { readonly kind: 'answer'; readonly busy: ReadonlyMap<string, readonly Interval[] | null> }
  /** This server tells of no free/busy, or the user did not let Golden Hour ask. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'failed'; readonly failure: GoogleFailure };

/**
 * When the calendars, or the people with these addresses, are busy in a window: one request, at most 50 ids. Rejects
 * only when aborted.
 */
export async function queryFreeBusy(
  api: GoogleApi,
  ids: readonly string[],
  window: Interval,
  signal?: AbortSignal,
): Promise<FreeBusyAnswer> {
  const requestBody = {
    timeMin: new Date(window.startMs).toISOString(),
    timeMax: new Date(window.endMs).toISOString(),
    items: ids.map((id) => ({ id })),
  };
  const result = await api.ask((options) => api.calendar.freebusy.query({ requestBody }, options), signal);
  if (result.kind !== 'answer') return isUnavailable(result) ? { kind: 'unavailable' } : fail(result);
  const calendars = recordOf(recordOf(result.data)['calendars']);
  const byLowerCase = new Map(Object.entries(calendars).map(([id, told]) => [id.toLowerCase(), told]));
  return {
    kind: 'answer',
    busy: new Map(
      ids.flatMap((id) => {
        const busy = readCalendar(calendars[id] ?? byLowerCase.get(id.toLowerCase()));
        return busy === undefined ? [] : [[id, busy] as const];
      }),
    ),
  };
}

const fail = (failure: GoogleFailure): FreeBusyAnswer => ({ kind: 'failed', failure });

/** 403 is a limit too, which passes. */
function isUnavailable(failure: GoogleFailure): boolean {
  if (failure.kind !== 'refused') return false;
  const { status, reason } = failure;
  if (status === 404 || status === 405 || status === 501) return true;
  return status === 403 && /insufficient|accessNotConfigured|PERMISSION_DENIED|forbidden/i.test(reason ?? '');
}

/** Undefined: nothing is said of it now. */
function readCalendar(told: unknown): readonly Interval[] | null | undefined {
  // A group, or an address that the server has no word for.
  if (told === undefined) return null;
  const { busy, errors } = recordOf(told);
  const reasons = listOf(errors).map((error) => String(recordOf(error)['reason']));
  if (reasons.length > 0) return reasons.every((reason) => LASTING.test(reason)) ? null : undefined;
  return mergeIntervals(listOf(busy).flatMap(readBusy));
}

function readBusy(value: unknown): readonly Interval[] {
  const { start, end } = recordOf(value);
  const [startMs, endMs] = [readInstant(start), readInstant(end)];
  return startMs === null || endMs === null ? [] : [{ startMs, endMs }];
}

function readInstant(value: unknown): EpochMs | null {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
