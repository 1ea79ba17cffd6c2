import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { prepareSuitability } from '#main/weather/suitability.ts';
import { buildForecast, type RunSketch } from '#tests/main/weather/build-forecast.ts';

const interval = { startMs: Date.parse('2026-06-01T01:00:00Z'), endMs: Date.parse('2026-06-01T03:00:00Z') };

function summarize(main: RunSketch, members: readonly RunSketch[] = []) {
  const forecast = buildForecast({ start: '2026-06-01T00:00:00Z', hours: 6, main, members });
  return prepareSuitability(forecast, {
    place: { lat: 52, lon: 5 },
    zone: openZone('UTC'),
    today: isoDate('2026-06-01'),
  }).summary(interval);
}

describe('summary', () => {
  it('tells the main run', () => {
    expect(
      summarize({
        apparentC: [0, 10, 14, 0],
        precipitationMm: [9, 9, 0.5, 0.25, 9],
        gustKmh: [9, 9, 20, 30, 90],
        precipitationProbability: [1, 1, 0.1, 0.4, 1],
        weatherCode: [99, 2, 61, 99],
      }),
    ).toEqual({
      apparentC: 12,
      apparentMinC: 10,
      apparentMaxC: 14,
      rainMm: 0.75,
      rainProbability: 0.4,
      gustKmh: 30,
      glyph: 'rain',
    });
  });

  it('takes the middle of the members where the main run knows nothing', () => {
    const members = [10, 12, 17].map((apparentC, i) => ({ apparentC, gustKmh: 10 * i, weatherCode: i }));
    expect(summarize({}, members)).toMatchObject({
      apparentC: 12,
      gustKmh: 10,
      rainMm: null,
      glyph: 'partly',
    });
  });

  it('counts the members that get wet', () => {
    const members = [0, 0, 0.6, 0.6].map((precipitationMm) => ({ precipitationMm }));
    expect(summarize({ precipitationProbability: 0.9 }, members)!.rainProbability).toBeCloseTo(0.5, 10);
  });

  it('is null, figure by figure, where nobody knows', () => {
    expect(Object.values(summarize({})!).every((value) => value === null)).toBe(true);
  });
});
