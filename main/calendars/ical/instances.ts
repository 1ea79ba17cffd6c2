import { type Duration, type Period, readWhen } from '#main/calendars/ical/date-line.ts';
import { expandRule } from '#main/calendars/ical/expand-rule.ts';
import { type ExpansionLimits, ExpansionProblem } from '#main/calendars/ical/limits.ts';
import type { Length } from '#main/calendars/ical/length.ts';
import type { Rule } from '#main/calendars/ical/rule.ts';
import type { EventBlock } from '#main/calendars/ical/series.ts';
import {
  DAY_MS,
  instantOf,
  toInstant,
  toWall,
  UTC,
  wallOf,
  type WallMs,
  type WallZone,
  type When,
} from '#main/calendars/ical/wall-time.ts';

/** One instance of a series before its exceptions. */
export interface Instance {
  /** The instant, or the date's midnight as if it were UTC: what RECURRENCE-ID and EXDATE are compared with. */
  readonly key: number;
  readonly wallMs: WallMs;
  /** Its own length (RDATE with a period); null: that of the series. */
  readonly length: Length | null;
}

/** Room around UNTIL on the wall clock; the exact instant decides afterwards. */
const UNTIL_ROOM_MS = 6 * 3_600_000;

/** The zone on whose wall clock a series recurs. */
export const zoneOf = (master: EventBlock, home: WallZone): WallZone =>
  (master.start.kind === 'time' ? master.start.zone : null) ?? home;

/** What identifies an instance at this wall clock. */
export const keyAt = (wallMs: WallMs, master: EventBlock, home: WallZone): number =>
  master.start.kind === 'date' ? wallMs : toInstant(wallMs, zoneOf(master, home));

/**
 * The instances between two wall clocks, both included, without exceptions, unsorted. DTSTART is one of them only if
 * the rule says so, or if there is no rule.
 */
export function listInstances(
  master: EventBlock,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  home: WallZone,
  limits: ExpansionLimits,
): Instance[] {
  const instances = new Map<number, Instance>();
  const add = (wallMs: WallMs, length: Length | null): void => {
    const key = keyAt(wallMs, master, home);
    if (!instances.has(key)) instances.set(key, { key, wallMs, length });
  };
  // Before the rules: a period may give an instance of a rule its own length.
  for (const time of master.extraTimes) {
    const when = 'start' in time ? time.start : time;
    const wallMs = alignWall(when, master, home);
    if (wallMs >= window.fromMs && wallMs <= window.toMs) {
      add(wallMs, 'start' in time ? measurePeriod(time, master, home) : null);
    }
  }
  if (master.rules.length === 0) {
    add(wallOf(master.start), null);
    return [...instances.values()];
  }
  for (const rule of master.rules) {
    for (const wallMs of expandWithin(rule, master, window, home, limits)) add(wallMs, null);
  }
  for (const rule of master.exceptionRules) {
    for (const wallMs of expandWithin(rule, master, window, home, limits))
      instances.delete(keyAt(wallMs, master, home));
  }
  return [...instances.values()];
}

function expandWithin(
  rule: Rule,
  master: EventBlock,
  window: { readonly fromMs: WallMs; readonly toMs: WallMs },
  home: WallZone,
  limits: ExpansionLimits,
): WallMs[] {
  const isDate = master.start.kind === 'date';
  const until = readUntil(rule, master, home);
  const start = { wallMs: wallOf(master.start), isDate };
  const toMs = Math.min(window.toMs, until.wallMs);
  const walls = expandRule(rule, start, { fromMs: window.fromMs, toMs }, limits);
  const dates = isDate ? [...new Set(walls.map((wallMs) => Math.floor(wallMs / DAY_MS) * DAY_MS))] : walls;
  return until.instantMs === null
    ? dates
    : dates.filter((wallMs) => toInstant(wallMs, zoneOf(master, home)) <= (until.instantMs ?? Infinity));
}

interface Until {
  /** The last wall clock that may still be in the series. */
  readonly wallMs: WallMs;
  /** Set where the exact instant decides: UTC on a series in a zone. */
  readonly instantMs: number | null;
}

/**
 * A date includes its whole day. UTC on a series in a zone is an instant; on a floating one it can only be meant as the
 * series is written, on the wall clock. Exchange ends an all-day series by the instant of its last midnight.
 */
function readUntil(rule: Rule, master: EventBlock, home: WallZone): Until {
  if (rule.until === null) return { wallMs: Infinity, instantMs: null };
  const until = readWhen(rule.until, null);
  if (!until) throw new ExpansionProblem(`recurs until '${rule.until}', which is no date.`);
  if (until.kind === 'date') return { wallMs: (until.day + 1) * DAY_MS - 1, instantMs: null };
  if (master.start.kind === 'date') return { wallMs: untilDay(until, home) * DAY_MS, instantMs: null };
  if (until.zone === null || master.start.zone === null) return { wallMs: until.wallMs, instantMs: null };
  const instantMs = until.wallMs;
  return { wallMs: toWall(instantMs, zoneOf(master, home)) + UNTIL_ROOM_MS, instantMs };
}

/**
 * Which instance an EXDATE or a RECURRENCE-ID means, on the wall clock of the series. UTC in a floating series can only
 * be meant as the series is written.
 */
export function alignException(when: When, master: EventBlock, home: WallZone): WallMs {
  const isFloating = master.start.kind === 'time' && master.start.zone === null;
  return isFloating && when.kind === 'time' ? when.wallMs : alignWall(when, master, home);
}

/** A moment of another kind or zone, on the wall clock of the series. */
function alignWall(when: When, master: EventBlock, home: WallZone): WallMs {
  const { start } = master;
  if (start.kind === 'date') return alignDay(when, home) * DAY_MS;
  if (when.kind === 'date')
    return when.day * DAY_MS + (start.wallMs - Math.floor(start.wallMs / DAY_MS) * DAY_MS);
  const zone = zoneOf(master, home);
  return when.zone === null || when.zone === start.zone ? when.wallMs : toWall(instantOf(when, home), zone);
}

/** The last date of an all-day series. Midnight and the last minute of a day in UTC are meant as that date. */
function untilDay(until: When, home: WallZone): number {
  const wallMs = wallOf(until);
  const isLastMinute = Math.floor(wallMs / 60_000) % 1440 === 1439;
  return isLastMinute ? Math.floor(wallMs / DAY_MS) : alignDay(until, home);
}

/** The date that a time in an all-day series means: as written, or the reader's for a UTC time that is no midnight. */
function alignDay(when: When, home: WallZone): number {
  if (when.kind === 'date') return when.day;
  const isUtcTime = when.zone === UTC && when.wallMs % DAY_MS !== 0;
  return Math.floor((isUtcTime ? toWall(when.wallMs, home) : when.wallMs) / DAY_MS);
}

function measurePeriod(period: Period, master: EventBlock, home: WallZone): Length | null {
  const { start, end } = period;
  if (master.start.kind === 'date') return null;
  if (isDuration(end)) return { kind: 'nominal', ...end };
  const zone = zoneOf(master, home);
  const ms = instantOf(withZone(end, zone), home) - instantOf(withZone(start, zone), home);
  return ms > 0 ? { kind: 'exact', ms } : null;
}

const isDuration = (end: When | Duration): end is Duration => 'days' in end;

const withZone = (when: When, zone: WallZone): When =>
  when.kind === 'time' && when.zone === null ? { ...when, zone } : when;
