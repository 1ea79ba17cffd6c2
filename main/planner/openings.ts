import type { Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate } from '#contract/time.ts';
import { type BusyInterval, busyIntervals } from '#main/calendars/busy.ts';
import type { Occurrence } from '#main/calendars/event.ts';
import type { WorkWeek } from '#main/calendars/work-week.ts';
import { weekdayOf } from '#main/kernel/dates.ts';
import { type Interval, lengthMs, mergeIntervals, subtractIntervals } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { LIMITS } from '#main/planner/weights.ts';

const MINUTE_MS = 60_000;

/** A stretch of one local date in which the user is willing and free; half-open, whole minutes. */
export interface Opening extends Interval {
  readonly date: IsoDate;
}

export interface OpeningsContext {
  readonly settings: Settings;
  readonly week: WorkWeek;
  readonly nowMs: EpochMs;
  /** Local dates, ascending. */
  readonly dates: readonly IsoDate[];
}

const floorMinute = (ms: EpochMs): EpochMs => Math.floor(ms / MINUTE_MS) * MINUTE_MS;
const ceilMinute = (ms: EpochMs): EpochMs => Math.ceil(ms / MINUTE_MS) * MINUTE_MS;

/** The user's own zone's busy time around the horizon; occurrences outside may be among them. */
export function readBusy(occurrences: readonly Occurrence[], settings: Settings, zone: Zone): BusyInterval[] {
  return busyIntervals(occurrences, {
    me: settings.me,
    zone: zone.id,
    homeNames: homeNamesOf(settings),
    offices: settings.offices,
  });
}

export function homeNamesOf(settings: Settings): readonly string[] {
  return settings.home?.label ? [...settings.homeNames, settings.home.label] : settings.homeNames;
}

/** Private life that only blocks, on the given dates; ascending. */
export function protectedIntervals(
  settings: Settings,
  zone: Zone,
  dates: readonly IsoDate[],
): (Interval & { readonly name: string })[] {
  return dates.flatMap((date) =>
    settings.protectedBlocks
      .filter(
        (block) => block.date === date || (block.date === null && block.weekdays.includes(weekdayOf(date))),
      )
      .map((block) => ({
        name: block.name,
        startMs: zone.toEpochMs(date, block.span.from),
        endMs: zone.toEpochMs(date, block.span.until),
      })),
  );
}

/**
 * planning.md, 'Openings': willing hours minus busy time, protected blocks, and 30 minutes around events elsewhere,
 * from now on; what is shorter than 45 minutes is dropped. Ascending.
 */
export function findOpenings(busy: readonly BusyInterval[], context: OpeningsContext): Opening[] {
  const { settings, week, nowMs, dates } = context;
  const { zone } = week;
  const taken: Interval[] = busy.map(({ startMs, endMs, buffered }) => {
    const margin = buffered ? LIMITS.bufferMinutes * MINUTE_MS : 0;
    // Seconds are cut to the minute, against the opening.
    return { startMs: floorMinute(startMs) - margin, endMs: ceilMinute(endMs) + margin };
  });
  taken.push(...protectedIntervals(settings, zone, dates));
  const merged = mergeIntervals(taken);
  const from = ceilMinute(nowMs);
  return dates.flatMap((date) => {
    // Merged: the user may have written the hours in any order, or twice.
    const willing = mergeIntervals(
      week.willingHours(date).map((span) => ({
        startMs: Math.max(zone.toEpochMs(date, span.from), from),
        endMs: zone.toEpochMs(date, span.until),
      })),
    );
    const [first] = willing;
    const last = willing.at(-1);
    if (!first || !last) return [];
    const around = merged.filter((hole) => hole.endMs > first.startMs && hole.startMs < last.endMs);
    return subtractIntervals(willing, around)
      .filter((free) => lengthMs(free) >= LIMITS.openingMinutes * MINUTE_MS)
      .map((free) => ({ ...free, date }));
  });
}

/** Local quarters of an hour at which something of `minutes` can start and still lie whole inside the opening. */
export function startsIn(opening: Opening, minutes: number, zone: Zone): EpochMs[] {
  const starts: EpochMs[] = [];
  const lastMs = opening.endMs - minutes * MINUTE_MS;
  const step = LIMITS.startStepMinutes;
  // Walk real time, so that repeated hours give both passes and skipped ones none; all zones in use shift by quarters.
  for (let ms = opening.startMs; ms <= lastMs; ms += MINUTE_MS) {
    if (zone.minuteOf(ms) % step !== 0) continue;
    starts.push(ms);
    ms += (step - 1) * MINUTE_MS;
  }
  return starts;
}
