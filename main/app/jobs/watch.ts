import type { AppContext } from '../context.ts';
import type { PlannedWeek } from '../views/planned-week.ts';
import type { CalendarSchedule } from './calendar-schedule.ts';
import type { OutboxTimer } from './outbox-timer.ts';

const LOOK_EVERY_MS = 20_000;

export interface Watch {
  start(): void;
  /** What is due, what has passed, and what another process wrote. */
  look(): Promise<void>;
  /** What was written up to now has been told: the worker writes as another process would. */
  noteWritten(): void;
  stop(): void;
}

export interface WatchParts extends Pick<AppContext, 'store' | 'plans' | 'weather' | 'changed'> {
  readonly timer: OutboxTimer;
  readonly calendars: Pick<CalendarSchedule, 'tick'>;
  readonly onBug: (error: unknown) => void;
  /** Absent: 20 seconds. At most a minute: a longer silence counts as sleep. */
  readonly lookEveryMs?: number;
}

/**
 * Looks three times a minute or as often as the host likes, which also finds what became due while the machine slept. A look costs one question to
 * the store; pages are told only when there is something new to see.
 */
export function startWatch(parts: WatchParts): Watch {
  const { store, plans, weather, timer, calendars, changed, onBug, lookEveryMs = LOOK_EVERY_MS } = parts;
  let interval: NodeJS.Timeout | null = null;
  let seenChanges = store.foreignChanges();
  let toldOf: PlannedWeek | null = null;

  async function look(): Promise<void> {
    const changes = store.foreignChanges();
    const isForeign = changes !== seenChanges;
    seenChanges = changes;
    const outdated = plans.outdated();
    if (isForeign) changed('outlook', 'people', 'activities', 'calendars');
    // Told once: nobody may be looking, and then nothing is planned.
    else if (outdated !== null && outdated !== toldOf) changed('outlook');
    toldOf = outdated;
    calendars.tick();
    await timer.wake();
    await weather.refreshIfDue();
  }

  const lookQuietly = (): void => void look().catch(onBug);
  return {
    start() {
      lookQuietly();
      interval ??= setInterval(lookQuietly, lookEveryMs);
      interval.unref();
    },
    look,
    noteWritten() {
      seenChanges = store.foreignChanges();
    },
    stop() {
      if (interval !== null) clearInterval(interval);
      interval = null;
    },
  };
}
