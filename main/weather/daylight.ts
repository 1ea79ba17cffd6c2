import { getTimes } from 'suncalc';
import type { EpochMs, IsoDate, MinuteOfDay } from '#contract/time.ts';
import type { GeoPoint } from '#contract/vocabulary.ts';
import { addDays, daysBetween } from '#main/kernel/dates.ts';
import { contains, type Interval, mergeIntervals } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';

const DAY_MS = 86_400_000;
// Solar noon wanders by up to half a minute a day: neighbouring days without night must still touch.
const POLAR_SLACK_MS = 300_000;

export interface Daylight {
  /** Whether the whole interval lies between a sunrise and the sunset after it; polar day counts, polar night not. */
  isLight(interval: Interval): boolean;
  /** The stretches between sunrise and sunset around an instant; merged where the sun does not set. */
  around(ms: EpochMs): readonly Interval[];
}

/** From sunrise to sunset on the solar day whose noon is nearest; null where the sun does not rise. */
function findSunUp(place: GeoPoint, ms: EpochMs): Interval | null {
  const times = getTimes(new Date(ms), place.lat, place.lon);
  if (times.sunrise !== null && times.sunset !== null) {
    return { startMs: times.sunrise.getTime(), endMs: times.sunset.getTime() };
  }
  if (times.alwaysUp !== true) return null;
  const noonMs = times.solarNoon.getTime();
  const half = DAY_MS / 2 + POLAR_SLACK_MS;
  return { startMs: noonMs - half, endMs: noonMs + half };
}

/** Daylight at a place, by suncalc (Meeus, 'Astronomical Algorithms'), to about a minute. */
export function createDaylight(place: GeoPoint): Daylight {
  const aroundByDay = new Map<number, readonly Interval[]>();

  function around(ms: EpochMs): readonly Interval[] {
    const day = Math.floor(ms / DAY_MS);
    let stretches = aroundByDay.get(day);
    if (!stretches) {
      stretches = mergeIntervals(
        [-1, 0, 1, 2]
          .map((offset) => findSunUp(place, (day + offset) * DAY_MS))
          .filter((stretch) => stretch !== null),
      );
      aroundByDay.set(day, stretches);
    }
    return stretches;
  }

  return {
    isLight: (interval) => around(interval.startMs).some((stretch) => contains(stretch, interval)),
    around,
  };
}

/**
 * Sunrise and sunset on a local date, in minutes since local midnight, cut to the date (0 to 1440): a sun that does
 * not set gives 0 and 1440. Null where the sun does not rise on that date.
 */
export function sunOn(
  place: GeoPoint,
  zone: Zone,
  date: IsoDate,
): { readonly rise: MinuteOfDay; readonly set: MinuteOfDay } | null {
  const midnightMs = zone.toEpochMs(date, 0);
  const nextMidnightMs = zone.toEpochMs(addDays(date, 1), 0);
  const stretches = createDaylight(place)
    .around(midnightMs)
    .filter((stretch) => stretch.startMs < nextMidnightMs && stretch.endMs > midnightMs);
  // Far from its zone's meridian a date holds the end of one solar day and the start of the next: the longer counts.
  const longest = stretches
    .map((stretch) => ({
      startMs: Math.max(stretch.startMs, midnightMs),
      endMs: Math.min(stretch.endMs, nextMidnightMs),
    }))
    .toSorted((a, b) => b.endMs - b.startMs - (a.endMs - a.startMs))[0];
  if (!longest) return null;
  const minuteAt = (ms: EpochMs): MinuteOfDay =>
    daysBetween(date, zone.dateOf(ms)) > 0 ? 1440 : zone.minuteOf(ms);
  return { rise: minuteAt(longest.startMs), set: minuteAt(longest.endMs) };
}
