import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Setting } from '#contract/vocabulary.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { ANY_WEATHER, type WeatherEnvelope } from '#main/weather/envelope.ts';
import type { Forecast } from '#main/weather/forecast.ts';
import { normalCdf } from '#main/weather/normal.ts';
import { prepareSuitability } from '#main/weather/suitability.ts';
import { buildForecast, type ForecastSketch, type RunSketch } from '#tests/main/weather/build-forecast.ts';

const zone = openZone('Europe/Amsterdam');
const START = '2026-06-01T00:00:00Z';
const prepare = (forecast: Forecast | null) =>
  prepareSuitability(forecast, { place: { lat: 52.37, lon: 4.9 }, zone, today: isoDate('2026-06-01') });

const build = (sketch: Omit<ForecastSketch, 'start' | 'hours'>) =>
  prepare(buildForecast({ start: START, hours: 240, ...sketch }));

const event = (from: string, until: string) => ({
  startMs: Date.parse(`2026-06-01T${from}:00Z`),
  endMs: Date.parse(`2026-06-01T${until}:00Z`),
});

const outdoor = (limits: Partial<WeatherEnvelope>) => ({
  setting: 'outdoor' as const,
  envelope: { ...ANY_WEATHER, ...limits },
});
const DRY = outdoor({ rainMaxMm: 1 });

/** The hour at `index` holds `value`, all others `rest`. */
const hourly = (rest: number, values: Readonly<Record<number, number>>): readonly number[] =>
  Array.from({ length: 240 }, (_, i) => values[i] ?? rest);

const members = (...rains: readonly (readonly number[] | number)[]): RunSketch[] =>
  rains.map((precipitationMm) => ({ precipitationMm }));

describe('with members', () => {
  it('is (k + 1/3) / (n + 2/3) of the members that stay below the rain', () => {
    const suitability = build({ members: members(0, 0, 0, hourly(0, { 14: 2 })) });
    expect(suitability.of(DRY, event('13:00', '15:00'), 0)).toBeCloseTo((3 + 1 / 3) / (4 + 2 / 3), 12);
    expect(suitability.of(DRY, event('15:00', '17:00'), 0)).toBeCloseTo((4 + 1 / 3) / (4 + 2 / 3), 12);
  });

  it('gives rain to the hour before its time, and splits it by minutes', () => {
    // 2 mm fell from 13:00 to 14:00.
    const suitability = build({ members: members(hourly(0, { 14: 2 })) });
    const isDry = (from: string, until: string) => (suitability.of(DRY, event(from, until), 0) ?? 0) > 0.5;
    expect(isDry('12:00', '13:00')).toBe(true);
    expect(isDry('14:00', '15:00')).toBe(true);
    expect(isDry('13:00', '14:00')).toBe(false);
    expect(isDry('13:45', '14:45')).toBe(true);
    // Half of it is 1 mm, and 'below' is not 'up to'.
    expect(isDry('13:30', '14:30')).toBe(false);
    expect(isDry('13:31', '14:30')).toBe(true);
  });

  it('asks temperature, gust and rain of the same member', () => {
    const limits = outdoor({ apparentMinC: 9, apparentMaxC: 26, gustMaxKmh: 35, rainMaxMm: 1 });
    const good = { apparentC: 20, gustKmh: 20, precipitationMm: 0 };
    const suitability = build({
      members: [
        good,
        { ...good, apparentC: 8 },
        { ...good, apparentC: 27 },
        { ...good, gustKmh: 36 },
        { ...good, precipitationMm: 1 },
      ],
    });
    expect(suitability.of(limits, event('13:00', '15:00'), 0)).toBeCloseTo((1 + 1 / 3) / (5 + 2 / 3), 12);
  });

  it('takes temperature from its hour on and gusts until it, in every hour that is touched', () => {
    const cold = build({ members: [{ apparentC: hourly(20, { 14: 0 }) }] });
    const windy = build({ members: [{ gustKmh: hourly(10, { 14: 60 }) }] });
    const isInside = (
      suitability: typeof cold,
      limits: Partial<WeatherEnvelope>,
      from: string,
      until: string,
    ) => (suitability.of(outdoor(limits), event(from, until), 0) ?? 0) > 0.5;
    expect(isInside(cold, { apparentMinC: 9 }, '13:00', '14:00')).toBe(true);
    expect(isInside(cold, { apparentMinC: 9 }, '13:30', '14:01')).toBe(false);
    expect(isInside(cold, { apparentMinC: 9 }, '15:00', '16:00')).toBe(true);
    expect(isInside(windy, { gustMaxKmh: 35 }, '14:00', '15:00')).toBe(true);
    expect(isInside(windy, { gustMaxKmh: 35 }, '13:59', '15:00')).toBe(false);
    expect(isInside(windy, { gustMaxKmh: 35 }, '12:00', '13:00')).toBe(true);
  });

  it('does not count a member that does not know, and goes by the main run when none does', () => {
    const unknown = { precipitationMm: hourly(0, { 14: Number.NaN }) };
    const some = build({ members: [unknown, { precipitationMm: 0 }] });
    expect(some.of(DRY, event('13:00', '15:00'), 0)).toBeCloseTo((1 + 1 / 3) / (1 + 2 / 3), 12);
    const none = build({ main: { precipitationProbability: 0.3 }, members: [unknown] });
    expect(none.of(DRY, event('13:00', '15:00'), 0)).toBeCloseTo(0.7, 12);
  });

  it('reads the temperature where there is no apparent one', () => {
    const suitability = build({ members: [{ temperatureC: 5, precipitationMm: 0 }] });
    expect(suitability.of(outdoor({ apparentMinC: 9 }), event('13:00', '14:00'), 0)).toBeLessThan(0.5);
  });

  it('is small and never 0 in the dark', () => {
    const suitability = build({ members: members(0, 0, 0) });
    const light = outdoor({ daylight: true });
    expect(suitability.of(light, event('18:30', '19:30'), 0)).toBeGreaterThan(0.9);
    expect(suitability.of(light, event('19:30', '21:00'), 0)).toBeCloseTo(1 / 3 / (3 + 2 / 3), 12);
  });
});

