import type { SlotGrid, SlotValues, TouchedSlots } from '#main/weather/slots.ts';
import { isFreezingRain, isSevereCode, isThunder } from '#main/weather/weather-code.ts';

const SEVERE_GUST_KMH = 75;

export type SevereKind = 'thunder' | 'freezing-rain' | 'storm';

function hasSlot(values: Float64Array, touched: TouchedSlots, test: (value: number) => boolean): boolean {
  for (let slot = touched.first; slot <= touched.last; slot++) {
    if (test(values[slot] ?? Number.NaN)) return true;
  }
  return false;
}

const isKnown = (value: number): boolean => !Number.isNaN(value);
const isStormGust = (gust: number): boolean => gust > SEVERE_GUST_KMH;

function isSevereIn(run: SlotValues, touched: TouchedSlots): boolean {
  return hasSlot(run.weatherCode, touched, isSevereCode) || hasSlot(run.gustKmh, touched, isStormGust);
}

/**
 * Severe: at least a fifth of the members (of those that know a weather code or a gust) with thunder, freezing rain or
 * gusts above 75 km/h, or thunder or freezing rain in the main run. The main run's gusts count where no member has any.
 */
export function isSevereWeather(grid: SlotGrid, touched: TouchedSlots): boolean {
  const { main, members } = grid;
  if (hasSlot(main.weatherCode, touched, isSevereCode)) return true;
  const anyGust = members.some((member) => hasSlot(member.gustKmh, touched, isKnown));
  if (!anyGust && hasSlot(main.gustKmh, touched, isStormGust)) return true;
  let known = 0;
  let severe = 0;
  for (const member of members) {
    if (!hasSlot(member.weatherCode, touched, isKnown) && !hasSlot(member.gustKmh, touched, isKnown))
      continue;
    known++;
    if (isSevereIn(member, touched)) severe++;
  }
  return severe > 0 && severe * 5 >= known;
}

/** What the severe weather is: the kind that most runs, the main one among them, have; null where it is not severe. */
export function findSevereKind(grid: SlotGrid, touched: TouchedSlots): SevereKind | null {
  if (!isSevereWeather(grid, touched)) return null;
  const runs: readonly SlotValues[] = [grid.main, ...grid.members];
  const countWhere = (test: (run: SlotValues) => boolean): number => runs.filter(test).length;
  const counts = [
    ['thunder', countWhere((run) => hasSlot(run.weatherCode, touched, isThunder))],
    ['freezing-rain', countWhere((run) => hasSlot(run.weatherCode, touched, isFreezingRain))],
    ['storm', countWhere((run) => hasSlot(run.gustKmh, touched, isStormGust))],
  ] as const;
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
