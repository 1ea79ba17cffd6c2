import type { AccountId, CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import { z } from 'zod';
import { requestsKey } from '../account-notes.ts';
import { type Asker, type Costs, mayAsk, noteRequests, type RequestLog } from '../request-budget.ts';

/** How often an account was asked, over restarts and for all processes on the store; and whether there is room for more. */
export interface RequestCounter {
  /** What came of one reading of a calendar; what it costs is learned from the app's own readings. */
  noteReading(calendar: MeteredCalendar, requests: number, asker: Asker): void;
  note(id: AccountId, requests: number, asker: Asker): void;
  /** Whether the app may read the calendar now of its own accord. */
  mayRead(calendar: MeteredCalendar, isLooking: boolean): boolean;
  /** Whether so many requests more may be made for what is good to know. */
  maySpend(id: AccountId, requests: number): boolean;
  /** They are under way and count already; gives back what calls that off. */
  reserve(id: AccountId, requests: number): () => void;
  /** What one reading of it costs, as far as it is known. */
  costOf(calendar: MeteredCalendar): number;
  /** In the order in which they are to be brought in step: the first of each account, then whatever waits longest. */
  inOrder(calendars: readonly StoredCalendar[]): readonly StoredCalendar[];
}

/** A calendar of an account whose requests are counted. */
export type MeteredCalendar = StoredCalendar & { readonly accountId: AccountId };

export const isMetered = (calendar: StoredCalendar): calendar is MeteredCalendar =>
  calendar.kind === 'google' && calendar.accountId !== null;

/** Of an account: [minute, own, asked], and what the last two readings of each calendar cost. */
const keptSchema = z.object({
  minutes: z.array(z.tuple([z.number(), z.number(), z.number()])),
  costs: z.record(z.string(), z.array(z.number()).max(2)),
});

interface Kept {
  readonly log: RequestLog;
  readonly costs: ReadonlyMap<string, readonly number[]>;
}

export function createRequestCounter({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: () => EpochMs;
}): RequestCounter {
  const underWay = new Map<AccountId, number>();

  function read(id: AccountId): Kept {
    const text = store.meta.read(requestsKey(id));
    if (text === null) return { log: [], costs: new Map() };
    const { minutes, costs } = keptSchema.parse(JSON.parse(text));
    return {
      log: minutes.map(([minute, own, asked]) => ({ minute, own, asked })),
      costs: new Map(Object.entries(costs)),
    };
  }

  /** Read and written in one go: other processes count too. */
  function change(id: AccountId, work: (kept: Kept) => Kept): void {
    store.transact(() => {
      // It may have been removed while it was asked.
      if (store.accounts.read(id) === null) return;
      const { log, costs } = work(read(id));
      store.meta.save(
        requestsKey(id),
        JSON.stringify({
          minutes: log.map(({ minute, own, asked }) => [minute, own, asked]),
          costs: Object.fromEntries(costs),
        }),
      );
    });
  }

  const ofAccount = (id: AccountId): StoredCalendar[] =>
    store.calendars.list().filter((calendar) => calendar.accountId === id);

  /** Home, or the user's main calendar, or the first in the server's list. */
  function firstOf(id: AccountId, calendars: readonly StoredCalendar[]): CalendarId | null {
    const account = store.accounts.read(id);
    const order = [account?.user ?? '', ...(account?.calendars ?? []).map(({ ref }) => ref)];
    const place = ({ isHome, remoteRef }: StoredCalendar): number => {
      const at = order.indexOf(remoteRef ?? '');
      return isHome ? -1 : at < 0 ? order.length : at;
    };
    const [first] = calendars.toSorted((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
    return first?.id ?? null;
  }

  /** One that was read only once may have been read in full: the next readings will be small. */
  const usualCost = (kept: Kept, id: CalendarId): number => {
    const costs = kept.costs.get(id) ?? [];
    return costs.length < 2 ? 1 : Math.max(1, Math.min(...costs));
  };

  function situationOf(id: AccountId): {
    readonly log: RequestLog;
    readonly costs: Costs;
    readonly first: CalendarId | null;
  } {
    const kept = read(id);
    const calendars = ofAccount(id);
    const first = firstOf(id, calendars);
    const further = calendars.filter((calendar) => calendar.id !== first);
    return {
      log: noteRequests(kept.log, underWay.get(id) ?? 0, 'own', clock()),
      costs: {
        first: first === null ? 1 : usualCost(kept, first),
        further: further.map((calendar) => usualCost(kept, calendar.id)),
      },
      first,
    };
  }

  const note: RequestCounter['note'] = (id, requests, asker) => {
    if (requests === 0) return;
    change(id, ({ log, costs }) => ({ log: noteRequests(log, requests, asker, clock()), costs }));
  };

  return {
    note,
    noteReading({ id, accountId }, requests, asker) {
      if (requests === 0) return;
      change(accountId, ({ log, costs }) => ({
        log: noteRequests(log, requests, asker, clock()),
        costs: new Map([...costs, [id, [...(costs.get(id) ?? []).slice(-1), requests]]]),
      }));
    },
    mayRead(calendar, isLooking) {
      const { log, costs, first } = situationOf(calendar.accountId);
      const lastTriedMs = calendar.sync.lastTriedMs ?? 0;
      const wish =
        calendar.id === first
          ? ({ kind: 'first', lastTriedMs } as const)
          : ({ kind: 'further', lastTriedMs, cost: costOf(calendar), isLooking } as const);
      return mayAsk(wish, log, costs, clock());
    },
    maySpend(id, requests) {
      const { log, costs } = situationOf(id);
      return mayAsk({ kind: 'extra', cost: requests }, log, costs, clock());
    },
    reserve(id, requests) {
      underWay.set(id, (underWay.get(id) ?? 0) + requests);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        underWay.set(id, (underWay.get(id) ?? 0) - requests);
      };
    },
    costOf,
    inOrder(calendars) {
      const accounts = new Set(calendars.flatMap(({ accountId }) => accountId ?? []));
      const firsts = new Set([...accounts].map((id) => firstOf(id, ofAccount(id))));
      const place = ({ id, sync }: StoredCalendar): number => (firsts.has(id) ? -1 : (sync.lastTriedMs ?? 0));
      return calendars.toSorted((a, b) => place(a) - place(b));
    },
  };

  function costOf({ id, accountId }: MeteredCalendar): number {
    return usualCost(read(accountId), id);
  }
}