describe('without members', () => {
  it('takes the largest probability of rain of each block of three hours', () => {
    const precipitationProbability = hourly(0, { 14: 0.2, 15: 0.5, 16: 0.1, 17: 0.3 });
    const suitability = build({ main: { precipitationProbability } });
    // Touched from 13:00: the blocks are 13 to 16 and 16 to 19.
    expect(suitability.of(DRY, event('13:30', '16:30'), 0)).toBeCloseTo(0.5 * 0.7, 12);
    expect(suitability.of(DRY, event('14:00', '16:30'), 0)).toBeCloseTo(0.5, 12);
  });

  it('is normal around the temperature, wider with every day of lead, the least over the hours', () => {
    const suitability = build({ main: { apparentC: hourly(20, { 14: 12 }) } });
    const mild = outdoor({ apparentMinC: 9, apparentMaxC: 26 });
    const expected = (forecast: number, sd: number) =>
      normalCdf((26 - forecast) / sd) - normalCdf((9 - forecast) / sd);
    expect(suitability.of(mild, event('13:00', '15:00'), 0)).toBeCloseTo(Math.min(0.99, expected(12, 1)), 12);
    expect(suitability.of(mild, event('13:00', '15:00'), 5)).toBeCloseTo(expected(12, 2.5), 12);
    expect(suitability.of(mild, event('15:00', '16:00'), 5)).toBeCloseTo(
      Math.min(0.99, expected(20, 2.5)),
      12,
    );
  });

  it('is log-normal around the gust', () => {
    const suitability = build({ main: { gustKmh: hourly(20, { 14: 40 }) } });
    const calm = outdoor({ gustMaxKmh: 35 });
    expect(suitability.of(calm, event('13:00', '14:00'), 4)).toBeCloseTo(
      normalCdf(Math.log(35 / 40) / 0.27),
      12,
    );
    expect(suitability.of(calm, event('13:00', '14:00'), 0)).toBeCloseTo(
      normalCdf(Math.log(35 / 40) / 0.15),
      12,
    );
  });

  it('multiplies what it asks for', () => {
    const suitability = build({ main: { precipitationProbability: 0.4, gustKmh: 35, apparentC: 9 } });
    const all = outdoor({ rainMaxMm: 1, gustMaxKmh: 35, apparentMinC: 9 });
    expect(suitability.of(all, event('13:00', '14:00'), 3)).toBeCloseTo(0.6 * 0.5 * 0.5, 12);
  });

  it('is never shown as 0 or 1', () => {
    const suitability = build({ main: { precipitationProbability: hourly(0, { 14: 1 }), gustKmh: 0 } });
    expect(suitability.of(DRY, event('13:00', '14:00'), 0)).toBe(0.01);
    expect(suitability.of(DRY, event('15:00', '16:00'), 0)).toBe(0.99);
    expect(suitability.of(outdoor({ daylight: true }), event('00:00', '01:00'), 0)).toBe(0.01);
    expect(suitability.of(outdoor({ gustMaxKmh: 35 }), event('13:00', '14:00'), 0)).toBe(0.99);
  });

  it('guesses a probability from the amount where there is none', () => {
    const suitability = build({ main: { precipitationMm: hourly(0, { 14: 3 }) } });
    expect(suitability.of(DRY, event('13:00', '14:00'), 0)).toBeCloseTo(1 - 0.92, 12);
    expect(suitability.of(DRY, event('15:00', '16:00'), 0)).toBeCloseTo(0.98, 12);
  });
});

