import type { AccountId, CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { parseConnection } from '#main/calendars/google/connection.ts';
import { MOST_ASKED } from '#main/calendars/google/free-busy.ts';
import { hasRight } from '#main/calendars/google/scopes.ts';
import { urgency } from '#main/planner/worth.ts';
import type { StoredAccount } from '#main/store/accounts.ts';
import type { Store } from '#main/store/open.ts';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { freeBusyKey } from '../account-notes.ts';
import { chooseGuests } from '../guests-busy.ts';
import type { FreeBusyQuestion, FreeBusyReport } from '../heavy/free-busy.ts';
import type { HeavyWork, Moment } from '../heavy/heavy-work.ts';
import type { AccountTokens } from './account-tokens.ts';
import { keepLease } from './keep-lease.ts';
import type { PlanKeeper } from './plan-keeper.ts';
import type { RequestCounter } from './request-counter.ts';
import { withToken } from './with-token.ts';

/** Asks accounts now and then when the user is busy by their own account, and when those are who may be asked to come. */
export interface FreeBusy {
  /** It holds something else now: compared again, but not for every event; at once where much has come. */
  noteChanged(id: CalendarId, isMuch: boolean): void;
  /** Begins what is due and may be asked; called as often as the app looks around. */
  tick(isLooking: boolean): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export interface FreeBusyParts extends Pick<AppContext, 'changed'> {
  readonly store: Store;
  readonly heavy: Pick<HeavyWork, 'askFreeBusy'>;
  readonly tokens: Pick<AccountTokens, 'access'>;
  readonly requests: RequestCounter;
  readonly plans: Pick<PlanKeeper, 'current'>;
  /** Takes the place of Google's own addresses; null: those. */
  readonly googleRoot: string | null;
  /** This process, among those on the store. */
  readonly owner: string;
  readonly moment: () => Moment;
  readonly clock: () => EpochMs;
  readonly onBug: (error: unknown) => void;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OWN_EVERY_MS = 6 * HOUR_MS;
const GUESTS_EVERY_MS = 2 * HOUR_MS;
/** After trouble. */
const LATER_MS = 30 * MINUTE_MS;
/** Where the day's requests are needed for other things: minutes later there may be room, and finding out asks nobody. */
const NO_ROOM_MS = 5 * MINUTE_MS;
/** A server that tells of no free/busy may learn to, or the user may grant it. */
const UNAVAILABLE_MS = 24 * HOUR_MS;
const MOST_REQUESTS = 4;

/** Kept over restarts, by account. */
const stateSchema = z.object({
  ownAskedMs: z.number(),
  guestsAskedMs: z.number(),
  notBeforeMs: z.number(),
  /** How often they have changed; the last of these with which much came; the last before they were compared. */
  changes: z.number().default(0),
  muchChange: z.number().default(0),
  comparedChange: z.number().default(0),
  /** The calendars that have been compared. */
  refs: z.array(z.string()).readonly(),
});
type State = Readonly<z.infer<typeof stateSchema>>;
const NEVER: State = {
  ownAskedMs: 0,
  guestsAskedMs: 0,
  notBeforeMs: 0,
  changes: 0,
  muchChange: 0,
  comparedChange: 0,
  refs: [],
};

/** A clock that was set back makes it due. */
const isPast = (sinceMs: EpochMs, everyMs: number, nowMs: EpochMs): boolean =>
  nowMs < sinceMs - MINUTE_MS || nowMs - sinceMs >= everyMs;

export function createFreeBusy(parts: FreeBusyParts): FreeBusy {
  const { store, heavy, tokens, requests, clock, onBug } = parts;
  const running = new Map<AccountId, Promise<void>>();

  function read(id: AccountId): State {
    const text = store.meta.read(freeBusyKey(id));
    return text === null ? NEVER : stateSchema.parse(JSON.parse(text));
  }
  const change = (id: AccountId, changes: Partial<State>): void =>
    store.transact(() => {
      // It may have been removed while it was asked.
      if (store.accounts.read(id) === null) return;
      store.meta.save(freeBusyKey(id), JSON.stringify({ ...read(id), ...changes }));
    });

  const mayAsk = ({ kind, connection }: StoredAccount): boolean =>
    kind === 'google' && hasRight(parseConnection(connection)?.granted ?? [], 'free-busy');

  /** Those of its calendars that have been read, as the server calls them. */
  const refsOf = (id: AccountId): string[] =>
    store.calendars
      .list()
      .flatMap(({ accountId, remoteRef, sync }) =>
        accountId === id && remoteRef !== null && sync.lastGoodMs !== null ? [remoteRef] : [],
      );

  function isOwnDue(state: State, refs: readonly string[], nowMs: EpochMs): boolean {
    if (state.muchChange > state.comparedChange || refs.some((ref) => !state.refs.includes(ref))) return true;
    return state.changes > state.comparedChange && isPast(state.ownAskedMs, OWN_EVERY_MS, nowMs);
  }

  /** The most urgent first. */
  async function findGuests(id: AccountId): Promise<readonly string[]> {
    const people = new Map(
      store.people
        .list()
        .flatMap(({ person, sample }) =>
          sample || person.status !== 'followed' ? [] : [[person.id, person] as const],
        ),
    );
    store.guestsBusy.keepOnly(new Set([...people.values()].flatMap(({ emails }) => emails)));
    const { people: today } = await parts.plans.current();
    const chosen = chooseGuests({
      people: today.flatMap(({ personId, status, gap, bookedOn }) => {
        const mayCome = status === 'followed' && bookedOn === null && urgency(gap) > 0;
        return mayCome ? (people.get(personId) ?? []) : [];
      }),
      known: store.guestsBusy.list(),
      accounts: store.accounts
        .list()
        .filter(mayAsk)
        .map((account) => account.id),
      me: parts.moment().settings.me,
      nowMs: clock(),
    });
    return chosen.get(id) ?? [];
  }

  async function askAccount(id: AccountId, refs: readonly string[], isLooking: boolean): Promise<void> {
    const isOwn = isOwnDue(read(id), refs, clock());
    const found = isLooking ? await findGuests(id) : [];
    if (isLooking && found.length === 0) change(id, { guestsAskedMs: clock() });
    if (!isOwn && found.length === 0) return;
    const most = findRoom(id, Math.min(MOST_REQUESTS, Math.ceil((refs.length + found.length) / MOST_ASKED)));
    const guests = found.slice(0, Math.max(0, most * MOST_ASKED - refs.length));
    if (most === 0 || (!isOwn && guests.length === 0)) {
      change(id, { notBeforeMs: clock() + NO_ROOM_MS });
      return;
    }
    const giveBack = requests.reserve(id, most);
    // A change that comes while the server is asked may not be in its answer.
    const comparedChange = read(id).changes;
    try {
      const report = await askServer(id, guests);
      settle(id, report, { refs, comparedChange, hasGuests: guests.length > 0 });
    } finally {
      giveBack();
    }
  }

  /** How many requests the day has room for, at most `wanted`. */
  function findRoom(id: AccountId, wanted: number): number {
    for (let count = wanted; count > 0; count -= 1) if (requests.maySpend(id, count)) return count;
    return 0;
  }

  async function askServer(id: AccountId, guests: readonly string[]): Promise<FreeBusyReport> {
    const ask = async (token: string): Promise<FreeBusyReport> => {
      const about = { accountId: id, token, root: parts.googleRoot, guests };
      const report = await heavy.askFreeBusy({ ...parts.moment(), ...about } satisfies FreeBusyQuestion);
      requests.note(id, report.requests, 'own');
      return report;
    };
    const asked = await withToken(tokens, id, ask, ({ kind }) => kind === 'unauthorized');
    return asked.ok ? asked.value : { kind: 'failed', hasChanged: false, requests: 0 };
  }

  function settle(
    id: AccountId,
    report: FreeBusyReport,
    about: Pick<State, 'refs' | 'comparedChange'> & { readonly hasGuests: boolean },
  ): void {
    const { refs, comparedChange, hasGuests } = about;
    const nowMs = clock();
    if (report.kind === 'done') {
      const asked = hasGuests ? { guestsAskedMs: nowMs } : {};
      change(id, { ownAskedMs: nowMs, comparedChange, refs, notBeforeMs: 0, ...asked });
    } else {
      change(id, { notBeforeMs: nowMs + (report.kind === 'unavailable' ? UNAVAILABLE_MS : LATER_MS) });
    }
    if (report.hasChanged) parts.changed('outlook', 'calendars', 'people');
  }

  async function begin(id: AccountId, refs: readonly string[], isLooking: boolean): Promise<void> {
    const lease = keepLease(store, { name: `free-busy:${id}`, owner: parts.owner, clock, onBug });
    if (lease === null) return;
    try {
      await askAccount(id, refs, isLooking);
    } catch (error) {
      change(id, { notBeforeMs: clock() + LATER_MS });
      onBug(error);
    } finally {
      lease.release();
    }
  }

  return {
    noteChanged(calendarId, isMuch) {
      const calendar = store.calendars.read(calendarId);
      if (calendar === null || calendar.kind !== 'google' || calendar.accountId === null) return;
      const { accountId } = calendar;
      store.transact(() => {
        const changes = read(accountId).changes + 1;
        change(accountId, { changes, ...(isMuch ? { muchChange: changes } : {}) });
      });
    },
    tick(isLooking) {
      const nowMs = clock();
      for (const account of store.accounts.list()) {
        const { id } = account;
        if (running.has(id) || !mayAsk(account)) continue;
        const state = read(id);
        if (nowMs < state.notBeforeMs && state.notBeforeMs - nowMs <= UNAVAILABLE_MS) continue;
        const refs = refsOf(id);
        const isGuestsDue = isLooking && isPast(state.guestsAskedMs, GUESTS_EVERY_MS, nowMs);
        if (refs.length === 0 || (!isGuestsDue && !isOwnDue(state, refs, nowMs))) continue;
        const asked = begin(id, refs, isGuestsDue).finally(() => running.delete(id));
        running.set(id, asked);
      }
    },
    async stop() {
      await Promise.all(running.values());
    },
  };
}
