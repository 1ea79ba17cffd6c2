import type { CalendarKind, SyncProgress } from '#contract/calendars.ts';
import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { assertNever } from '#main/kernel/assert-never.ts';
import { parseFeedAddress } from '#main/calendars/feed/address.ts';
import type { StoredCalendar } from '#main/store/calendars.ts';
import type { Store } from '#main/store/open.ts';
import type { SecretStore } from '#main/store/secrets.ts';
import type { SyncState } from '#main/store/sync-state.ts';
import type { AppContext } from '../context.ts';
import type { HeavyWork, Moment } from '../heavy/heavy-work.ts';
import type { SyncQuestion, SyncReport, SyncSource } from '../heavy/sync-task.ts';
import { feedAddress } from '../secret-names.ts';
import type { Asker } from '../request-budget.ts';
import { isLooking, isSyncDue, type LookedAt } from '../sync-schedule.ts';
import type { AccountTokens } from './account-tokens.ts';
import { keepLease } from './keep-lease.ts';
import { isMetered, type RequestCounter } from './request-counter.ts';
import { stateAfter, stateWithoutSecret } from './sync-state-after.ts';
import { createSyncSources } from './sync-sources.ts';
import { createTurns } from './turns.ts';

/** Brings calendars in step with where they come from, each at most once at a time, in whatever process. */
export interface CalendarSync {
  /** Begins what is due; comes back before it has ended. */
  startDue(when: Omit<LookedAt, 'nowMs'>): void;
  /**
   * Because somebody asks: whatever is due, and as soon as few enough are under way; resolves when it has ended, well
   * or not, or another process is at it. Where it is the app that asks, a secret that this process lacks is left to
   * one that may have it.
   */
  start(id: CalendarId, whoAsks?: 'user' | 'app'): Promise<void>;
  /** The first reading of a feed or file that is not there yet. Nothing is stored where it gives no calendar. */
  readFirst(question: Pick<SyncQuestion, 'calendarId' | 'source' | 'add'>): Promise<SyncReport>;
  /** What was read so far is kept. */
  cancel(id: CalendarId): void;
  /** As `cancel`, and resolves when nothing is under way any more. */
  settle(id: CalendarId): Promise<void>;
  /** Null: nothing is under way in this process. */
  progressOf(id: CalendarId): SyncProgress | null;
  /** Ends what is under way and waits for it. */
  stop(): Promise<void>;
}

export interface CalendarSyncParts extends Pick<AppContext, 'push' | 'changed'> {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly tokens: AccountTokens;
  /** Takes the place of Google's own addresses; null: those. */
  readonly googleRoot: string | null;
  readonly heavy: HeavyWork;
  readonly requests: RequestCounter;
  /** This process, among those on the store. */
  readonly owner: string;
  readonly moment: () => Moment;
  readonly clock: () => EpochMs;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onBug: (error: unknown) => void;
  /** A calendar holds something else now. `isMuch`: it took more requests than its readings usually do. */
  readonly onContent: (id: CalendarId, isMuch: boolean) => void;
}

interface Manner {
  readonly isPatient: boolean;
  readonly asker: Asker;
}

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
  progress: SyncProgress;
}

/** More at a time would not be faster, and other work shares the worker. */
const MOST_AT_ONCE = 3;
/** A store that cannot be written, a keyring that is locked: not tried, and not logged, at every look. */
const REST_MS = 5 * 60_000;
/** A secret that another process may have is not looked for at every look either. */
const PATIENCE_MS = 60_000;
const BEGUN: SyncProgress = { done: 0, total: null };

/** Whether such a calendar has a source that may have something new. */
export function isKeptInStep(kind: CalendarKind): boolean {
  switch (kind) {
    case 'feed':
    case 'caldav':
    case 'google':
    case 'watched':
      return true;
    case 'file':
    case 'local':
    case 'sample':
      return false;
    default:
      return assertNever(kind);
  }
}

