import type { Forecast, HourlyRun, MainRun } from '#main/weather/forecast.ts';
import type { Random } from '#tests/support/planner/random.ts';

const HOUR_MS = 3_600_000;

/** The weather of one hour, the same for every member unless `spread` says otherwise. */
export interface SkyHour {
  readonly apparentC: number;
  readonly rainMm: number;
  readonly gustKmh: number;
  readonly code: number;
}

const fill = (count: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => value(i));

function makeRun(hours: readonly SkyHour[]): HourlyRun {
  const of = (read: (hour: SkyHour) => number): Float64Array =>
    fill(hours.length, (i) => {
      const hour = hours[i];
      return hour ? read(hour) : Number.NaN;
    });
  return {
    temperatureC: of((hour) => hour.apparentC),
    apparentC: of((hour) => hour.apparentC),
    precipitationMm: of((hour) => hour.rainMm),
    gustKmh: of((hour) => hour.gustKmh),
    weatherCode: of((hour) => hour.code),
  };
}

function makeMain(hours: readonly SkyHour[]): MainRun {
  const unknown = fill(hours.length, () => Number.NaN);
  return {
    ...makeRun(hours),
    precipitationProbability: fill(hours.length, (i) => ((hours[i]?.rainMm ?? 0) > 0.1 ? 0.7 : 0.1)),
    windKmh: fill(hours.length, (i) => (hours[i]?.gustKmh ?? 0) / 2),
    airQualityIndex: unknown,
  };
}

/** `days` of weather from `startMs`; `sky` gives the hours of one member (-1: the main run). */
export function makeForecast(
  startMs: number,
  days: number,
  members: number,
  sky: (hour: number, member: number) => SkyHour,
): Forecast {
  const count = days * 24;
  const hoursOf = (member: number): SkyHour[] => Array.from({ length: count }, (_, i) => sky(i, member));
  return {
    source: 'test',
    attribution: 'made up',
    place: { lat: 52.37, lon: 4.9 },
    issuedAtMs: startMs,
    hours: fill(count, (i) => startMs + i * HOUR_MS),
    main: makeMain(hoursOf(-1)),
    members: Array.from({ length: members }, (_, m) => makeRun(hoursOf(m))),
  };
}

export const fineSky = (startMs: number, days = 12, members = 51): Forecast =>
  makeForecast(startMs, days, members, () => ({ apparentC: 19, rainMm: 0, gustKmh: 15, code: 1 }));

/** Showers that come and go, warm afternoons, members that disagree more the further ahead. */
export function randomSky(startMs: number, random: Random, days = 12, members = 51): Forecast {
  const wet = Array.from({ length: days * 4 }, () => random.chance(0.35));
  const windy = Array.from({ length: days * 4 }, () => random.chance(0.15));
  const mean = Array.from({ length: days }, () => 8 + random.next() * 16);
  return makeForecast(startMs, days, members, (hour) => {
    const day = Math.floor(hour / 24);
    const block = Math.floor(hour / 6);
    const unsure = 0.1 + day * 0.04;
    const isWet = random.chance(unsure) ? random.chance(0.4) : wet[block] === true;
    const isWindy = random.chance(unsure) ? random.chance(0.2) : windy[block] === true;
    const swing = 5 * Math.sin(((hour % 24) - 9) * (Math.PI / 12));
    return {
      apparentC: (mean[day] ?? 15) + swing + (random.next() - 0.5) * day,
      rainMm: isWet ? random.next() * 1.5 : 0,
      gustKmh: isWindy ? 40 + random.next() * 25 : 10 + random.next() * 15,
      code: isWet ? 61 : 2,
    };
  });
}
