import type { WeatherEnvelope } from '#main/weather/envelope.ts';
import { normalCdf } from '#main/weather/normal.ts';
import type { MainSlotValues, SlotGrid, SlotValues, TouchedSlots } from '#main/weather/slots.ts';

// planning.md, 'Suitability': the probability that the weather stays inside an envelope from start to end. Every
// function here leaves daylight to its caller, because the sun needs no forecast.

/** Rain over the event, each hour's split by minutes; NaN where an hour is unknown. */
export function sumRain(rainMm: Float64Array, touched: TouchedSlots): number {
  let sum = 0;
  for (let slot = touched.first; slot <= touched.last; slot++) {
    sum += (rainMm[slot] ?? Number.NaN) * (touched.shares[slot - touched.first] ?? 0);
  }
  return sum;
}

/** Whether one member stays inside; null where a value that the envelope asks for is unknown. */
function isMemberInside(run: SlotValues, touched: TouchedSlots, envelope: WeatherEnvelope): boolean | null {
  const { apparentMinC, apparentMaxC, gustMaxKmh, rainMaxMm } = envelope;
  let isInside = true;
  if (rainMaxMm !== null) {
    const rain = sumRain(run.rainMm, touched);
    if (Number.isNaN(rain)) return null;
    isInside = rain < rainMaxMm;
  }
  if (apparentMinC !== null || apparentMaxC !== null) {
    const coldest = apparentMinC ?? -Infinity;
    const hottest = apparentMaxC ?? Infinity;
    for (let slot = touched.first; slot <= touched.last; slot++) {
      const apparent = run.apparentC[slot] ?? Number.NaN;
      if (Number.isNaN(apparent)) return null;
      if (apparent < coldest || apparent > hottest) isInside = false;
    }
  }
  if (gustMaxKmh !== null) {
    for (let slot = touched.first; slot <= touched.last; slot++) {
      const gust = run.gustKmh[slot] ?? Number.NaN;
      if (Number.isNaN(gust)) return null;
      if (gust > gustMaxKmh) isInside = false;
    }
  }
  return isInside;
}

/** k of n members inside; members that do not know a needed value are not in n. */
export function countMembers(
  grid: SlotGrid,
  touched: TouchedSlots,
  envelope: WeatherEnvelope,
): { readonly inside: number; readonly known: number } {
  let inside = 0;
  let known = 0;
  for (const member of grid.members) {
    const isInside = isMemberInside(member, touched, envelope);
    if (isInside === null) continue;
    known++;
    if (isInside) inside++;
  }
  return { inside, known };
}

/** (k + 1/3) / (n + 2/3): never 0 and never 1. */
export const smoothShare = (inside: number, known: number): number => (inside + 1 / 3) / (known + 2 / 3);

/** Product over blocks of three hours, from the first touched hour, of 1 - the largest probability of rain. */
function chanceOfDry(main: MainSlotValues, touched: TouchedSlots): number {
  let chance = 1;
  for (let block = touched.first; block <= touched.last; block += 3) {
    let largest = 0;
    for (let slot = block; slot <= Math.min(block + 2, touched.last); slot++) {
      // Math.max hands NaN on: one unknown hour makes the whole unknown.
      largest = Math.max(largest, main.rainProbability[slot] ?? Number.NaN);
    }
    chance *= 1 - largest;
  }
  return chance;
}

/** The least over the touched hours; NaN where one is unknown. */
function leastOver(values: Float64Array, touched: TouchedSlots, chanceAt: (value: number) => number): number {
  let least = 1;
  for (let slot = touched.first; slot <= touched.last; slot++) {
    least = Math.min(least, chanceAt(values[slot] ?? Number.NaN));
  }
  return least;
}

/**
 * Without members, from the main run alone: dry, times temperature inside (normal around the forecast, 1 + 0.3 a day
 * of lead), times gust below its limit (log-normal, the forecast is the median, sigma 0.15 + 0.03 a day of lead).
 * Null where a value that the envelope asks for is unknown.
 */
export function chanceOfMain(
  main: MainSlotValues,
  touched: TouchedSlots,
  envelope: WeatherEnvelope,
  leadDays: number,
): number | null {
  const { apparentMinC, apparentMaxC, gustMaxKmh, rainMaxMm } = envelope;
  let chance = rainMaxMm === null ? 1 : chanceOfDry(main, touched);
  if (apparentMinC !== null || apparentMaxC !== null) {
    const deviation = 1 + 0.3 * leadDays;
    const coldest = apparentMinC ?? -Infinity;
    const hottest = apparentMaxC ?? Infinity;
    chance *= leastOver(
      main.apparentC,
      touched,
      (apparent) => normalCdf((hottest - apparent) / deviation) - normalCdf((coldest - apparent) / deviation),
    );
  }
  if (gustMaxKmh !== null) {
    const sigma = 0.15 + 0.03 * leadDays;
    chance *= leastOver(main.gustKmh, touched, (gust) =>
      gust <= 0 ? 1 : normalCdf(Math.log(gustMaxKmh / gust) / sigma),
    );
  }
  return Number.isNaN(chance) ? null : chance;
}

/** Whether every hour whose air quality is known is good enough. */
export function isAirGood(main: MainSlotValues, touched: TouchedSlots, envelope: WeatherEnvelope): boolean {
  if (envelope.airQualityMax === null) return true;
  for (let slot = touched.first; slot <= touched.last; slot++) {
    // NaN is not above the limit: unknown air does not matter.
    if ((main.airQualityIndex[slot] ?? Number.NaN) > envelope.airQualityMax) return false;
  }
  return true;
}
