import type { Occurrence, Skipped } from '#main/calendars/event.ts';
import { listExceptions, openExceptions } from '#main/calendars/ical/exceptions.ts';
import { type ExpansionLimits, ExpansionProblem } from '#main/calendars/ical/limits.ts';
import {
  alignException,
  type Instance,
  keyAt,
  listInstances,
  zoneOf,
} from '#main/calendars/ical/instances.ts';
import { endOf, type Length, longestMs, measureEvent } from '#main/calendars/ical/length.ts';
import type { EventBlock, Series } from '#main/calendars/ical/series.ts';
import {
  DAY_MS,
  instantOf,
  toInstant,
  toWall,
  wallOf,
  type WallMs,
  type WallZone,
  type When,
} from '#main/calendars/ical/wall-time.ts';
import { dateOfEpochDay } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';

/** An occurrence with its instants; those of an all-day one are the midnights of the reader's zone. */
export interface PlacedOccurrence extends Interval {
  readonly occurrence: Occurrence;
}

export interface ExpandedSeries {
  readonly placed: readonly PlacedOccurrence[];
  readonly skipped: readonly Skipped[];
}

/** No wall clock is further than 26 hours from another, and changes of the clock are smaller than the rest. */
const ZONE_SPREAD_MS = 2 * DAY_MS;

/**
 * The occurrences of one series that overlap the half-open window, unsorted; those of no length count when they lie in
 * it. `home` is the reader's zone: floating times and all-day events are read in it.
 */
export function expandSeries(
  series: Series,
  window: Interval,
  home: WallZone,
  limits: ExpansionLimits,
): ExpandedSeries {
  const placed: PlacedOccurrence[] = [];
  const skipped: Skipped[] = [];
  const collect = (list: () => readonly PlacedOccurrence[]): void => {
    try {
      for (const candidate of list()) if (isInside(candidate, window)) placed.push(candidate);
    } catch (problem) {
      if (!(problem instanceof ExpansionProblem)) throw problem;
      skipped.push({ uid: series.uid, reason: `Event ${series.uid} ${problem.message}` });
    }
  };
  for (const override of series.overrides) collect(() => [placeOverride(series, override, home)]);
  const { master } = series;
  if (master) collect(() => expandMaster(series, master, window, home, limits));
  return { placed, skipped };
}

const isInside = (candidate: Interval, window: Interval): boolean =>
  candidate.startMs < window.endMs &&
  (candidate.endMs > window.startMs ||
    (candidate.endMs === candidate.startMs && candidate.startMs >= window.startMs));

function placeOverride(series: Series, override: EventBlock, home: WallZone): PlacedOccurrence {
  const { master } = series;
  const lacksEnd = override.end === null && master !== null && master.start.kind === override.start.kind;
  // A cancelled or half-written instance lasts as long as its series.
  const length = measureEvent(lacksEnd ? { ...override, end: endLike(master, override) } : override, home);
  const id = override.recurrenceId ?? override.start;
  const instanceWallMs = master ? alignException(id, master, home) : null;
  const recurrenceId =
    master && instanceWallMs !== null
      ? describeKey(keyAt(instanceWallMs, master, home), master.start.kind)
      : describeKey(id.kind === 'date' ? wallOf(id) : instantOf(id, home), id.kind);
  return place(series, override, override.start, length, recurrenceId, home);
}

function endLike(master: EventBlock, override: EventBlock): EventBlock['end'] {
  const { end } = master;
  if (end === null || 'days' in end) return end;
  return shift(override.start, wallOf(end) - wallOf(master.start));
}

const shift = (when: When, byMs: number): When =>
  when.kind === 'date'
    ? { kind: 'date', day: when.day + Math.round(byMs / DAY_MS) }
    : { ...when, wallMs: when.wallMs + byMs };

