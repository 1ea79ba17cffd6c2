const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Values that differ by variable, member and hour, so that a mix-up shows. */
export function valueOf(variable: string, member: number, hour: number): number {
  switch (variable) {
    case 'precipitation_probability':
      return (hour * 7) % 101;
    case 'precipitation':
      return ((hour + member) % 10) / 10;
    case 'weather_code':
      return hour % 4;
    default:
      return variable.length + member + (hour % 24) / 10;
  }
}

interface AnswerContext {
  readonly nowMs: number;
  /** Perturbed members beside the control run; 0 is a forecast. */
  readonly members: number;
}

/** An answer as the documentation describes it: whole days of GMT from `past_days` ago, members by suffix. */
export function answerHourly(url: URL, { nowMs, members }: AnswerContext): object {
  const parameters = url.searchParams;
  const pastDays = Number(parameters.get('past_days') ?? 0);
  const days = Number(parameters.get('forecast_days') ?? 7) + pastDays;
  const startMs = Math.floor(nowMs / DAY_MS) * DAY_MS - pastDays * DAY_MS;
  const isUnix = parameters.get('timeformat') === 'unixtime';
  const hours = Array.from({ length: days * 24 }, (_, hour) => startMs + hour * HOUR_MS);
  const hourly: Record<string, readonly (number | string)[]> = {
    time: hours.map((ms) => (isUnix ? ms / 1000 : new Date(ms).toISOString().slice(0, 16))),
  };
  for (const variable of (parameters.get('hourly') ?? '').split(',')) {
    for (let member = 0; member <= members; member++) {
      const suffix = member === 0 ? '' : `_member${String(member).padStart(2, '0')}`;
      hourly[variable + suffix] = hours.map((_, hour) => valueOf(variable, member, hour));
    }
  }
  return {
    latitude: Number(parameters.get('latitude')),
    longitude: Number(parameters.get('longitude')),
    generationtime_ms: 0.5,
    utc_offset_seconds: 0,
    timezone: 'GMT',
    timezone_abbreviation: 'GMT',
    elevation: 3,
    hourly_units: { time: isUnix ? 'unixtime' : 'iso8601', precipitation_probability: '%' },
    hourly,
  };
}

const TOWNS = [
  {
    id: 2_759_794,
    name: 'Amsterdam',
    latitude: 52.374_03,
    longitude: 4.889_69,
    feature_code: 'PPLC',
    country_code: 'NL',
    timezone: 'Europe/Amsterdam',
    population: 741_636,
    country: 'The Netherlands',
    admin1: 'North Holland',
  },
  // As the service really answers for places outside all countries.
  { id: 6_255_152, name: 'Antarctica', latitude: -78.158_56, longitude: 16.406_26, feature_code: 'CONT' },
];

/** Without a hit the service leaves `results` out. */
export function answerTowns(url: URL): object {
  const name = (url.searchParams.get('name') ?? '').toLowerCase();
  const results = TOWNS.filter((town) => town.name.toLowerCase().startsWith(name));
  return { ...(results.length > 0 ? { results } : {}), generationtime_ms: 0.5 };
}
