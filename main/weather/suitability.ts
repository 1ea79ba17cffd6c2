import type { IsoDate } from '#contract/time.ts';
import type { GeoPoint, Setting } from '#contract/vocabulary.ts';
import { daysBetween } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { chanceOfMain, countMembers, isAirGood, smoothShare } from '#main/weather/chance.ts';
import { createDaylight, type Daylight } from '#main/weather/daylight.ts';
import { ANY_WEATHER, type WeatherEnvelope } from '#main/weather/envelope.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { findReasons, type WeatherReason } from '#main/weather/reasons.ts';
import { isSevereWeather } from '#main/weather/severe.ts';
import { prepareSlots, type SlotGrid, touchSlots } from '#main/weather/slots.ts';
import { summarizeWeather, type WeatherSummary } from '#main/weather/summary.ts';

/** What suitability needs to know of an activity. */
interface WeatherNeeds {
  readonly setting: Setting;
  readonly envelope: WeatherEnvelope | null;
}

export interface SuitabilityContext {
  readonly place: GeoPoint;
  readonly zone: Zone;
  /** Lead day 0. */
  readonly today: IsoDate;
}

export interface Suitability {
  /**
   * The probability that the weather stays inside the envelope from start to end. 1 for indoor and remote; strictly
   * between 0 and 1 for outdoor and covered; null where the forecast does not know (planning.md counts that as 0).
   * Not calibrated.
   */
  of(activity: WeatherNeeds, interval: Interval, leadDays: number): number | null;
  /** Too dangerous to be out. Without a forecast nothing is known to be severe. */
  isSevere(interval: Interval): boolean;
  /** Why it would not do, the worst first; empty where it would. */
  reasons(envelope: WeatherEnvelope | null, interval: Interval): readonly WeatherReason[];
  /** The expected weather over the interval, for texts; null where the forecast does not reach. */
  summary(interval: Interval): WeatherSummary | null;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

function chanceInside(
  grid: SlotGrid,
  daylight: Daylight,
  envelope: WeatherEnvelope,
  interval: Interval,
  leadDays: number,
): number | null {
  const touched = touchSlots(grid, interval);
  if (!touched) return null;
  const isPossible =
    (!envelope.daylight || daylight.isLight(interval)) && isAirGood(grid.main, touched, envelope);
  const { inside, known } = countMembers(grid, touched, envelope);
  if (known > 0) return smoothShare(isPossible ? inside : 0, known);
  const chance = chanceOfMain(grid.main, touched, envelope, leadDays);
  // Never shown as 0 % or 100 %.
  return chance === null ? null : clamp(isPossible ? chance : 0, 0.01, 0.99);
}

/** Precomputes what every candidate needs. The forecast's age is the caller's business: pass null for an expired one. */
export function prepareSuitability(forecast: Forecast | null, context: SuitabilityContext): Suitability {
  const { place, zone, today } = context;
  const grid = forecast && forecast.hours.length > 0 ? prepareSlots(forecast) : null;
  const daylight = createDaylight(place);

  return {
    of(activity, interval, leadDays) {
      if (activity.setting === 'indoor' || activity.setting === 'remote') return 1;
      if (!grid) return null;
      return chanceInside(grid, daylight, activity.envelope ?? ANY_WEATHER, interval, leadDays);
    },
    isSevere(interval) {
      const touched = grid && touchSlots(grid, interval);
      return grid !== null && touched !== null && isSevereWeather(grid, touched);
    },
    reasons(envelope, interval) {
      const leadDays = Math.max(0, daysBetween(today, zone.dateOf(interval.startMs)));
      return findReasons({ grid, daylight, zone }, envelope ?? ANY_WEATHER, interval, (criterion) =>
        grid ? chanceInside(grid, daylight, criterion, interval, leadDays) : null,
      );
    },
    summary(interval) {
      const touched = grid && touchSlots(grid, interval);
      return grid && touched && summarizeWeather(grid, touched);
    },
  };
}
