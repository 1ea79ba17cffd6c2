import { fail, type Outcome, succeed } from '#contract/outcome.ts';
import type { EpochMs } from '#contract/time.ts';
import type { Forecast, HourlyRun, MainRun } from '#main/weather/forecast.ts';
import { type HourlyAnswer, readHourlyAnswer } from './answer.ts';
import { OPEN_METEO_ATTRIBUTION, OPEN_METEO_SOURCE } from './attribution.ts';

/** What Golden Hour reads, by the names that Open-Meteo gives it, the old ones (without `_` inside) too. */
const FIELDS_BY_VARIABLE = {
  temperature_2m: 'temperatureC',
  apparent_temperature: 'apparentC',
  precipitation: 'precipitationMm',
  precipitation_probability: 'precipitationProbability',
  wind_speed_10m: 'windKmh',
  windspeed_10m: 'windKmh',
  wind_gusts_10m: 'gustKmh',
  windgusts_10m: 'gustKmh',
  weather_code: 'weatherCode',
  weathercode: 'weatherCode',
  european_aqi: 'airQualityIndex',
} as const satisfies Readonly<Record<string, keyof MainRun>>;

type Variable = keyof typeof FIELDS_BY_VARIABLE;
type Field = (typeof FIELDS_BY_VARIABLE)[Variable];

// Object.keys forgets the literal names.
const VARIABLES = Object.keys(FIELDS_BY_VARIABLE) as Variable[];
// The longest first: precipitation_probability is not the precipitation of a model called 'probability'.
const LONGEST_FIRST = VARIABLES.toSorted((a, b) => b.length - a.length);

/** One series of an answer: `temperature_2m`, `temperature_2m_member07`, each perhaps with `_gfs_seamless` after it. */
interface SeriesName {
  readonly field: Field;
  /** Null: the control run of an ensemble, or a forecast. */
  readonly member: string | null;
  /** Empty where one model was asked for. */
  readonly model: string;
}

const SERIES_NAME = new RegExp(`^(${LONGEST_FIRST.join('|')})(?:_member(\\d+))?(?:_(\\w+))?$`);
/** Suffixes that make another variable of it: temperature_2m_max, precipitation_type, temperature_2m_previous_day1. */
const OTHER_VARIABLE = /^(?:min|max|mean|sum|hours|type|spread|previous_day\d+)(?:_|$)/;

function parseSeriesName(name: string): SeriesName | null {
  const match = SERIES_NAME.exec(name);
  const variable = VARIABLES.find((candidate) => candidate === match?.[1]);
  if (!match || !variable) return null;
  const model = match[3] ?? '';
  if (OTHER_VARIABLE.test(model)) return null;
  return { field: FIELDS_BY_VARIABLE[variable], member: match[2] ?? null, model };
}

// The units are Open-Meteo's own spelling in `hourly_units`.
const TO_OUR_UNIT: Readonly<Record<string, (value: number) => number>> = {
  '°F': (fahrenheit) => ((fahrenheit - 32) * 5) / 9,
  inch: (inches) => inches * 25.4,
  'm/s': (metresPerSecond) => metresPerSecond * 3.6,
  'mp/h': (milesPerHour) => milesPerHour * 1.609_344,
  kn: (knots) => knots * 1.852,
};

const toOurUnit = (field: Field, unit: string): ((value: number) => number) => {
  // A probability is in percent whether the answer says so or not.
  if (field === 'precipitationProbability') return (percent) => percent / 100;
  return TO_OUR_UNIT[unit] ?? ((value) => value);
};

const createUnknown = (length: number): Float64Array => new Float64Array(length).fill(Number.NaN);

type MutableRun = { -readonly [Name in keyof MainRun]: MainRun[Name] };

const createRun = (length: number): MutableRun => ({
  temperatureC: createUnknown(length),
  apparentC: createUnknown(length),
  precipitationMm: createUnknown(length),
  gustKmh: createUnknown(length),
  weatherCode: createUnknown(length),
  precipitationProbability: createUnknown(length),
  windKmh: createUnknown(length),
  airQualityIndex: createUnknown(length),
});

function toMember(run: MainRun): HourlyRun {
  const { temperatureC, apparentC, precipitationMm, gustKmh, weatherCode } = run;
  return { temperatureC, apparentC, precipitationMm, gustKmh, weatherCode };
}

/** Runs by model and member, in the order in which the answer names them. */
function collectRuns(answer: HourlyAnswer): ReadonlyMap<string, { name: SeriesName; run: MutableRun }> {
  const runs = new Map<string, { name: SeriesName; run: MutableRun }>();
  for (const [text, { values, unit }] of answer.series) {
    const name = parseSeriesName(text);
    if (!name) continue;
    const key = `${name.model}/${name.member ?? ''}`;
    const known = runs.get(key) ?? { name, run: createRun(answer.hours.length) };
    runs.set(key, known);
    known.run[name.field] = values.map(toOurUnit(name.field, unit));
  }
  return runs;
}

/** Hour by hour and field by field, the first run that knows. */
function combineRuns(runs: readonly MainRun[], length: number): MainRun {
  const combined = createRun(length);
  for (const field of new Set(Object.values(FIELDS_BY_VARIABLE))) {
    combined[field] = combined[field].map((_, hour) => {
      const knowing = runs.find((run) => !Number.isNaN(run[field][hour] ?? Number.NaN));
      return knowing?.[field][hour] ?? Number.NaN;
    });
  }
  return combined;
}

export interface ParseContext {
  /** When the answer came, or the time of its file; null if nobody knows. The answer's own `current.time` wins. */
  readonly receivedAtMs: EpochMs | null;
}

/**
 * Reads a recorded or fresh answer of Open-Meteo's forecast, ensemble or air quality service. An answer with members
 * is an ensemble: its runs without a number are the models' control runs and count as members, and its main run is
 * unknown. Of a forecast by several models the first that knows a value gives it. `mergeForecasts` puts answers together.
 */
export function parseOpenMeteo(json: unknown, { receivedAtMs }: ParseContext): Outcome<Forecast> {
  const read = readHourlyAnswer(json);
  if (!read.ok) return read;
  const answer = read.value;
  const runs = [...collectRuns(answer).values()];
  if (runs.length === 0) {
    const names = [...answer.series.keys()].slice(0, 5).join(', ') || 'nothing';
    return fail(
      'unreadable',
      `The weather answer holds ${names}, and none of what Golden Hour reads. Ask for hourly=temperature_2m,precipitation.`,
    );
  }
  const length = answer.hours.length;
  const isEnsemble = runs.some(({ name }) => name.member !== null);
  const all = runs.map(({ run }) => run);
  return succeed({
    source: OPEN_METEO_SOURCE,
    attribution: OPEN_METEO_ATTRIBUTION,
    place: { lat: answer.lat, lon: answer.lon },
    issuedAtMs: answer.currentMs ?? receivedAtMs,
    hours: answer.hours,
    main: isEnsemble ? createRun(length) : combineRuns(all, length),
    members: isEnsemble ? all.map(toMember) : [],
  });
}
