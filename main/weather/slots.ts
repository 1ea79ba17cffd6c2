import type { EpochMs } from '#contract/time.ts';
import type { Interval } from '#main/kernel/interval.ts';
import type { Forecast, HourlyRun } from '#main/weather/forecast.ts';

const HOUR_MS = 3_600_000;

/**
 * One run by the hour that begins at the index, so that every value of one hour has one index: what the forecast
 * tells of the preceding hour has moved one place down. NaN is 'unknown'.
 */
export interface SlotValues {
  /** Apparent temperature, or the temperature where that is not known. */
  readonly apparentC: Float64Array;
  readonly rainMm: Float64Array;
  readonly gustKmh: Float64Array;
  readonly weatherCode: Float64Array;
}

export interface MainSlotValues extends SlotValues {
  /** 0 to 1; where the forecast has none, made from the amount of rain (`guessProbability`). */
  readonly rainProbability: Float64Array;
  readonly airQualityIndex: Float64Array;
}

export interface SlotGrid {
  readonly firstMs: EpochMs;
  readonly count: number;
  readonly main: MainSlotValues;
  readonly members: readonly SlotValues[];
}

/** The hours that an event touches, `first` to `last` inclusive, and how much of each, 0 to 1. */
export interface TouchedSlots {
  readonly first: number;
  readonly last: number;
  readonly shares: Float64Array;
}

/** NaN for the last hour, whose rain and gusts the forecast does not hold. */
function toHourThatBegins(values: Float64Array): Float64Array {
  const shifted = new Float64Array(values.length).fill(Number.NaN);
  shifted.set(values.subarray(1));
  return shifted;
}

const fillFrom = (values: Float64Array, spare: Float64Array): Float64Array =>
  values.map((value, hour) => (Number.isNaN(value) ? (spare[hour] ?? Number.NaN) : value));

function toSlotValues(run: HourlyRun): SlotValues {
  return {
    apparentC: fillFrom(run.apparentC, run.temperatureC),
    rainMm: toHourThatBegins(run.precipitationMm),
    gustKmh: toHourThatBegins(run.gustKmh),
    weatherCode: run.weatherCode,
  };
}

/**
 * A probability of rain where the forecast gives only an amount. Trust in the run falls from 0.9 at the start by 0.06
 * a day, to 0.3 at the least; the rest is a climatological 0.2. The run says 'wet' (1) from 1 mm an hour, 'perhaps'
 * (0.6) from 0.1 mm, Open-Meteo's own threshold of its probability, and 'dry' (0) below. Our own figures: a dry hour
 * gets 0.02 today and 0.13 on the tenth day, a wet one 0.92 and 0.49.
 */
export function guessProbability(rainMm: number, leadHours: number): number {
  if (Number.isNaN(rainMm)) return Number.NaN;
  const trust = Math.max(0.3, 0.9 - 0.06 * Math.max(0, Math.floor(leadHours / 24)));
  let says = 0;
  if (rainMm >= 0.1) says = rainMm >= 1 ? 1 : 0.6;
  return trust * says + (1 - trust) * 0.2;
}

export function prepareSlots(forecast: Forecast): SlotGrid {
  const firstMs = forecast.hours[0] ?? 0;
  const issuedAtMs = forecast.issuedAtMs ?? firstMs;
  const main = toSlotValues(forecast.main);
  const guessed = main.rainMm.map((mm, slot) =>
    guessProbability(mm, (firstMs + slot * HOUR_MS - issuedAtMs) / HOUR_MS),
  );
  return {
    firstMs,
    count: forecast.hours.length,
    main: {
      ...main,
      rainProbability: fillFrom(toHourThatBegins(forecast.main.precipitationProbability), guessed),
      airQualityIndex: forecast.main.airQualityIndex,
    },
    members: forecast.members.map(toSlotValues),
  };
}

/** Null where the event reaches beyond the forecast, or has no length. */
export function touchSlots(grid: SlotGrid, interval: Interval): TouchedSlots | null {
  const from = (interval.startMs - grid.firstMs) / HOUR_MS;
  const until = (interval.endMs - grid.firstMs) / HOUR_MS;
  const first = Math.floor(from);
  const last = Math.ceil(until) - 1;
  if (first < 0 || last >= grid.count || until <= from) return null;
  const shares = new Float64Array(last - first + 1);
  for (let slot = first; slot <= last; slot++) {
    shares[slot - first] = Math.min(until, slot + 1) - Math.max(from, slot);
  }
  return { first, last, shares };
}
