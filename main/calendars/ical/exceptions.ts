import { alignException, type Instance, keyAt, zoneOf } from '#main/calendars/ical/instances.ts';
import type { EventBlock, Series } from '#main/calendars/ical/series.ts';
import { DAY_MS, toWall, type WallZone } from '#main/calendars/ical/wall-time.ts';

export interface Exceptions {
  /** Of instances that are deleted or replaced. */
  readonly keys: ReadonlySet<number>;
  /** A date in a timed series means all that starts on it. */
  readonly days: ReadonlySet<number>;
}

export function listExceptions(series: Series, master: EventBlock, home: WallZone): Exceptions {
  const keys = new Set<number>();
  const days = new Set<number>();
  const ids = series.overrides.map((override) => override.recurrenceId).filter((id) => id !== null);
  for (const when of [...master.exceptions, ...ids]) {
    if (when.kind === 'date' && master.start.kind === 'time') days.add(when.day);
    else keys.add(keyAt(alignException(when, master, home), master, home));
  }
  return { keys, days };
}

/**
 * Whether an instance is deleted or replaced. An exception that meets no instance is left from before the series was
 * moved to another time: one alone on its date means the one instance there, so that what was deleted stays deleted.
 */
export function openExceptions(
  { keys, days }: Exceptions,
  instances: readonly Instance[],
  master: EventBlock,
  home: WallZone,
): (key: number) => boolean {
  if (keys.size + days.size === 0) return () => false;
  if (master.start.kind === 'date') return (key) => keys.has(key);
  const zone = zoneOf(master, home);
  const dayOf = (key: number): number => Math.floor(toWall(key, zone) / DAY_MS);
  const known = new Set(instances.map(({ key }) => key));
  const missed = countBy([...keys].filter((key) => !known.has(key)).map(dayOf));
  const onDay = missed.size > 0 ? countBy(instances.map(({ key }) => dayOf(key))) : new Map<number, number>();
  return (key) => {
    if (keys.has(key)) return true;
    if (days.size + missed.size === 0) return false;
    const day = dayOf(key);
    return days.has(day) || (missed.get(day) === 1 && onDay.get(day) === 1);
  };
}

function countBy(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