function expandMaster(
  series: Series,
  master: EventBlock,
  window: Interval,
  home: WallZone,
  limits: ExpansionLimits,
): PlacedOccurrence[] {
  const length = measureEvent(master, home);
  const exceptions = listExceptions(series, master, home);
  if (master.rules.length + master.extraTimes.length === 0) {
    const isReplaced = openExceptions(
      exceptions,
      [],
      master,
      home,
    )(keyAt(wallOf(master.start), master, home));
    return isReplaced ? [] : [place(series, master, master.start, length, null, home)];
  }
  const ranges = listRanges(series, master, home);
  const reach = Math.max(0, ...ranges.map((range) => Math.abs(range.shiftMs) + longestMs(range.length)));
  const periods = Math.max(0, ...master.extraTimes.map((time) => ('start' in time ? 31 * DAY_MS : 0)));
  const walls = {
    fromMs: window.startMs - longestMs(length) - reach - periods - ZONE_SPREAD_MS,
    toMs: window.endMs + reach + ZONE_SPREAD_MS,
  };
  const instances = listInstances(master, walls, home, limits);
  const isExcluded = openExceptions(exceptions, instances, master, home);
  return instances
    .filter((instance) => !isExcluded(instance.key))
    .map((instance) => placeInstance(series, master, instance, length, ranges, home));
}

/** RANGE=THISANDFUTURE: from `key` on, instances look like `block` and are moved by `shiftMs`. Latest first. */
interface Range {
  readonly key: number;
  readonly block: EventBlock;
  readonly shiftMs: number;
  readonly length: Length;
}

function listRanges(series: Series, master: EventBlock, home: WallZone): Range[] {
  return series.overrides
    .filter((override) => override.isThisAndFuture && override.recurrenceId !== null)
    .map((block) => {
      const id = block.recurrenceId ?? block.start;
      const instance = whenAt(alignException(id, master, home), master.start);
      return {
        key: keyAt(wallOf(instance), master, home),
        block,
        shiftMs: wallOf(block.start) - wallOn(instantOf(instance, home), block, home),
        length: measureEvent(block, home),
      };
    })
    .toSorted((a, b) => b.key - a.key);
}

const wallOn = (ms: number, block: EventBlock, home: WallZone): WallMs => toWall(ms, zoneOf(block, home));

function placeInstance(
  series: Series,
  master: EventBlock,
  instance: Instance,
  length: Length,
  ranges: readonly Range[],
  home: WallZone,
): PlacedOccurrence {
  const recurrenceId = describeKey(instance.key, master.start.kind);
  const when = whenAt(instance.wallMs, master.start);
  const range = ranges.find((candidate) => candidate.key < instance.key);
  if (!range) return place(series, master, when, instance.length ?? length, recurrenceId, home);
  const moved = whenAt(wallOn(instantOf(when, home), range.block, home) + range.shiftMs, range.block.start);
  return place(series, range.block, moved, range.length, recurrenceId, home);
}

const whenAt = (wallMs: WallMs, like: When): When =>
  like.kind === 'date' ? { kind: 'date', day: Math.floor(wallMs / DAY_MS) } : { ...like, wallMs };

/** `2026-06-04`, or the instant as `2026-06-04T16:00:00Z`; by hand, for Date takes as long as all the rest. */
function describeKey(key: number, kind: When['kind']): string {
  const day = Math.floor(key / DAY_MS);
  const date = dateOfEpochDay(day);
  return kind === 'date' ? date : `${date}T${clockText(Math.floor((key - day * DAY_MS) / 1000))}Z`;
}

const clockTexts = new Map<number, string>();

function clockText(second: number): string {
  let text = clockTexts.get(second);
  if (text === undefined) {
    text = new Date(second * 1000).toISOString().slice(11, 19);
    clockTexts.set(second, text);
  }
  return text;
}

function place(
  series: Series,
  block: EventBlock,
  when: When,
  length: Length,
  recurrenceId: string | null,
  home: WallZone,
): PlacedOccurrence {
  const { fields } = block;
  const base = {
    ...fields,
    uid: series.uid,
    recurrenceId,
    calendarId: series.calendarId,
    summary: fields.summary ?? series.master?.fields.summary ?? '',
  };
  if (when.kind === 'date') {
    const endDay = when.day + (length.kind === 'days' ? length.days : 1);
    return {
      startMs: toInstant(when.day * DAY_MS, home),
      endMs: toInstant(endDay * DAY_MS, home),
      occurrence: {
        ...base,
        time: { kind: 'all-day', startDate: dateOfEpochDay(when.day), endDate: dateOfEpochDay(endDay) },
      },
    };
  }
  const zone = when.zone ?? home;
  const startMs = toInstant(when.wallMs, zone);
  const endMs = endOf(when.wallMs, length, zone);
  return {
    startMs,
    endMs,
    occurrence: { ...base, time: { kind: 'timed', startMs, endMs, zone: when.zone?.id ?? null } },
  };
}
