import type { Forecast, HourlyRun, MainRun } from '#main/weather/forecast.ts';

const HOUR_MS = 3_600_000;
const MEMBER_FIELDS = ['temperatureC', 'apparentC', 'precipitationMm', 'gustKmh', 'weatherCode'] as const;
const MAIN_FIELDS = [
  ...MEMBER_FIELDS,
  'precipitationProbability',
  'windKmh',
  'airQualityIndex',
] as const satisfies readonly (keyof MainRun)[];

type Numbers = readonly (number | null)[];

/** As it lies in the cache: JSON has no NaN, so 'unknown' is null; hours are told by the first and their number. */
interface ForecastText extends Omit<Forecast, 'hours' | 'main' | 'members'> {
  readonly firstMs: number;
  readonly hours: number;
  readonly main: readonly Numbers[];
  readonly members: readonly (readonly Numbers[])[];
}

const toNumbers = (values: Float64Array): Numbers =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value));
const toValues = (numbers: Numbers | undefined): Float64Array =>
  Float64Array.from(numbers ?? [], (value) => value ?? Number.NaN);

export function encodeForecast(forecast: Forecast): string {
  const { hours, main, members, ...rest } = forecast;
  const text: ForecastText = {
    ...rest,
    firstMs: hours[0] ?? 0,
    hours: hours.length,
    main: MAIN_FIELDS.map((field) => toNumbers(main[field])),
    members: members.map((member) => MEMBER_FIELDS.map((field) => toNumbers(member[field]))),
  };
  return JSON.stringify(text);
}

/** Of what `encodeForecast` gave; hours one apart, as a forecast's are. */
export function decodeForecast(encoded: string): Forecast {
  // Our own cache, written by `encodeForecast` alone.
  const { firstMs, hours, main, members, ...rest } = JSON.parse(encoded) as ForecastText;
  const readMember = (fields: readonly Numbers[]): HourlyRun => ({
    temperatureC: toValues(fields[0]),
    apparentC: toValues(fields[1]),
    precipitationMm: toValues(fields[2]),
    gustKmh: toValues(fields[3]),
    weatherCode: toValues(fields[4]),
  });
  return {
    ...rest,
    hours: Float64Array.from({ length: hours }, (_, i) => firstMs + i * HOUR_MS),
    main: {
      ...readMember(main),
      precipitationProbability: toValues(main[5]),
      windKmh: toValues(main[6]),
      airQualityIndex: toValues(main[7]),
    },
    members: members.map(readMember),
  };
}