describe('what is not known', () => {
  const settings = (setting: Setting) => ({ setting, envelope: { ...ANY_WEATHER, rainMaxMm: 1 } });

  it('is 1 inside and afar, whatever the weather', () => {
    for (const suitability of [prepare(null), build({ members: members(9, 9, 9) })]) {
      expect(suitability.of(settings('indoor'), event('13:00', '14:00'), 0)).toBe(1);
      expect(suitability.of(settings('remote'), event('13:00', '14:00'), 0)).toBe(1);
    }
  });

  it('is unknown outside without a forecast, beyond it, before it, and where it lacks a value', () => {
    expect(prepare(null).of(DRY, event('13:00', '14:00'), 0)).toBeNull();
    expect(build({ main: { gustKmh: 10 } }).of(DRY, event('13:00', '14:00'), 0)).toBeNull();
    const known = build({ main: { precipitationProbability: 0 } });
    const far = { startMs: Date.parse('2026-06-11T00:00:00Z'), endMs: Date.parse('2026-06-11T01:00:00Z') };
    const early = { startMs: Date.parse('2026-05-31T23:30:00Z'), endMs: Date.parse('2026-06-01T00:30:00Z') };
    expect(known.of(DRY, far, 9)).toBeNull();
    expect(known.of(DRY, early, 0)).toBeNull();
    const last = { startMs: Date.parse('2026-06-10T22:00:00Z'), endMs: Date.parse('2026-06-10T23:00:00Z') };
    expect(known.of(DRY, last, 9)).toBe(0.99);
  });

  it('does not mind unknown air, and minds bad air', () => {
    const clean = { ...ANY_WEATHER, airQualityMax: 60 };
    const activity = { setting: 'outdoor' as const, envelope: clean };
    const suitability = build({ main: { airQualityIndex: hourly(Number.NaN, { 13: 80, 15: 20 }) } });
    expect(suitability.of(activity, event('10:00', '11:00'), 0)).toBe(0.99);
    expect(suitability.of(activity, event('13:00', '14:00'), 0)).toBe(0.01);
    expect(suitability.of(activity, event('15:00', '16:00'), 0)).toBe(0.99);
  });

  it('lets rain be under a roof', () => {
    const suitability = build({ members: members(9, 9, 9) });
    const covered = { setting: 'covered' as const, envelope: ANY_WEATHER };
    expect(suitability.of(covered, event('13:00', '14:00'), 0)).toBeCloseTo((3 + 1 / 3) / (3 + 2 / 3), 12);
    expect(
      suitability.of({ setting: 'covered', envelope: null }, event('13:00', '14:00'), 0),
    ).toBeGreaterThan(0.9);
  });
});

describe('zones that are half an hour off', () => {
  it.each([
    ['Asia/Kolkata', '2026-05-31T18:30:00Z'],
    ['Australia/Lord_Howe', '2026-05-31T13:30:00Z'],
  ])('%s: hours begin where the forecast says', (zoneId, start) => {
    const local = openZone(zoneId);
    const suitability = prepareSuitability(
      buildForecast({ start, hours: 48, members: members(hourly(0, { 14: 2 })) }),
      { place: { lat: 0, lon: 0 }, zone: local, today: isoDate('2026-06-01') },
    );
    const at = (minute: number) => ({
      startMs: local.toEpochMs(isoDate('2026-06-01'), minute),
      endMs: local.toEpochMs(isoDate('2026-06-01'), minute + 60),
    });
    expect(suitability.of(DRY, at(12 * 60), 0)).toBeGreaterThan(0.5);
    expect(suitability.of(DRY, at(13 * 60), 0)).toBeLessThan(0.5);
    expect(suitability.of(DRY, at(14 * 60), 0)).toBeGreaterThan(0.5);
  });
});

