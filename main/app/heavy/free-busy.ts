import type { AccountId, CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import {
  blockTime,
  clipIntervals,
  findUnexplained,
  FREE_BUSY_REF,
  isBlock,
} from '#main/calendars/free-busy.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { GuestBusy } from '#main/store/guests-busy.ts';
import type { Store } from '#main/store/open.ts';
import { z } from 'zod';
import type { Moment } from './heavy-work.ts';

const DAY_MS = 86_400_000;
/** The user's own calendars are compared for so long, guests are asked about for so long: the horizon. */
const OWN_DAYS = 14;
const GUEST_DAYS = 10;

export interface FreeBusyQuestion extends Moment {
  readonly accountId: AccountId;
  readonly token: string;
  /** Instead of Google's own addresses; null: those. */
  readonly root: string | null;
  /** Addresses, lower case. */
  readonly guests: readonly string[];
}

export interface FreeBusyReport {
  /** unavailable: the server tells of none, or the user did not let Golden Hour ask. */
  readonly kind: 'done' | 'unavailable' | 'unauthorized' | 'failed';
  /** What is planned with is not what it was. */
  readonly hasChanged: boolean;
  readonly requests: number;
}

/**
 * Asks an account when the user's own calendars there are busy, and the guests. What of the user's busy time no event
 * explains becomes time that is taken, under a neutral word; of guests only the times are kept.
 */
export async function askFreeBusy(
  store: Store,
  question: FreeBusyQuestion,
  fetch: typeof globalThis.fetch,
): Promise<FreeBusyReport> {
  const { accountId, nowMs, guests } = question;
  const [{ openGoogleApi }, { MOST_ASKED, queryFreeBusy }] = await Promise.all([
    import('#main/calendars/google/api.ts'),
    import('#main/calendars/google/free-busy.ts'),
  ]);
  let requests = 0;
  const api = openGoogleApi({
    root: question.root,
    token: question.token,
    fetch,
    onRequest() {
      requests += 1;
    },
  });
  const calendars = store.calendars.list().filter((calendar) => calendar.accountId === accountId);
  const refs = calendars.flatMap(({ remoteRef }) => remoteRef ?? []);
  const ids = [...new Set([...refs, ...guests])];
  const window = { startMs: nowMs, endMs: nowMs + OWN_DAYS * DAY_MS };
  const busyById = new Map<string, readonly Interval[] | null>();
  let kind: FreeBusyReport['kind'] = 'done';
  for (let from = 0; from < ids.length && kind === 'done'; from += MOST_ASKED) {
    const answer = await queryFreeBusy(api, ids.slice(from, from + MOST_ASKED), window);
    if (answer.kind === 'answer') for (const [id, busy] of answer.busy) busyById.set(id, busy);
    else if (answer.kind === 'unavailable') kind = 'unavailable';
    else kind = isUnauthorized(answer.failure) ? 'unauthorized' : 'failed';
  }
  const ownChanged = calendars.map((calendar) => {
    const busy = busyById.get(calendar.remoteRef ?? '');
    return busy ? keepBlocks(store, calendar, busy, question) : false;
  });
  const guestsChanged = keepGuests(store, question, busyById);
  return { kind, hasChanged: guestsChanged || ownChanged.includes(true), requests };
}

const isUnauthorized = (failure: { readonly kind: string; readonly status?: number }): boolean =>
  failure.kind === 'refused' && failure.status === 401;

function keepGuests(
  store: Store,
  { accountId, guests, nowMs }: FreeBusyQuestion,
  busyById: ReadonlyMap<string, readonly Interval[] | null>,
): boolean {
  const window = { startMs: nowMs, endMs: nowMs + GUEST_DAYS * DAY_MS };
  const answers = guests.flatMap((email): GuestBusy[] => {
    const busy = busyById.get(email);
    if (busy === undefined) return [];
    return [{ accountId, email, askedMs: nowMs, busy: busy === null ? null : clipIntervals(busy, window) }];
  });
  const before = new Map(
    store.guestsBusy.list().flatMap((known) => (known.accountId === accountId ? [[known.email, known]] : [])),
  );
  store.guestsBusy.save(answers);
  return answers.some(({ email, busy }) => {
    const known = before.get(email);
    return known === undefined
      ? busy !== null && busy.length > 0
      : JSON.stringify(known.busy) !== JSON.stringify(busy);
  });
}

/** With an empty series beside it, which the reader of series takes for what it is: nothing. */
const blocksSchema = z.object({
  master: z.null(),
  exceptions: z.array(z.never()),
  busy: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
});

/** After events came: time that one of them explains is no block any more. Without asking, so nothing is added. */
export function shrinkBlocks(store: Store, id: CalendarId, moment: Moment): void {
  const calendar = store.calendars.read(id);
  const blocks = readBlocks(store, id);
  if (calendar !== null && blocks !== null) keepBlocks(store, calendar, blocks, moment);
}

function readBlocks(store: Store, id: CalendarId): readonly Interval[] | null {
  const stored = store.resources.readByRef(id, FREE_BUSY_REF);
  return stored === null ? null : blocksSchema.parse(JSON.parse(stored.text)).busy;
}

/** Whether anything has changed. */
function keepBlocks(
  store: Store,
  { id, window }: StoredCalendar,
  busy: readonly Interval[],
  { nowMs, language }: { readonly nowMs: EpochMs; readonly language: Language },
): boolean {
  // Before its first reading nothing is explained, and nothing is the calendar's own fault.
  if (window === null) return false;
  const horizon = { startMs: nowMs, endMs: nowMs + (OWN_DAYS + 1) * DAY_MS };
  const events = store.calendars
    .occurrencesIn({ startMs: horizon.startMs - DAY_MS, endMs: horizon.endMs })
    .filter((occurrence) => !isBlock(occurrence));
  const left = findUnexplained(clipIntervals(busy, horizon), events);
  const before = readBlocks(store, id) ?? [];
  if (JSON.stringify(before) === JSON.stringify(left)) return false;
  if (left.length === 0) store.resources.remove(id, [FREE_BUSY_REF]);
  else {
    const word = WORD[language];
    store.resources.save(id, [
      {
        ref: FREE_BUSY_REF,
        etag: null,
        text: JSON.stringify({ master: null, exceptions: [], busy: left }),
        uid: null,
        events: 0,
        skipped: [{ uid: null, reason: tellUnexplained(left.length) }],
        occurrences: left.map((block) => blockTime(id, block, word)),
      },
    ]);
  }
  store.resources.settle(id, window, null);
  return true;
}

const WORD: Readonly<Record<Language, string>> = { en: 'Busy', nl: 'Bezet' };

/** In Dutch by views/skipped-words.ts. */
const tellUnexplained = (times: number): string =>
  `Event list incomplete: the server calls ${times} more stretches of time busy. They count as busy.`;