export function createCalendarSync(parts: CalendarSyncParts): CalendarSync {
  const { store, secrets, heavy, requests, moment, clock, random, push, changed, onBug } = parts;
  const running = new Map<CalendarId, Running>();
  const restsUntil = new Map<CalendarId, EpochMs>();
  const sources = createSyncSources(parts);
  const turns = createTurns(MOST_AT_ONCE);
  let isStopped = false;

  /** `asker`: whether it is the app's own doing. */
  function begin(id: CalendarId, isPatient: boolean, asker: Asker): Promise<void> {
    const known = running.get(id);
    if (known !== undefined) return known.ended;
    if (isStopped) return Promise.resolve();
    const abort = new AbortController();
    const ended = inTurn(id, { isPatient, asker }, abort.signal)
      .catch((error: unknown) => {
        restsUntil.set(id, clock() + REST_MS);
        onBug(error);
      })
      .finally(() => {
        running.delete(id);
        push('calendar.progress', { calendarId: id, sync: null });
      });
    running.set(id, { abort, ended, progress: BEGUN });
    return ended;
  }

  async function inTurn(id: CalendarId, how: Manner, signal: AbortSignal): Promise<void> {
    const giveBack = await turns.take(signal);
    if (giveBack === null) {
      if (!isStopped) noteCalledOff(id);
      return;
    }
    try {
      await bringInStep(id, how, signal);
    } finally {
      giveBack();
    }
  }

  const ending = (calendar: StoredCalendar) => ({
    nowMs: clock(),
    random: random(),
    isMetered: isMetered(calendar),
  });

  function noteCalledOff(id: CalendarId): void {
    const calendar = store.calendars.read(id);
    if (calendar === null) return;
    const report = { kind: 'cancelled', hasChanged: false } as const;
    save(calendar, stateAfter(calendar.sync, report, ending(calendar)), false);
  }

  async function bringInStep(
    id: CalendarId,
    { isPatient, asker }: Manner,
    signal: AbortSignal,
  ): Promise<void> {
    const calendar = store.calendars.read(id);
    if (calendar === null) return;
    const source = await sources.find(calendar, clock());
    if (source === 'nowhere') return;
    if (source === 'patience' && isPatient) {
      restsUntil.set(id, clock() + PATIENCE_MS);
      return;
    }
    if (source === 'secret-lost' || source === 'patience') {
      save(calendar, stateWithoutSecret(calendar.sync, ending(calendar)), false);
      return;
    }
    if (source.kind === 'no-token') {
      const report = { kind: 'failed', failure: source.failure, hasChanged: false } as const;
      save(calendar, stateAfter(calendar.sync, report, ending(calendar)), false);
      return;
    }
    const lease = keepLease(store, { name: `calendar:${id}`, owner: parts.owner, clock, onBug });
    if (lease === null) return;
    try {
      const report = await askTwice(calendar, source, signal);
      const asked = report.requests ?? 0;
      const isMuch = isMetered(calendar) && asked > requests.costOf(calendar);
      if (isMetered(calendar)) requests.noteReading(calendar, asked, asker);
      if (report.kind === 'removed') return;
      // The app closes: the next start goes on at once from what is there.
      if (report.kind === 'cancelled' && isStopped) return;
      await follow(calendar, source, report);
      const state = stateAfter(calendar.sync, report, { ...ending(calendar), requests: asked });
      save(calendar, state, report.hasChanged, isMuch);
    } finally {
      lease.release();
    }
  }

  /** A token that is refused before its time is refreshed once, and the calendar asked again. */
  async function askTwice(
    calendar: StoredCalendar,
    source: SyncSource,
    signal: AbortSignal,
  ): Promise<SyncReport> {
    const report = await ask(calendar, source, signal);
    if (report.kind !== 'failed' || report.failure.kind !== 'unauthorized') return report;
    const renewed = await sources.renew(calendar, source);
    if (renewed === null) return report;
    const again = await ask(calendar, renewed, signal);
    if (again.kind === 'removed') return again;
    const hasChanged = again.hasChanged || report.hasChanged;
    return { ...again, hasChanged, requests: (report.requests ?? 0) + (again.requests ?? 0) };
  }

  async function ask(calendar: StoredCalendar, source: SyncSource, signal: AbortSignal): Promise<SyncReport> {
    const { id, sync } = calendar;
    try {
      const question = { ...moment(), calendarId: id, source, add: null };
      return await heavy.syncCalendar(question, { signal, onProgress: (now) => tell(id, now) });
    } catch (error) {
      onBug(error);
      // A bug is no reason to try again at every look.
      const failure = { kind: 'unreadable', detail: 'A bug; it is in the log.', retryAfterMs: null } as const;
      return { kind: 'failed', failure, hasChanged: sync.lastGoodMs === null };
    }
  }

  function tell(id: CalendarId, progress: SyncProgress): void {
    const run = running.get(id);
    if (run === undefined) return;
    run.progress = progress;
    push('calendar.progress', { calendarId: id, sync: progress });
  }

  /** Where the feed has moved for good, it is asked from now on. */
  async function follow({ id }: StoredCalendar, source: SyncSource, report: SyncReport): Promise<void> {
    if (report.kind !== 'done' || report.movedTo === null || source.kind !== 'feed') return;
    const moved = parseFeedAddress(report.movedTo);
    if (!moved.ok) return;
    await secrets.set(feedAddress(id), moved.value.address);
    store.calendars.change(id, { origin: moved.value.host });
  }

  function save(
    { id, sync: before }: StoredCalendar,
    state: SyncState,
    hasChanged: boolean,
    isMuch = false,
  ): void {
    store.calendars.saveSync(id, state);
    if (hasChanged) {
      parts.onContent(id, isMuch);
      changed('calendars', 'outlook', 'people');
    } else if (before.trouble?.kind !== state.trouble?.kind || before.lastGoodMs === null) {
      // Nothing that is planned with has changed, so nothing is planned anew.
      push('changed', { what: 'calendars' });
      push('changed', { what: 'outlook' });
    }
  }

  return {
    startDue(when) {
      for (const calendar of requests.inOrder(store.calendars.list())) {
        const { id, kind, sync } = calendar;
        const nowMs = clock();
        if (running.size >= MOST_AT_ONCE) return;
        if (nowMs < (restsUntil.get(id) ?? 0)) continue;
        if (!isKeptInStep(kind) || running.has(id) || !isSyncDue(sync, { ...when, nowMs })) continue;
        // The first reading of a calendar belongs to its being chosen.
        const asker = sync.lastGoodMs === null && sync.failures === 0 ? 'asked' : 'own';
        if (!isMetered(calendar)) void begin(id, true, asker);
        else if (asker === 'asked' || requests.mayRead(calendar, isLooking({ ...when, nowMs }))) {
          const giveBack = requests.reserve(calendar.accountId, requests.costOf(calendar));
          void begin(id, true, asker).finally(giveBack);
        }
      }
    },
    // Also where the app asks, it is for something that the user wants sent.
    start: (id, whoAsks = 'user') => begin(id, whoAsks === 'app', 'asked'),
    async readFirst(question) {
      const { calendarId } = question;
      const abort = new AbortController();
      const reading = heavy.syncCalendar(
        { ...moment(), ...question },
        { signal: abort.signal, onProgress: (now) => tell(calendarId, now) },
      );
      const ended = reading.then(
        () => undefined,
        () => undefined,
      );
      running.set(calendarId, { abort, ended, progress: BEGUN });
      try {
        const report = await reading;
        const calendar = store.calendars.read(calendarId);
        if (calendar === null || report.kind !== 'done') return report;
        await follow(calendar, question.source, report);
        save(calendar, stateAfter(calendar.sync, report, ending(calendar)), true);
        return report;
      } finally {
        running.delete(calendarId);
        push('calendar.progress', { calendarId, sync: null });
      }
    },
    cancel: (id) => running.get(id)?.abort.abort(),
    async settle(id) {
      const run = running.get(id);
      run?.abort.abort();
      await run?.ended;
    },
    progressOf: (id) => running.get(id)?.progress ?? null,
    async stop() {
      isStopped = true;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
