import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeForecast, encodeForecast } from '#main/app/forecast-text.ts';
import type { Forecast, HourlyRun, MainRun } from '#main/weather/forecast.ts';

const values = (length: number): fc.Arbitrary<Float64Array> =>
  fc
    .array(fc.oneof(fc.constant(Number.NaN), fc.double({ min: -50, max: 200, noNaN: true })), {
      minLength: length,
      maxLength: length,
    })
    // JSON has one zero.
    .map((numbers) => Float64Array.from(numbers, (value) => value + 0));

const member = (length: number): fc.Arbitrary<HourlyRun> =>
  fc.record({
    temperatureC: values(length),
    apparentC: values(length),
    precipitationMm: values(length),
    gustKmh: values(length),
    weatherCode: values(length),
  });

const main = (length: number): fc.Arbitrary<MainRun> =>
  fc
    .tuple(
      member(length),
      fc.record({
        precipitationProbability: values(length),
        windKmh: values(length),
        airQualityIndex: values(length),
      }),
    )
    .map(([run, more]) => ({ ...run, ...more }));

const forecast: fc.Arbitrary<Forecast> = fc.integer({ min: 0, max: 5 }).chain((length) =>
  fc.record({
    source: fc.string(),
    attribution: fc.string(),
    place: fc.record({ lat: fc.integer({ min: -90, max: 90 }), lon: fc.integer({ min: -180, max: 180 }) }),
    issuedAtMs: fc.option(fc.integer()),
    hours: fc
      .integer({ min: 0, max: 500_000 })
      .map((hour) => Float64Array.from({ length }, (_, i) => (hour + i) * 3_600_000)),
    main: main(length),
    members: fc.array(member(length), { maxLength: 3 }),
  }),
);

describe('the cached forecast', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(forecast, (original) => {
        expect(decodeForecast(encodeForecast(original))).toEqual(original);
      }),
      { numRuns: 1_000 },
    );
  });
});
