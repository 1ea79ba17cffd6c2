import { networkInterfaces } from 'node:os';
import type { CalendarId } from '#contract/ids.ts';
import type { EpochMs } from '#contract/time.ts';
import { watchFile } from '#main/calendars/local/watched-file.ts';
import type { AppContext } from '../context.ts';
import type { HeavyWork, Moment } from '../heavy/heavy-work.ts';
import { isLooking } from '../sync-schedule.ts';

export interface CalendarSchedule {
  /** Somebody asked for something: calendars are kept more closely in step for a while. */
  looked(): void;
  /** The machine woke, or its clock was changed: counts with the next tick. */
  woke(): void;
  /** Begins what is due, watches the files that are to be watched. Called as often as the app looks around. */
  tick(): void;
  stop(): void;
}

export interface CalendarScheduleParts extends Pick<AppContext, 'store' | 'sync' | 'changed'> {
  readonly heavy: Pick<HeavyWork, 'tidyCalendars'>;
  readonly moment: () => Moment;
  readonly clock: () => EpochMs;
  readonly inBackground: (work: Promise<unknown>) => void;
  /** Whenever it has looked at the clock. */
  readonly onTick?: (isLooking: boolean) => void;
  /** What tells one network from another and from none. */
  readonly network?: () => string;
  /** How often watched files are looked at, besides the system's own word; absent: as `watchFile` likes. */
  readonly lookEveryMs?: number;
}

/** Looks are at most a minute apart; a longer silence was sleep. */
const ASLEEP_MS = 90_000;
const TIDY_EVERY_MS = 3_600_000;

/** The addresses that this machine has for others; empty without a network. */
function currentNetwork(): string {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .flatMap(({ cidr }) => cidr ?? [])
    .toSorted()
    .join();
}

/** No timer of its own: it is asked whenever the app looks around, and looks at the clock. */
export function createCalendarSchedule(parts: CalendarScheduleParts): CalendarSchedule {
  const { store, sync, heavy, clock, network = currentNetwork } = parts;
  const watched = new Map<CalendarId, { readonly path: string; readonly stop: () => void }>();
  let lookedMs: EpochMs | null = null;
  let tickedMs: EpochMs | null = null;
  let tidiedMs: EpochMs | null = null;
  let tidiedZone: string | null = null;
  let lastNetwork = network();
  let hasWoken = false;
  const pace = parts.lookEveryMs === undefined ? {} : { lookEveryMs: parts.lookEveryMs };

  function tick(): void {
    const nowMs = clock();
    const now = network();
    const hasSlept = hasWoken || (tickedMs !== null && Math.abs(nowMs - tickedMs) > ASLEEP_MS);
    hasWoken = false;
    const isBack = hasSlept || (now !== lastNetwork && now !== '');
    tickedMs = nowMs;
    lastNetwork = now;
    watchFiles();
    if (hasSlept) for (const id of watched.keys()) parts.inBackground(sync.start(id));
    sync.startDue({ lookedMs, isBack });
    parts.onTick?.(isLooking({ nowMs, lookedMs }));
    const { zone } = parts.moment();
    const isRecent = tidiedMs !== null && nowMs >= tidiedMs && nowMs - tidiedMs < TIDY_EVERY_MS;
    if (isRecent && zone === tidiedZone) return;
    tidiedMs = nowMs;
    tidiedZone = zone;
    parts.inBackground(tidy());
  }

  async function tidy(): Promise<void> {
    if (await heavy.tidyCalendars(parts.moment())) parts.changed('calendars', 'outlook', 'people');
  }

  function watchFiles(): void {
    const paths = new Map(
      store.calendars
        .list()
        .flatMap(({ id, kind, origin }) => (kind === 'watched' && origin !== null ? [[id, origin]] : [])),
    );
    for (const [id, { path, stop }] of watched) {
      if (paths.get(id) === path) continue;
      stop();
      watched.delete(id);
    }
    for (const [id, path] of paths) {
      if (watched.has(id)) continue;
      watched.set(id, { path, stop: watchFile(path, () => parts.inBackground(sync.start(id)), pace) });
      // What was written while nobody watched.
      parts.inBackground(sync.start(id));
    }
  }

  return {
    looked() {
      const nowMs = clock();
      const wasLooking = isLooking({ nowMs, lookedMs });
      lookedMs = nowMs;
      // The first look after a while does not wait for the next time that the app looks around.
      if (!wasLooking && tickedMs !== null) tick();
    },
    woke() {
      hasWoken = true;
    },
    tick,
    stop() {
      for (const { stop } of watched.values()) stop();
      watched.clear();
    },
  };
}
