import { openZone } from '#main/kernel/zone.ts';
import type { ShownProposal } from '#main/planner/plan-types.ts';
import type { Store } from '#main/store/open.ts';
import type { HeavyWork, Moment } from '../heavy/heavy-work.ts';
import { readShown } from '../own-data.ts';
import type { PlannedWeek } from '../views/planned-week.ts';

const LONGEST_MS = 15 * 60_000;

/** The plan that the screens show, made anew when something that it stands on has changed. */
export interface PlanKeeper {
  /** At most a quarter of an hour old, of today, and of everything that was written before the call. */
  current(): Promise<PlannedWeek>;
  /**
   * The plan with these proposals on the screen. Kept and remembered as shown if `accept` says so; otherwise as if it
   * had not been asked.
   */
  replan(shown: readonly ShownProposal[], accept: (week: PlannedWeek) => boolean): Promise<PlannedWeek>;
  /** What it stands on has changed. */
  invalidate(): void;
  /** What was planned last, if `current` would plan anew; null: it is still good, or nobody has asked yet. */
  outdated(): PlannedWeek | null;
}

export interface PlanKeeperParts {
  readonly store: Store;
  readonly heavy: HeavyWork;
  readonly moment: () => Moment;
}

interface Kept {
  readonly key: string;
  readonly week: PlannedWeek;
}

export function createPlanKeeper({ store, heavy, moment }: PlanKeeperParts): PlanKeeper {
  let version = 0;
  let replans = 0;
  let kept: Kept | null = null;
  let running: { readonly key: string; readonly week: Promise<PlannedWeek> } | null = null;

  /** Everything but the passing of time; other processes' writes are in it. */
  const keyOf = ({ nowMs, zone, language, settings }: Moment): string =>
    JSON.stringify([version, store.foreignChanges(), openZone(zone).dateOf(nowMs), zone, language, settings]);

  function fresh(now: Moment): PlannedWeek | null {
    if (kept === null || kept.key !== keyOf(now)) return null;
    const ageMs = now.nowMs - kept.week.plannedAtMs;
    return ageMs >= 0 && ageMs < LONGEST_MS ? kept.week : null;
  }

  function keep(key: string, week: PlannedWeek): void {
    kept = { key, week };
    const proposals = JSON.stringify(week.proposals.map(({ shown }) => shown));
    if (store.shownPlan.read()?.proposals === proposals) return;
    store.shownPlan.save({ shownAtMs: week.plannedAtMs, proposals });
  }

  async function plan(now: Moment, key: string): Promise<PlannedWeek> {
    const before = replans;
    const week = await heavy.planWeek({ ...now, shown: null });
    // What changed meanwhile is planned by the next who asks; what was shown before still counts for them. A plan that
    // knows nothing of a move would take it back.
    if (keyOf(moment()) === key && replans === before) keep(key, week);
    return week;
  }

  return {
    async current() {
      const now = moment();
      const week = fresh(now);
      if (week !== null) return week;
      const key = keyOf(now);
      if (running?.key !== key) {
        const started = { key, week: plan(now, key) };
        running = started;
        const forget = (): void => {
          if (running === started) running = null;
        };
        started.week.then(forget, forget);
      }
      return running.week;
    },
    async replan(shown, accept) {
      const now = moment();
      const key = keyOf(now);
      const week = await heavy.planWeek({ ...now, shown });
      if (accept(week)) {
        running = null;
        replans += 1;
        keep(key, week);
      }
      return week;
    },
    invalidate() {
      version += 1;
    },
    outdated: () => (kept === null || fresh(moment()) !== null ? null : kept.week),
  };
}

/** What was shown last, with one proposal of it replaced or, if it is not there, added. */
export const shownWith = (store: Store, id: ShownProposal | null, next: ShownProposal): ShownProposal[] => [
  ...readShown(store).filter((shown) => id === null || !isSameShown(shown, id)),
  next,
];

const isSameShown = (a: ShownProposal, b: ShownProposal): boolean =>
  a.activityId === b.activityId &&
  a.startMs === b.startMs &&
  a.guestEmails.toSorted().join() === b.guestEmails.toSorted().join();
