/**
 * The weather inside which an event is pleasant. Null: it does not matter. An activity's `ComfortEnvelope` is one;
 * activities know the weather and not the other way round, so the weather names only what it needs.
 */
export interface WeatherEnvelope {
  readonly apparentMinC: number | null;
  readonly apparentMaxC: number | null;
  readonly gustMaxKmh: number | null;
  /** Total over the event; inside is strictly below. */
  readonly rainMaxMm: number | null;
  /** Between sunrise and sunset. */
  readonly daylight: boolean;
  /** European AQI; an hour in which it is not known does not matter. */
  readonly airQualityMax: number | null;
}

/** An envelope that lets all weather in: a base to name one criterion on. */
export const ANY_WEATHER: WeatherEnvelope = {
  apparentMinC: null,
  apparentMaxC: null,
  gustMaxKmh: null,
  rainMaxMm: null,
  daylight: false,
  airQualityMax: null,
};
