import type { EpochMs } from '#contract/time.ts';

/**
 * One run's hourly values. All arrays are as long as `Forecast.hours`; NaN is 'unknown'.
 * Units: degrees Celsius, millimetres, km/h, WMO code. `precipitationMm`, `precipitationProbability` and `gustKmh`
 * are of the hour that ends at `hours[i]` (Open-Meteo's preceding hour); the rest are the values at `hours[i]`.
 */
export interface HourlyRun {
  readonly temperatureC: Float64Array;
  readonly apparentC: Float64Array;
  readonly precipitationMm: Float64Array;
  readonly gustKmh: Float64Array;
  readonly weatherCode: Float64Array;
}

/** The main (deterministic) run, which alone has probabilities and wind. */
export interface MainRun extends HourlyRun {
  /** 0 to 1. */
  readonly precipitationProbability: Float64Array;
  readonly windKmh: Float64Array;
  /** European AQI and the worst pollen count, where known. */
  readonly airQualityIndex: Float64Array;
}

export interface Forecast {
  readonly source: string;
  readonly attribution: string;
  readonly place: { readonly lat: number; readonly lon: number };
  /** When it was fetched or, for a recorded answer, when it says it was made; null if nobody knows. */
  readonly issuedAtMs: EpochMs | null;
  /** Ascending instants, one hour apart. */
  readonly hours: Float64Array;
  readonly main: MainRun;
  /** Ensemble members over the same hours; empty without an ensemble. */
  readonly members: readonly HourlyRun[];
}
