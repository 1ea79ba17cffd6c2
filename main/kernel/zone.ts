import { Temporal } from 'temporal-polyfill';
import type { EpochMs, IsoDate, IsoInstant, MinuteOfDay } from '#main/kernel/time.ts';
import { dateOfEpochDay, epochDayOf } from '#main/kernel/dates.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Fast conversions between instants and wall clocks of one IANA zone. Offsets come from Temporal, once a span. */
export interface Zone {
  readonly id: string;
  dateOf(ms: EpochMs): IsoDate;
  /** Whole minutes since local midnight. */
  minuteOf(ms: EpochMs): MinuteOfDay;
  /** Local minus UTC, in milliseconds. */
  offsetMs(ms: EpochMs): number;
  /**
   * The instant at which a wall clock shows `minute` on `date`; 1440 is the next midnight. Temporal's 'compatible':
   * a repeated wall time is its first pass, a skipped one moves forward by the gap.
   */
  toEpochMs(date: IsoDate, minute: MinuteOfDay): EpochMs;
  /** ISO 8601 with offset and whole seconds. */
  format(ms: EpochMs): IsoInstant;
}

interface OffsetSpan {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
  readonly offsetMs: number;
}

const zonesById = new Map<string, Zone>();

/** Throws a RangeError that names the zone when the identifier is unknown. */
export function openZone(id: string): Zone {
  const known = zonesById.get(id);
  if (known) return known;
  const zone = createZone(id);
  zonesById.set(id, zone);
  return zone;
}

export function isZone(id: string): boolean {
  try {
    openZone(id);
    return true;
  } catch {
    // Unknown identifiers are an answer here, not a failure.
    return false;
  }
}

function createZone(id: string): Zone {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id);
  } catch (cause) {
    throw new RangeError(`Unknown time zone '${id}'. Use an IANA name such as Europe/Amsterdam.`, { cause });
  }
  const spans: OffsetSpan[] = [];
  let last: OffsetSpan | undefined;

  function spanAt(ms: EpochMs): OffsetSpan {
    if (last && ms >= last.fromMs && ms < last.untilMs) return last;
    last = spans.find((span) => ms >= span.fromMs && ms < span.untilMs);
    if (last) return last;
    const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(id);
    // 'previous' is strictly before, so ask one millisecond later: a transition at ms itself starts this span.
    const previous = local.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    const next = local.getTimeZoneTransition('next');
    last = {
      fromMs: previous?.epochMilliseconds ?? -Infinity,
      untilMs: next?.epochMilliseconds ?? Infinity,
      offsetMs: Math.round(local.offsetNanoseconds / 1e6),
    };
    spans.push(last);
    return last;
  }

  const offsetMs = (ms: EpochMs): number => spanAt(ms).offsetMs;
  const dateOf = (ms: EpochMs): IsoDate => dateOfEpochDay(Math.floor((ms + offsetMs(ms)) / DAY_MS));

  return {
    id,
    dateOf,
    minuteOf(ms) {
      const local = ms + offsetMs(ms);
      return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / MINUTE_MS);
    },
    offsetMs,
    toEpochMs(date, minute) {
      const local = epochDayOf(date) * DAY_MS + minute * MINUTE_MS;
      const before = offsetMs(local - DAY_MS);
      const after = offsetMs(local + DAY_MS);
      const early = local - before;
      if (before === after) return early;
      const late = local - after;
      if (offsetMs(early) === before) return early;
      // Neither offset shows this wall time in a gap: the earlier offset moves it forward.
      return offsetMs(late) === after ? late : early;
    },
    format(ms) {
      const offset = Math.round(offsetMs(ms) / MINUTE_MS);
      const sign = offset < 0 ? '-' : '+';
      const size = Math.abs(offset);
      const two = (n: number): string => String(n).padStart(2, '0');
      const wall = new Date(Math.floor(ms / 1000) * 1000 + offset * MINUTE_MS).toISOString().slice(0, 19);
      return `${wall}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
    },
  };
}

/** Parses ISO 8601 with an offset or Z. Throws a RangeError that names the value. */
export function parseInstant(text: string): EpochMs {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (cause) {
    throw new RangeError(
      `Not an instant: '${text}'. Write ISO 8601 with an offset, such as 2026-06-04T18:00:00+02:00.`,
      {
        cause,
      },
    );
  }
}
