import type { EpochMs, IsoDate } from '#contract/time.ts';
import type { GeoPoint, Language } from '#contract/vocabulary.ts';
import { addDays, datesFrom, daysBetween } from '#main/kernel/dates.ts';
import { fnv1a } from '#main/kernel/hash.ts';
import type { Zone } from '#main/kernel/zone.ts';
import type { Forecast, HourlyRun } from '#main/weather/forecast.ts';
import { createRandom, type Random } from './random.ts';

const HOUR_MS = 3_600_000;
const MEMBERS = 51;

/** One day as the story tells it; rain falls evenly between two local hours. */
interface DayStory {
  readonly highC: number;
  readonly gustKmh: number;
  readonly rainMm: number;
  readonly rainFrom: number;
  readonly rainUntil: number;
  /** WMO code of the dry hours. */
  readonly sky: 0 | 1 | 2 | 3;
}

const dry = (highC: number, gustKmh: number, sky: DayStory['sky']): DayStory => ({
  highC,
  gustKmh,
  sky,
  rainMm: 0,
  rainFrom: 0,
  rainUntil: 24,
});

/** Mild whatever the season, and from every kind one: warm and dry, windy, wet, unsure. Today first. */
const STORY: readonly DayStory[] = [
  dry(19, 24, 2),
  dry(20, 20, 1),
  dry(22, 18, 0),
  dry(21, 24, 1),
  dry(17, 66, 3),
  { highC: 15, gustKmh: 38, rainMm: 11, rainFrom: 9, rainUntil: 22, sky: 3 },
  { highC: 17, gustKmh: 30, rainMm: 2, rainFrom: 6, rainUntil: 10, sky: 2 },
  dry(20, 22, 1),
  dry(21, 20, 1),
  { highC: 18, gustKmh: 28, rainMm: 3, rainFrom: 14, rainUntil: 18, sky: 3 },
  dry(19, 25, 2),
];

/** How one run departs from the story on one day. */
interface Departure {
  readonly temperatureC: number;
  readonly gustFactor: number;
  readonly rainFactor: number;
  readonly rainShiftHours: number;
  /** A shower that the story does not tell of. */
  readonly shower: { readonly fromHour: number; readonly mm: number } | null;
}

const NO_DEPARTURE: Departure = {
  temperatureC: 0,
  gustFactor: 1,
  rainFactor: 1,
  rainShiftHours: 0,
  shower: null,
};

const SHOWER_HOURS = 3;

/** Members drift apart with every day of lead; `leaning` is how warm a member is from the start. */
function departFor(random: Random, leadDays: number, leaning: number): Departure {
  const spreadC = 0.4 + 0.25 * leadDays;
  const missesRain = random.uniform() < 0.01 + 0.015 * leadDays;
  const hasShower = random.uniform() < 0.02 + 0.02 * leadDays;
  const fromHour = 10 + 10 * random.uniform();
  const mm = 1 + 3 * random.uniform();
  return {
    temperatureC: spreadC * (0.8 * leaning + 0.6 * random.normal()),
    gustFactor: Math.exp(random.normal() * (0.08 + 0.02 * leadDays)),
    rainFactor: missesRain ? 0 : Math.exp(random.normal() * (0.25 + 0.08 * leadDays)),
    rainShiftHours: random.normal() * (0.5 + 0.3 * leadDays),
    shower: hasShower ? { fromHour, mm } : null,
  };
}

/** Rain of the local hour that ends at `hour`, of `mm` that fall evenly from `from` to `until`. */
function rainOfHour(hour: number, mm: number, from: number, until: number): number {
  const overlap = Math.min(hour, until) - Math.max(hour - 1, from);
  return overlap > 0 ? (mm * overlap) / (until - from) : 0;
}

/** Apparent temperature in the shade after Steadman (1994), with 55 % humidity: the Bureau of Meteorology's formula. */
function apparentOf(temperatureC: number, windKmh: number): number {
  const vapourHpa = 0.55 * 6.105 * Math.exp((17.27 * temperatureC) / (237.7 + temperatureC));
  return temperatureC + 0.33 * vapourHpa - 0.7 * (windKmh / 3.6) - 4;
}

/** The warmest at 15:00, the coldest twelve hours before and after; gusts rise and fall with it. */
const warmthOf = (hour: number): number => Math.cos(((hour - 15) / 24) * 2 * Math.PI);

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

