import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, type TestContext } from 'vitest';
import type { Forecast } from '#main/weather/forecast.ts';
import { parseOpenMeteo } from '#main/weather/open-meteo/parse.ts';

const shared = new URL('../../../../../shared/data/', import.meta.url);
const recorded = new URL('open-meteo/recorded/', shared);

function readRecorded(ctx: TestContext, path: string): unknown {
  const file = new URL(path, shared);
  if (!existsSync(file)) ctx.skip(`the recorded answers are not beside the repository: ${path}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function parse(json: unknown, receivedAtMs: number | null = null): Forecast {
  const outcome = parseOpenMeteo(json, { receivedAtMs });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const answer = (hourly: object, more: object = {}) => ({ latitude: 52.4, longitude: 4.9, hourly, ...more });
const TIMES = ['2026-06-01T00:00', '2026-06-01T01:00', '2026-06-01T02:00'];

describe('parseOpenMeteo', () => {
  it('reads times in the offset of the answer', () => {
    const forecast = parse(
      answer({ time: TIMES, temperature_2m: [1, 2, 3] }, { utc_offset_seconds: -14_400 }),
    );
    expect(new Date(forecast.hours[0]!).toISOString()).toBe('2026-06-01T04:00:00.000Z');
    expect([...forecast.main.temperatureC]).toEqual([1, 2, 3]);
    expect([...forecast.main.gustKmh]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('reads half-hour offsets', () => {
    const forecast = parse(
      answer({ time: TIMES, temperature_2m: [1, 2, 3] }, { utc_offset_seconds: 19_800 }),
    );
    expect(new Date(forecast.hours[0]!).toISOString()).toBe('2026-05-31T18:30:00.000Z');
  });

  it('reads unixtime as GMT, whatever the offset', () => {
    const time = [1_780_272_000, 1_780_275_600];
    const forecast = parse(answer({ time, precipitation: [0, 1.5] }, { utc_offset_seconds: 7200 }));
    expect([...forecast.hours]).toEqual([1_780_272_000_000, 1_780_275_600_000]);
    expect([...forecast.main.precipitationMm]).toEqual([0, 1.5]);
  });

  it('leaves hours that the answer skips unknown', () => {
    const time = ['2026-06-01T00:00', '2026-06-01T03:00'];
    const forecast = parse(answer({ time, temperature_2m: [10, null] }));
    expect([...forecast.main.temperatureC]).toEqual([10, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('converts Fahrenheit, inches, miles an hour and percent', () => {
    const forecast = parse(
      answer(
        {
          time: TIMES.slice(0, 1),
          temperature_2m: [68],
          precipitation: [0.1],
          wind_gusts_10m: [20],
          wind_speed_10m: [5],
          precipitation_probability: [35],
        },
        {
          hourly_units: {
            temperature_2m: '°F',
            precipitation: 'inch',
            wind_gusts_10m: 'mp/h',
            wind_speed_10m: 'm/s',
            precipitation_probability: '%',
          },
        },
      ),
    );
    expect(forecast.main.temperatureC[0]).toBeCloseTo(20, 10);
    expect(forecast.main.precipitationMm[0]).toBeCloseTo(2.54, 10);
    expect(forecast.main.gustKmh[0]).toBeCloseTo(32.187, 3);
    expect(forecast.main.windKmh[0]).toBeCloseTo(18, 10);
    expect(forecast.main.precipitationProbability[0]).toBeCloseTo(0.35, 10);
  });

  it('takes percent for granted where a probability has no unit', () => {
    const forecast = parse(answer({ time: TIMES, precipitation_probability: [0, 50, 100] }));
    expect([...forecast.main.precipitationProbability]).toEqual([0, 0.5, 1]);
  });

  it('counts the control run of an ensemble as a member and leaves its main run unknown', () => {
    const forecast = parse(
      answer({
        time: TIMES,
        temperature_2m: [1, 1, 1],
        temperature_2m_member01: [2, 2, 2],
        temperature_2m_member02: [3, 3, 3],
        wind_gusts_10m_member02: [30, 31, 32],
        weather_code: [0, 1, 95],
      }),
    );
    expect(forecast.members.map((member) => member.temperatureC[0])).toEqual([1, 2, 3]);
    expect([...forecast.members[2]!.gustKmh]).toEqual([30, 31, 32]);
    expect([...forecast.members[0]!.weatherCode]).toEqual([0, 1, 95]);
    expect(forecast.main.temperatureC.every(Number.isNaN)).toBe(true);
  });

  it('keeps the members of several models apart', () => {
    const forecast = parse(
      answer({
        time: TIMES,
        temperature_2m_icon_seamless_eps: [1, 1, 1],
        temperature_2m_member01_icon_seamless_eps: [2, 2, 2],
        temperature_2m_ecmwf_ifs025_ensemble: [3, 3, 3],
        temperature_2m_member01_ecmwf_ifs025_ensemble: [4, 4, 4],
      }),
    );
    expect(forecast.members.map((member) => member.temperatureC[0])).toEqual([1, 2, 3, 4]);
  });

  it('takes the first model of a forecast that knows a value', () => {
    const forecast = parse(
      answer({
        time: TIMES,
        temperature_2m_best_match: [1, null, 1],
        temperature_2m_gfs_seamless: [2, 2, 2],
        precipitation_gfs_seamless: [0, 0, 1],
      }),
    );
    expect([...forecast.main.temperatureC]).toEqual([1, 2, 1]);
    expect([...forecast.main.precipitationMm]).toEqual([0, 0, 1]);
    expect(forecast.members).toEqual([]);
  });

  it('does not mistake other variables for members or models', () => {
    const forecast = parse(
      answer({
        time: TIMES,
        temperature_2m: [1, 1, 1],
        temperature_2m_spread: [9, 9, 9],
        temperature_2m_max: [9, 9, 9],
        temperature_2m_previous_day1: [9, 9, 9],
        temperature_2m_previous_day1_gfs_seamless: [9, 9, 9],
        temperature_850hPa: [9, 9, 9],
        precipitation_type: [9, 9, 9],
      }),
    );
    expect([...forecast.main.temperatureC]).toEqual([1, 1, 1]);
    expect(forecast.main.precipitationMm.every(Number.isNaN)).toBe(true);
    expect(forecast.members).toEqual([]);
  });

  it('is as old as the answer says, else as its file, else of unknown age', () => {
    const hourly = { time: TIMES, temperature_2m: [1, 2, 3] };
    const withCurrent = answer(hourly, { utc_offset_seconds: 3600, current: { time: '2026-06-01T09:15' } });
    expect(parse(withCurrent, 5).issuedAtMs).toBe(Date.parse('2026-06-01T08:15:00Z'));
    expect(parse(answer(hourly), 5).issuedAtMs).toBe(5);
    expect(parse(answer(hourly)).issuedAtMs).toBeNull();
  });

  it.each([
    [
      'a refusal',
      { error: true, reason: 'Latitude must be in range of -90 to 90°.' },
      'refused',
      /-90 to 90/,
    ],
    ['several places', [{}, {}], 'unreadable', /2 places/],
    ['no object', 'hello', 'unreadable', /no answer of Open-Meteo/],
    ['nothing hourly', { latitude: 1, longitude: 2 }, 'unreadable', /no hourly values/],
    ['no hours', answer({ time: [] }), 'unreadable', /0 hours/],
    ['a time that is none', answer({ time: ['soon'], temperature_2m: [1] }), 'unreadable', /ISO 8601/],
    ['centuries', answer({ time: ['1900-01-01T00:00', '2026-01-01T00:00'] }), 'unreadable', /not 1 to/],
    ['only the pressure', answer({ time: TIMES, pressure_msl: [1, 2, 3] }), 'unreadable', /pressure_msl/],
  ])('says what is wrong with %s', (_, json, code, message) => {
    const outcome = parseOpenMeteo(json, { receivedAtMs: null });
    expect(outcome).toMatchObject({ ok: false, code, message: expect.stringMatching(message) });
  });
});

describe('recorded answers', () => {
  it('gives each a forecast or a reason, and never throws', (ctx) => {
    if (!existsSync(recorded)) ctx.skip('the recorded answers are not beside the repository');
    const verdicts = readdirSync(recorded)
      .filter((name) => name.endsWith('.json'))
      .map((name): [string, string | number] => {
        const outcome = parseOpenMeteo(readRecorded(ctx, `open-meteo/recorded/${name}`), { receivedAtMs: 0 });
        return [name, outcome.ok ? outcome.value.hours.length : outcome.code];
      });
    expect(Object.fromEntries(verdicts)).toEqual({
      'cragweather__14d.json': 336,
      'dotnet__ensemble_geps_whistler_precip.json': 120,
      'edge_ticker__air_quality_florida_current.json': 'unreadable',
      'frenck__ensemble.json': 2,
      'frenck__ensemble_models.json': 1,
      'frenck__ensemble_spread.json': 2,
      'frenck__forecast_16_days_tail.json': 4,
      'frenck__forecast_minimal.json': 'unreadable',
      'frenck__geocoding_empty.json': 'unreadable',
      'frenck__geocoding_enschede.json': 'unreadable',
      'frenck__geocoding_missing_fields.json': 'unreadable',
      'frenck__precipitation_probabilities.json': 'unreadable',
      'frenck__previous_runs.json': 3,
      'linecast__8d.json': 192,
      'pi-inky__ny_6pm_before_gmt__open_meteo_daily_forecast.json': 'unreadable',
      'pi-inky__ny_6pm_before_gmt__open_meteo_forecast.json': 336,
      'pi-inky__ny_6pm_before_gmt__open_meteo_hourly_forecast.json': 336,
      'pi-inky__ny_7pm_after_gmt__open_meteo_forecast.json': 336,
      'pi-inky__ny_7pm_after_gmt__open_meteo_hourly_forecast.json': 336,
      'pi-inky__samples__response.json': 168,
      'weather-outlook__air_quality_berlin.json': 96,
      'weather-outlook__geocoding_springfield.json': 'unreadable',
    });
  });

  it('reads the whole ensemble of several models', (ctx) => {
    const forecast = parse(readRecorded(ctx, 'open-meteo/recorded/frenck__ensemble_models.json'));
    const json = readRecorded(ctx, 'open-meteo/recorded/frenck__ensemble_models.json');
    const series = Object.keys((json as { hourly: object }).hourly).length - 1;
    expect(forecast.members).toHaveLength(series);
    expect(forecast.members.every((member) => !Number.isNaN(member.temperatureC[0]!))).toBe(true);
  });

  it('reads American units', (ctx) => {
    const forecast = parse(readRecorded(ctx, 'open-meteo/recorded/linecast__8d.json'));
    expect(new Date(forecast.hours[0]!).toISOString()).toBe('2026-03-04T05:00:00.000Z');
    expect(forecast.main.temperatureC[0]).toBeCloseTo(0, 5);
    expect(forecast.main.apparentC[0]).toBeCloseTo(-3.61, 2);
    expect(forecast.main.gustKmh[0]).toBeCloseTo(12.23, 2);
    expect(new Date(forecast.issuedAtMs!).toISOString()).toBe('2026-03-06T02:00:00.000Z');
  });

  it('reads air quality and leaves the weather unknown', (ctx) => {
    const forecast = parse(readRecorded(ctx, 'open-meteo/recorded/weather-outlook__air_quality_berlin.json'));
    expect(forecast.main.airQualityIndex[0]).toBe(47);
    expect(forecast.main.temperatureC.every(Number.isNaN)).toBe(true);
  });

  it('reads the scenario of New York', (ctx) => {
    const forecast = parse(readRecorded(ctx, 'scenarios/new-york/forecast.json'));
    expect(new Date(forecast.issuedAtMs!).toISOString()).toBe('2025-12-28T23:00:00.000Z');
    expect(forecast.main.precipitationProbability.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(forecast.hours).toHaveLength(336);
  });
});
