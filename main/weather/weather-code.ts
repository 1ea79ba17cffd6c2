import type { WeatherGlyph } from '#contract/outlook.ts';

// WMO code table 4677 as Open-Meteo uses it: https://open-meteo.com/en/docs (WMO Weather interpretation codes).
// Freezing drizzle and freezing rain: 56, 57, 66, 67. Thunderstorms: 95 to 99.

export const isThunder = (code: number): boolean => code >= 95 && code <= 99;

export const isFreezingRain = (code: number): boolean =>
  code === 56 || code === 57 || code === 66 || code === 67;

export const isSevereCode = (code: number): boolean => isThunder(code) || isFreezingRain(code);

/** The picture of a code; null for NaN and for codes that no table has. */
export function glyphOfCode(code: number): WeatherGlyph | null {
  if (isThunder(code)) return 'thunder';
  if ((code >= 71 && code <= 77) || code === 85 || code === 86) return 'snow';
  if ((code >= 61 && code <= 67) || (code >= 80 && code <= 82)) return 'rain';
  if (code >= 51 && code <= 57) return 'drizzle';
  if (code === 45 || code === 48) return 'fog';
  if (code === 3) return 'cloudy';
  if (code === 1 || code === 2) return 'partly';
  return code === 0 ? 'clear' : null;
}
