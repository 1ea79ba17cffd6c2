import type { ForecastAge } from '#contract/outlook.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { freshnessOf } from '#main/weather/freshness.ts';
import { OPEN_METEO_URL } from '#main/weather/open-meteo/attribution.ts';

export function viewForecastAge(
  forecast: Forecast,
  {
    zone,
    nowMs,
    constructed,
  }: { readonly zone: Zone; readonly nowMs: EpochMs; readonly constructed: boolean },
): ForecastAge {
  const { source, attribution, issuedAtMs, members } = forecast;
  return {
    source,
    attribution,
    attributionUrl: constructed ? '' : OPEN_METEO_URL,
    issuedAt: issuedAtMs === null ? null : zone.format(issuedAtMs),
    members: members.length,
    freshness: freshnessOf(issuedAtMs, nowMs),
    constructed,
  };
}
