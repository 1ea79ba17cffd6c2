import type { FailureCode } from '#contract/outcome.ts';
import type { Settings } from '#contract/settings.ts';
import type { EpochMs } from '#contract/time.ts';
import type { GeoPoint } from '#contract/vocabulary.ts';
import { roundForPrivacy } from '#main/kernel/geo-point.ts';
import type { Store } from '#main/store/open.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { freshnessOf } from '#main/weather/freshness.ts';
import { decodeForecast, encodeForecast } from './forecast-text.ts';
import { readSampleMark, sampleWeekOn } from './sample-state.ts';

const HOUR_MS = 3_600_000;

export type ForecastProblem = 'no-place' | 'off' | 'none-yet' | 'expired' | { readonly failed: FailureCode };

export interface CachedWeather {
  /** The last one, however old; null: there is none. */
  readonly forecast: Forecast | null;
  /** The same, unless it is too old to be used. */
  readonly usable: Forecast | null;
  /** Invented for the sample week. */
  readonly constructed: boolean;
  readonly problem: ForecastProblem | null;
}

/** Its rounded place is what a forecast is kept under: nearby homes share one, and the file tells no address. */
export function forecastKey(place: GeoPoint): string {
  const { lat, lon } = roundForPrivacy(place);
  return `${lat},${lon}`;
}

/** The weather to plan with, and what is wrong with it. While the sample week is loaded, its invented weather. */
export function readWeather(store: Store, settings: Settings, nowMs: EpochMs): CachedWeather {
  const mark = readSampleMark(store);
  if (mark !== null) {
    const { forecast } = sampleWeekOn(mark, nowMs);
    return { forecast, usable: forecast, constructed: true, problem: null };
  }
  const nothing = { forecast: null, usable: null, constructed: false };
  if (!settings.weather.enabled) return { ...nothing, problem: 'off' };
  if (settings.home === null) return { ...nothing, problem: 'no-place' };
  const cached = store.forecasts.read(forecastKey(settings.home));
  // Written by `saveFailure` alone.
  const failed = cached?.problem ? { failed: cached.problem as FailureCode } : null;
  if (!cached?.payload) return { ...nothing, problem: failed ?? 'none-yet' };
  const forecast = decodeForecast(cached.payload);
  const isExpired = freshnessOf(forecast.issuedAtMs, nowMs) === 'expired';
  return {
    forecast,
    usable: isExpired ? null : forecast,
    constructed: false,
    problem: failed ?? (isExpired ? 'expired' : null),
  };
}

/** What the command line plans with. */
export const readCachedForecast = (store: Store, settings: Settings, nowMs: EpochMs): Forecast | null =>
  readWeather(store, settings, nowMs).usable;

/** At most one attempt an hour, whether it succeeds or not. A clock that went back does not hold it up. */
export function isForecastDue(store: Store, settings: Settings, nowMs: EpochMs): boolean {
  if (!settings.weather.enabled || settings.home === null || readSampleMark(store) !== null) return false;
  const attemptedAtMs = store.forecasts.read(forecastKey(settings.home))?.attemptedAtMs ?? null;
  return attemptedAtMs === null || attemptedAtMs > nowMs || nowMs - attemptedAtMs >= HOUR_MS;
}

export const saveForecast = (store: Store, key: string, forecast: Forecast, nowMs: EpochMs): void =>
  store.forecasts.save(key, encodeForecast(forecast), nowMs);

export const saveFailure = (store: Store, key: string, code: FailureCode, nowMs: EpochMs): void =>
  store.forecasts.recordFailure(key, code, nowMs);
