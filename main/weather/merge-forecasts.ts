import type { Forecast, HourlyRun, MainRun } from '#main/weather/forecast.ts';

const HOUR_MS = 3_600_000;

/** Moves a run onto other hours; half an hour apart (zones such as Asia/Kolkata) the value at or before counts. */
function createMover(from: Float64Array, onto: Float64Array): (values: Float64Array) => Float64Array {
  const shift = Math.floor(((onto[0] ?? 0) - (from[0] ?? 0)) / HOUR_MS);
  return (values) => onto.map((_, hour) => values[hour + shift] ?? Number.NaN);
}

function mapRun(run: HourlyRun, move: (values: Float64Array) => Float64Array): HourlyRun {
  return {
    temperatureC: move(run.temperatureC),
    apparentC: move(run.apparentC),
    precipitationMm: move(run.precipitationMm),
    gustKmh: move(run.gustKmh),
    weatherCode: move(run.weatherCode),
  };
}

const mapMain = (run: MainRun, move: (values: Float64Array) => Float64Array): MainRun => ({
  ...mapRun(run, move),
  precipitationProbability: move(run.precipitationProbability),
  windKmh: move(run.windKmh),
  airQualityIndex: move(run.airQualityIndex),
});

function firstKnown(runs: readonly Float64Array[]): Float64Array {
  const [newest = new Float64Array(), ...older] = runs;
  return newest.map((value, hour) => {
    if (!Number.isNaN(value)) return value;
    const knowing = older.find((run) => !Number.isNaN(run[hour] ?? Number.NaN));
    return knowing?.[hour] ?? Number.NaN;
  });
}

function mergeMains(mains: readonly MainRun[]): MainRun {
  const pick = (field: keyof MainRun): Float64Array => firstKnown(mains.map((main) => main[field]));
  return {
    temperatureC: pick('temperatureC'),
    apparentC: pick('apparentC'),
    precipitationMm: pick('precipitationMm'),
    gustKmh: pick('gustKmh'),
    weatherCode: pick('weatherCode'),
    precipitationProbability: pick('precipitationProbability'),
    windKmh: pick('windKmh'),
    airQualityIndex: pick('airQualityIndex'),
  };
}

/**
 * One forecast of several (a forecast, an ensemble, air quality, in any order): all hours of all, the main values of
 * the newest that knows them, the members of every one. It is as old as its oldest part; of parts of unknown age that
 * of the others counts. Null for none.
 */
export function mergeForecasts(forecasts: readonly Forecast[]): Forecast | null {
  const byAge = forecasts
    .filter(({ hours }) => hours.length > 0)
    .toSorted((a, b) => (b.issuedAtMs ?? -Infinity) - (a.issuedAtMs ?? -Infinity));
  const [newest] = byAge;
  if (!newest || byAge.length === 1) return newest ?? null;
  const anchorMs = newest.hours[0] ?? 0;
  let before = 0;
  let after = 0;
  for (const { hours } of byAge) {
    before = Math.min(before, Math.ceil(((hours[0] ?? 0) - anchorMs) / HOUR_MS));
    after = Math.max(after, Math.floor(((hours.at(-1) ?? 0) - anchorMs) / HOUR_MS));
  }
  const hours = Float64Array.from(
    { length: after - before + 1 },
    (_, i) => anchorMs + (before + i) * HOUR_MS,
  );
  const movers = byAge.map((forecast) => createMover(forecast.hours, hours));
  const known = byAge.map(({ issuedAtMs }) => issuedAtMs).filter((ms) => ms !== null);
  return {
    source: [...new Set(byAge.map(({ source }) => source))].join(', '),
    attribution: [...new Set(byAge.map(({ attribution }) => attribution))].join(', '),
    place: newest.place,
    issuedAtMs: known.length > 0 ? Math.min(...known) : null,
    hours,
    main: mergeMains(byAge.map((forecast, i) => mapMain(forecast.main, movers[i] ?? ((values) => values)))),
    members: byAge.flatMap((forecast, i) =>
      forecast.members.map((member) => mapRun(member, movers[i] ?? ((values) => values))),
    ),
  };
}