interface HourOfStory {
  readonly dayIndex: number;
  /** Local, 0 to 24, with minutes. */
  readonly hour: number;
}

function tellRun(
  hours: readonly HourOfStory[],
  departures: readonly Departure[],
): HourlyRun & { readonly windKmh: Float64Array } {
  const create = (): Float64Array => new Float64Array(hours.length);
  const run = {
    temperatureC: create(),
    apparentC: create(),
    precipitationMm: create(),
    gustKmh: create(),
    weatherCode: create(),
    windKmh: create(),
  };
  for (const [at, { dayIndex, hour }] of hours.entries()) {
    const story = STORY[dayIndex];
    const departure = departures[dayIndex];
    if (!story || !departure) throw new Error(`The sample's weather has no day ${dayIndex}.`);
    // Between noons the mean moves from day to day, so that no midnight is a step.
    const towards = STORY[dayIndex + (hour < 12 ? -1 : 1)] ?? story;
    const distance = Math.abs(hour - 12) / 24;
    const highC = story.highC * (1 - distance) + towards.highC * distance;
    const temperatureC = highC - 3.5 + 3.5 * warmthOf(hour) + departure.temperatureC;
    const gustKmh = story.gustKmh * (0.8 + 0.2 * warmthOf(hour)) * departure.gustFactor;
    const windKmh = gustKmh / 1.7;
    const shift = departure.rainShiftHours;
    const shower = departure.shower;
    const rainMm =
      rainOfHour(hour, story.rainMm * departure.rainFactor, story.rainFrom + shift, story.rainUntil + shift) +
      (shower ? rainOfHour(hour, shower.mm, shower.fromHour, shower.fromHour + SHOWER_HOURS) : 0);
    run.temperatureC[at] = round(temperatureC, 1);
    run.apparentC[at] = round(apparentOf(temperatureC, windKmh), 1);
    run.precipitationMm[at] = round(rainMm, 2);
    run.gustKmh[at] = round(gustKmh, 1);
    run.windKmh[at] = round(windKmh, 1);
    run.weatherCode[at] = rainMm >= 0.1 ? 61 : story.sky;
  }
  return run;
}

const SOURCE: Readonly<Record<Language, string>> = {
  en: 'constructed for the sample week',
  nl: 'verzonnen voor de voorbeeldweek',
};

export interface SampleWeatherContext {
  readonly today: IsoDate;
  readonly zone: Zone;
  readonly nowMs: EpochMs;
  readonly place: GeoPoint;
  readonly language: Language;
}

/** Eleven local days of made-up weather with 51 members; the same for the same day and zone. */
export function inventForecast({ today, zone, nowMs, place, language }: SampleWeatherContext): Forecast {
  const random = createRandom(fnv1a(`${today} ${zone.id}`));
  const fromMs = zone.toEpochMs(today, 0);
  const untilMs = zone.toEpochMs(addDays(today, STORY.length), 0);
  const hours = Float64Array.from(
    { length: Math.ceil((untilMs - fromMs) / HOUR_MS) },
    (_, i) => fromMs + i * HOUR_MS,
  );
  const told = [...hours].map((ms): HourOfStory => {
    const date = zone.dateOf(ms);
    return { dayIndex: daysBetween(today, date), hour: zone.minuteOf(ms) / 60 };
  });
  const { windKmh, ...main } = tellRun(
    told,
    STORY.map(() => NO_DEPARTURE),
  );
  const members = Array.from({ length: MEMBERS }, (): HourlyRun => {
    const leaning = random.normal();
    const departures = datesFrom(today, STORY.length).map((_, leadDays) =>
      departFor(random, leadDays, leaning),
    );
    const { windKmh: _, ...member } = tellRun(told, departures);
    return member;
  });
  const precipitationProbability = hours.map((_, at) =>
    round(members.filter((member) => (member.precipitationMm[at] ?? 0) >= 0.1).length / MEMBERS, 2),
  );
  return {
    source: SOURCE[language],
    attribution: SOURCE[language],
    place,
    issuedAtMs: nowMs,
    hours,
    main: {
      ...main,
      windKmh,
      precipitationProbability,
      airQualityIndex: new Float64Array(hours.length).fill(Number.NaN),
    },
    members,
  };
}
