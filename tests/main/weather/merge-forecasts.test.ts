import { describe, expect, it } from 'vitest';
import type { Forecast } from '#main/weather/forecast.ts';
import { mergeForecasts } from '#main/weather/merge-forecasts.ts';
import { parseOpenMeteo } from '#main/weather/open-meteo/parse.ts';

function parse(json: unknown, receivedAtMs: number): Forecast {
  const outcome = parseOpenMeteo(json, { receivedAtMs });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value;
}

const answer = (hourly: object, more: object = {}) => ({ latitude: 52.4, longitude: 4.9, hourly, ...more });
const TIMES = ['2026-06-01T00:00', '2026-06-01T01:00', '2026-06-01T02:00'];

describe('mergeForecasts', () => {
  const main = parse(answer({ time: TIMES, temperature_2m: [1, 2, 3] }), 100);
  const ensemble = parse(
    answer({
      time: ['2026-06-01T01:00', '2026-06-01T02:00', '2026-06-01T03:00'],
      temperature_2m: [5, 6, 7],
      temperature_2m_member01: [8, 9, 10],
    }),
    50,
  );

  it('puts a forecast and an ensemble together, in any order', () => {
    const forecast = mergeForecasts([main, ensemble])!;
    expect(mergeForecasts([ensemble, main])).toEqual(forecast);
    expect(forecast.hours).toHaveLength(4);
    expect(forecast.hours[0]).toBe(main.hours[0]);
    expect([...forecast.main.temperatureC]).toEqual([1, 2, 3, Number.NaN]);
    expect(forecast.members.map((member) => [...member.temperatureC])).toEqual([
      [Number.NaN, 5, 6, 7],
      [Number.NaN, 8, 9, 10],
    ]);
    expect(forecast.issuedAtMs).toBe(50);
    expect(forecast.source).toBe('Open-Meteo');
  });

  it('lets the newest value win, hour by hour', () => {
    const newer = parse(
      answer({ time: TIMES, temperature_2m: [null, 22, null], precipitation: [0, 0, 0] }),
      200,
    );
    const forecast = mergeForecasts([main, newer])!;
    expect([...forecast.main.temperatureC]).toEqual([1, 22, 3]);
    expect([...forecast.main.precipitationMm]).toEqual([0, 0, 0]);
  });

  it('lays half-hour times onto the hours of the newest', () => {
    const india = parse(
      answer({ time: TIMES, temperature_2m_member01: [1, 2, 3] }, { utc_offset_seconds: 19_800 }),
      10,
    );
    const forecast = mergeForecasts([main, india])!;
    const at = forecast.hours.indexOf(Date.parse('2026-05-31T19:00:00Z'));
    expect(at).toBe(0);
    expect(forecast.members[0]!.temperatureC[0]).toBe(1);
    expect(forecast.members[0]!.temperatureC[1]).toBe(2);
  });

  it('is null for none and the same for one', () => {
    expect(mergeForecasts([])).toBeNull();
    expect(mergeForecasts([main])).toBe(main);
  });
});
