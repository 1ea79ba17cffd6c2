import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { GeoPoint } from '#contract/vocabulary.ts';
import { roundForPrivacy } from '#main/kernel/geo-point.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { mergeForecasts } from '#main/weather/merge-forecasts.ts';
import { parseOpenMeteo } from './parse.ts';
import { createServiceUrl, type RequestContext, requestJson } from './request.ts';

const FORECAST_VARIABLES = [
  'temperature_2m',
  'apparent_temperature',
  'precipitation',
  'precipitation_probability',
  'wind_speed_10m',
  'wind_gusts_10m',
  'weather_code',
];
const ENSEMBLE_VARIABLES = [
  'temperature_2m',
  'apparent_temperature',
  'precipitation',
  'wind_gusts_10m',
  'weather_code',
];
/** 51 members, 15 days, the whole world. */
const ENSEMBLE_MODEL = 'ecmwf_ifs025_ensemble';
// The service counts days in GMT: yesterday holds this morning of zones in the west.
const PAST_DAYS = 1;
const FORECAST_DAYS = 16;
// Ten local dates and one for either end; more would only cost.
const ENSEMBLE_DAYS = 12;

export interface ForecastQuestion extends RequestContext {
  /** Base addresses as in the settings, without the path. */
  readonly forecastUrl: string;
  readonly ensembleUrl: string;
  readonly apiKey: string | null;
  /** Rounded to two decimals before it leaves. */
  readonly place: GeoPoint;
  readonly nowMs: EpochMs;
}

export interface FetchedForecast {
  readonly forecast: Forecast;
  /** Why there are no members; null where there are. */
  readonly ensembleProblem: string | null;
}

async function ask(
  question: ForecastQuestion,
  url: URL,
  parameters: Readonly<Record<string, string>>,
): Promise<Outcome<Forecast>> {
  const place = roundForPrivacy(question.place);
  url.searchParams.set('latitude', String(place.lat));
  url.searchParams.set('longitude', String(place.lon));
  url.searchParams.set('timeformat', 'unixtime');
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const answer = await requestJson(url, question);
  return answer.ok ? parseOpenMeteo(answer.value, { receivedAtMs: question.nowMs }) : answer;
}

/** The forecast and its members. Without the ensemble there is still a forecast; without the forecast there is none. */
export async function fetchForecast(question: ForecastQuestion): Promise<Outcome<FetchedForecast>> {
  const { forecastUrl, ensembleUrl, apiKey } = question;
  const [forecast, ensemble] = await Promise.all([
    ask(question, createServiceUrl(forecastUrl, '/v1/forecast', apiKey), {
      hourly: FORECAST_VARIABLES.join(','),
      past_days: String(PAST_DAYS),
      forecast_days: String(FORECAST_DAYS),
    }),
    ask(question, createServiceUrl(ensembleUrl, '/v1/ensemble', apiKey), {
      hourly: ENSEMBLE_VARIABLES.join(','),
      models: ENSEMBLE_MODEL,
      forecast_days: String(ENSEMBLE_DAYS),
    }),
  ]);
  if (!forecast.ok) return forecast;
  if (!ensemble.ok) return succeed({ forecast: forecast.value, ensembleProblem: ensemble.message });
  const merged = mergeForecasts([forecast.value, ensemble.value]);
  return merged
    ? succeed({ forecast: merged, ensembleProblem: null })
    : fail('unreadable', 'The forecast holds no hours.');
}
