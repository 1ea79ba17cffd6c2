import type { Forecast, HourlyRun } from '#main/weather/forecast.ts';

const HOUR_MS = 3_600_000;

/** Values by field; a number stands for every hour, what is left out is unknown. */
export type RunSketch = {
  readonly [Field in keyof Forecast['main']]?: number | readonly number[];
};

export interface ForecastSketch {
  readonly start: string;
  readonly hours: number;
  readonly main?: RunSketch;
  readonly members?: readonly RunSketch[];
  readonly issuedAt?: string;
}

function createRun(sketch: RunSketch, hours: number): Forecast['main'] {
  const fill = (field: keyof RunSketch): Float64Array => {
    const given = sketch[field] ?? Number.NaN;
    return Float64Array.from({ length: hours }, (_, i) =>
      typeof given === 'number' ? given : (given[i] ?? Number.NaN),
    );
  };
  return {
    temperatureC: fill('temperatureC'),
    apparentC: fill('apparentC'),
    precipitationMm: fill('precipitationMm'),
    gustKmh: fill('gustKmh'),
    weatherCode: fill('weatherCode'),
    precipitationProbability: fill('precipitationProbability'),
    windKmh: fill('windKmh'),
    airQualityIndex: fill('airQualityIndex'),
  };
}

export function buildForecast({ start, hours, main = {}, members = [], issuedAt }: ForecastSketch): Forecast {
  const startMs = Date.parse(start);
  return {
    source: 'test',
    attribution: 'test',
    place: { lat: 52.37, lon: 4.9 },
    issuedAtMs: Date.parse(issuedAt ?? start),
    hours: Float64Array.from({ length: hours }, (_, i) => startMs + i * HOUR_MS),
    main: createRun(main, hours),
    members: members.map((member): HourlyRun => createRun(member, hours)),
  };
}
