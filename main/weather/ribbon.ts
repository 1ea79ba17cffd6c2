import type { DayView, RibbonHour } from '#contract/outlook.ts';
import type { IsoDate } from '#contract/time.ts';
import { addDays, daysBetween } from '#main/kernel/dates.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { medianOf, modeOf, quantileOf } from '#main/weather/statistics.ts';
import { prepareSlots, type SlotGrid } from '#main/weather/slots.ts';
import { glyphOfCode } from '#main/weather/weather-code.ts';

const HOUR_MS = 3_600_000;
// Open-Meteo's own threshold of 'precipitation probability'.
const ANY_RAIN_MM = 0.1;
// Of a gust over the hour's mean wind, as in the wind limits of the activities.
const GUST_FACTOR = 1.5;
/** Standard deviations from the middle to the 10th and 90th percentile. */
const TENTH_PERCENTILE = 1.2816;

export interface RibbonContext {
  readonly zone: Zone;
  readonly today: IsoDate;
  /** Local dates from today on. */
  readonly days: number;
}

const firstKnown = (...values: readonly number[]): number =>
  values.find((value) => !Number.isNaN(value)) ?? Number.NaN;

function findTemperature(forecast: Forecast, slot: number): number {
  const members = forecast.members.map((member) => member.temperatureC[slot] ?? Number.NaN);
  return firstKnown(forecast.main.temperatureC[slot] ?? Number.NaN, medianOf(members));
}

/** Percentiles of the members; the spread that suitability uses where there are none. */
function findSpread(
  forecast: Forecast,
  slot: number,
  leadDays: number,
): { readonly lowC: number; readonly highC: number } {
  const members = forecast.members.map((member) => member.temperatureC[slot] ?? Number.NaN);
  const lowC = quantileOf(members, 0.1);
  if (!Number.isNaN(lowC)) return { lowC, highC: quantileOf(members, 0.9) };
  const temperature = findTemperature(forecast, slot);
  const spread = TENTH_PERCENTILE * (1 + 0.3 * leadDays);
  return { lowC: temperature - spread, highC: temperature + spread };
}

/** The main run's probability, the share of rainy members, or what the amount suggests; 0 where nothing is known. */
function findRain(forecast: Forecast, grid: SlotGrid, slot: number): number {
  const given = forecast.main.precipitationProbability[slot + 1] ?? Number.NaN;
  const members = grid.members
    .map((member) => member.rainMm[slot] ?? Number.NaN)
    .filter((mm) => !Number.isNaN(mm));
  const share = members.filter((mm) => mm >= ANY_RAIN_MM).length / members.length;
  return firstKnown(given, share, grid.main.rainProbability[slot] ?? Number.NaN, 0);
}

/** The mean wind, or what the gusts suggest; 0 where nothing is known. */
function findWind(forecast: Forecast, grid: SlotGrid, slot: number): number {
  const memberGust = medianOf(grid.members.map((member) => member.gustKmh[slot] ?? Number.NaN));
  const gust = firstKnown(grid.main.gustKmh[slot] ?? Number.NaN, memberGust);
  return firstKnown(forecast.main.windKmh[slot] ?? Number.NaN, gust / GUST_FACTOR, 0);
}

/**
 * The hours of the horizon by local date and hour, ascending, where the temperature is known. Rain is of the hour that
 * begins there. An hour that the clock shows twice is there once, its first pass.
 */
export function createRibbon(
  forecast: Forecast,
  { zone, today, days }: RibbonContext,
): readonly RibbonHour[] {
  const grid = prepareSlots(forecast);
  const lastDate = addDays(today, days - 1);
  const ribbon: RibbonHour[] = [];
  for (const [slot, ms] of forecast.hours.entries()) {
    const date = zone.dateOf(ms);
    const temperatureC = findTemperature(forecast, slot);
    if (date < today || date > lastDate || Number.isNaN(temperatureC)) continue;
    const hour = Math.floor(zone.minuteOf(ms) / 60);
    const previous = ribbon.at(-1);
    if (previous && previous.date === date && previous.hour >= hour) continue;
    ribbon.push({
      date,
      hour,
      temperatureC,
      ...findSpread(forecast, slot, daysBetween(today, date)),
      rain: findRain(forecast, grid, slot),
      windKmh: findWind(forecast, grid, slot),
    });
  }
  return ribbon;
}

/** A code for the hour: the main run's, else what most members say, else what the amount of rain says. */
function findCode(forecast: Forecast, grid: SlotGrid, slot: number): number {
  const commonest = modeOf(forecast.members.map((member) => member.weatherCode[slot] ?? Number.NaN));
  const amount = firstKnown(
    grid.main.rainMm[slot] ?? Number.NaN,
    medianOf(grid.members.map((member) => member.rainMm[slot] ?? Number.NaN)),
  );
  // 61 is slight rain, 2 partly cloudy: without a code the sky is anybody's guess.
  const guess = amount >= ANY_RAIN_MM ? 61 : 2;
  return firstKnown(
    forecast.main.weatherCode[slot] ?? Number.NaN,
    commonest,
    Number.isNaN(amount) ? amount : guess,
  );
}

const DAY_BEGINS_HOUR = 8;
const DAY_ENDS_HOUR = 22;

/** Thunder at once; what falls for two hours or more, the worst but one; else the commonest sky. */
function findDayGlyph(codes: readonly number[]): NonNullable<DayView['weather']>['glyph'] {
  const known = codes.filter((code) => glyphOfCode(code) !== null).toSorted((a, b) => b - a);
  const worst = known[0] ?? Number.NaN;
  const second = known[1] ?? Number.NaN;
  if (glyphOfCode(worst) === 'thunder') return 'thunder';
  if (second >= 51) return glyphOfCode(second) ?? 'rain';
  return glyphOfCode(modeOf(known.filter((code) => code < 51))) ?? 'partly';
}

/** High and low of a local date, and its picture from 8:00 to 22:00; null where the forecast does not reach. */
export function dayWeatherOn(forecast: Forecast, zone: Zone, date: IsoDate): DayView['weather'] {
  const grid = prepareSlots(forecast);
  const temperatures: number[] = [];
  const codes: number[] = [];
  const fromMs = zone.toEpochMs(date, 0);
  const untilMs = zone.toEpochMs(addDays(date, 1), 0);
  const first = Math.max(0, Math.ceil((fromMs - (forecast.hours[0] ?? 0)) / HOUR_MS));
  for (let slot = first; slot < forecast.hours.length; slot++) {
    const ms = forecast.hours[slot] ?? Infinity;
    if (ms >= untilMs) break;
    const temperature = findTemperature(forecast, slot);
    if (!Number.isNaN(temperature)) temperatures.push(temperature);
    const hour = zone.minuteOf(ms) / 60;
    if (hour >= DAY_BEGINS_HOUR && hour < DAY_ENDS_HOUR) codes.push(findCode(forecast, grid, slot));
  }
  if (temperatures.length === 0) return null;
  return { glyph: findDayGlyph(codes), highC: Math.max(...temperatures), lowC: Math.min(...temperatures) };
}