describe('properties', () => {
  const rains = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 24, maxLength: 24 });
  const span = fc
    .tuple(fc.integer({ min: 0, max: 20 * 60 }), fc.integer({ min: 1, max: 180 }))
    .map(([minute, length]) => ({
      startMs: Date.parse(START) + minute * 60_000,
      endMs: Date.parse(START) + (minute + length) * 60_000,
    }));
  const run = fc.record({
    precipitationMm: rains,
    apparentC: fc.array(fc.double({ min: -30, max: 45, noNaN: true }), { minLength: 24, maxLength: 24 }),
    gustKmh: fc.array(fc.double({ min: 0, max: 120, noNaN: true }), { minLength: 24, maxLength: 24 }),
    precipitationProbability: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: 24,
      maxLength: 24,
    }),
  });
  const all = outdoor({ apparentMinC: 9, apparentMaxC: 26, gustMaxKmh: 35, rainMaxMm: 1, daylight: true });
  const prepareDay = (main: RunSketch, runs: readonly RunSketch[]) =>
    prepare(buildForecast({ start: START, hours: 25, main: pad(main), members: runs.map(pad) }));
  /** The hour after the last, which alone knows the last hour's rain and gust. */
  const pad = (sketch: RunSketch): RunSketch =>
    Object.fromEntries(
      Object.entries(sketch).map(([field, values]) => [field, [0, ...(values as number[])]]),
    );

  it('stays strictly between 0 and 1', () => {
    fc.assert(
      fc.property(
        run,
        fc.array(run, { maxLength: 5 }),
        span,
        fc.integer({ min: 0, max: 9 }),
        (main, runs, at, lead) => {
          const value = prepareDay(main, runs).of(all, at, lead);
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThan(1);
        },
      ),
    );
  });

  it('never rises with more rain, more wind or a smaller envelope', () => {
    fc.assert(
      fc.property(
        run,
        fc.array(run, { maxLength: 5 }),
        span,
        fc.double({ min: 0, max: 3, noNaN: true }),
        (main, runs, at, more) => {
          const worse = (sketch: RunSketch): RunSketch => ({
            ...sketch,
            precipitationMm: (sketch.precipitationMm as number[]).map((mm) => mm + more),
            gustKmh: (sketch.gustKmh as number[]).map((kmh) => kmh * (1 + more)),
            precipitationProbability: (sketch.precipitationProbability as number[]).map((p) =>
              Math.min(1, p + more / 10),
            ),
          });
          const before = prepareDay(main, runs).of(all, at, 2)!;
          expect(prepareDay(worse(main), runs.map(worse)).of(all, at, 2)).toBeLessThanOrEqual(before + 1e-12);
          const narrow = outdoor({
            apparentMinC: 12,
            apparentMaxC: 20,
            gustMaxKmh: 30,
            rainMaxMm: 0.5,
            daylight: true,
          });
          expect(prepareDay(main, runs).of(narrow, at, 2)).toBeLessThanOrEqual(before + 1e-12);
        },
      ),
    );
  });

  it('adds up: the rain of an event is that of its parts', () => {
    fc.assert(
      fc.property(rains, span, fc.double({ min: 0, max: 1, noNaN: true }), (precipitationMm, at, share) => {
        const suitability = prepareDay({ precipitationMm }, []);
        const middleMs = Math.round(at.startMs + (at.endMs - at.startMs) * share);
        fc.pre(middleMs > at.startMs && middleMs < at.endMs);
        const rain = (startMs: number, endMs: number) => suitability.summary({ startMs, endMs })!.rainMm!;
        expect(rain(at.startMs, middleMs) + rain(middleMs, at.endMs)).toBeCloseTo(
          rain(at.startMs, at.endMs),
          9,
        );
      }),
    );
  });
});

it('is quick enough to be asked about every candidate', () => {
  const many = Array.from({ length: 51 }, (_, i) => ({
    apparentC: 15 + i / 10,
    gustKmh: i,
    precipitationMm: i / 50,
  }));
  const suitability = build({ members: many });
  const all = outdoor({ apparentMinC: 9, apparentMaxC: 26, gustMaxKmh: 35, rainMaxMm: 1, daylight: true });
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 5000; i++) {
    const startMs = Date.parse(START) + i * 15 * 60_000 * 0.15;
    sum += suitability.of(all, { startMs, endMs: startMs + 150 * 60_000 }, 2) ?? 0;
  }
  expect(sum).toBeGreaterThan(0);
  // A plan has 400 ms for everything; this bound only catches a different order of magnitude on a busy machine.
  expect(performance.now() - began).toBeLessThan(500);
});
