import type { WeatherGlyph } from '#contract/outlook.ts';
import { countMembers, smoothShare, sumRain } from '#main/weather/chance.ts';
import { ANY_WEATHER } from '#main/weather/envelope.ts';
import { medianOf, modeOf } from '#main/weather/statistics.ts';
import type { SlotGrid, SlotValues, TouchedSlots } from '#main/weather/slots.ts';
import { glyphOfCode } from '#main/weather/weather-code.ts';

/** 'Dry' of planning.md: less than this over the event. */
const DRY_MM = 1;

/** The expected weather over some hours. Null: not known. */
export interface WeatherSummary {
  /** Mean, least and most of the apparent temperature. */
  readonly apparentC: number | null;
  readonly apparentMinC: number | null;
  readonly apparentMaxC: number | null;
  readonly rainMm: number | null;
  /** Of 1 mm or more over the interval (members), or of any rain (main run); 0 to 1, never 0 or 1. */
  readonly rainProbability: number | null;
  /** The strongest. */
  readonly gustKmh: number | null;
  /** Of the worst hour. */
  readonly glyph: WeatherGlyph | null;
}

const knownOrNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** The main run's figure, or the middle of the members' where the main run has none. */
function central(
  grid: SlotGrid,
  measure: (run: SlotValues) => number,
  middleOf: (values: readonly number[]) => number = medianOf,
): number | null {
  const main = measure(grid.main);
  return knownOrNull(Number.isNaN(main) ? middleOf(grid.members.map(measure)) : main);
}

const valuesOver = (values: Float64Array, touched: TouchedSlots): number[] => [
  ...values.subarray(touched.first, touched.last + 1),
];

function findRainProbability(grid: SlotGrid, touched: TouchedSlots): number | null {
  const { inside, known } = countMembers(grid, touched, { ...ANY_WEATHER, rainMaxMm: DRY_MM });
  if (known > 0) return 1 - smoothShare(inside, known);
  const largest = Math.max(...valuesOver(grid.main.rainProbability, touched));
  return knownOrNull(Math.min(0.99, Math.max(0.01, largest)));
}

export function summarizeWeather(grid: SlotGrid, touched: TouchedSlots): WeatherSummary {
  const apparentBy = (reduce: (values: readonly number[]) => number): number | null =>
    central(grid, (run) => reduce(valuesOver(run.apparentC, touched)));
  const worstCode = central(grid, (run) => Math.max(...valuesOver(run.weatherCode, touched)), modeOf);
  return {
    apparentC: apparentBy((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    apparentMinC: apparentBy((values) => Math.min(...values)),
    apparentMaxC: apparentBy((values) => Math.max(...values)),
    rainMm: central(grid, (run) => sumRain(run.rainMm, touched)),
    rainProbability: findRainProbability(grid, touched),
    gustKmh: central(grid, (run) => Math.max(...valuesOver(run.gustKmh, touched))),
    glyph: worstCode === null ? null : glyphOfCode(worstCode),
  };
}
