import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { ANY_WEATHER, type WeatherEnvelope } from '#main/weather/envelope.ts';
import { prepareSuitability } from '#main/weather/suitability.ts';
import { buildForecast, type RunSketch } from '#tests/main/weather/build-forecast.ts';

const zone = openZone('Europe/Amsterdam');
const MILD: RunSketch = {
  apparentC: 18,
  gustKmh: 15,
  precipitationMm: 0,
  precipitationProbability: 0.02,
  airQualityIndex: 20,
};
const ENVELOPE: WeatherEnvelope = {
  apparentMinC: 9,
  apparentMaxC: 26,
  gustMaxKmh: 35,
  rainMaxMm: 1,
  daylight: true,
  airQualityMax: 60,
};

function reasonsFor(
  run: RunSketch,
  {
    from = '12:00',
    until = '14:00',
    envelope = ENVELOPE,
    members = [] as readonly RunSketch[],
  }: {
    from?: string;
    until?: string;
    envelope?: WeatherEnvelope | null;
    members?: readonly RunSketch[];
  } = {},
) {
  const forecast = buildForecast({
    start: '2026-06-01T00:00:00Z',
    hours: 48,
    main: { ...MILD, ...run },
    members,
  });
  return prepareSuitability(forecast, {
    place: { lat: 52.37, lon: 4.9 },
    zone,
    today: isoDate('2026-06-01'),
  }).reasons(envelope, {
    startMs: Date.parse(`2026-06-01T${from}:00+02:00`),
    endMs: Date.parse(`2026-06-01T${until}:00+02:00`),
  });
}

describe('reasons', () => {
  it('are none in good weather, nor where nothing matters', () => {
    expect(reasonsFor({})).toEqual([]);
    expect(reasonsFor({ apparentC: -20, gustKmh: 70 }, { envelope: ANY_WEATHER })).toEqual([]);
    expect(reasonsFor({ apparentC: -20, gustKmh: 70 }, { envelope: null })).toEqual([]);
  });

  it('name what fails with its figure', () => {
    expect(reasonsFor({ apparentC: 4 })).toEqual([{ kind: 'cold', probability: 0.99, apparentC: 4 }]);
    expect(reasonsFor({ apparentC: 31 })).toEqual([{ kind: 'hot', probability: 0.99, apparentC: 31 }]);
    expect(reasonsFor({ gustKmh: 60 })).toEqual([{ kind: 'wind', probability: 0.99, gustKmh: 60 }]);
    expect(reasonsFor({ precipitationProbability: 0.6, precipitationMm: 0.5 })).toEqual([
      { kind: 'rain', probability: expect.closeTo(0.6, 10), mm: 1 },
    ]);
    expect(reasonsFor({ airQualityIndex: 90 })).toEqual([{ kind: 'air', index: 90 }]);
  });

  it('put the likeliest failure first', () => {
    const kinds = reasonsFor({ gustKmh: 60, precipitationProbability: 0.5 }).map(({ kind }) => kind);
    expect(kinds).toEqual(['wind', 'rain']);
  });

  it('say when the sun rises or sets', () => {
    const [evening] = reasonsFor({}, { from: '21:00', until: '22:30' });
    expect(evening).toEqual({ kind: 'dark', sunrise: null, sunset: expect.any(Number) });
    // Sunset on 1 June is at 21:51 local time.
    expect(Math.abs((evening as { sunset: number }).sunset - (21 * 60 + 51))).toBeLessThanOrEqual(2);
    const [morning] = reasonsFor({}, { from: '04:00', until: '06:00' });
    expect(morning).toEqual({ kind: 'dark', sunrise: expect.any(Number), sunset: null });
    expect(Math.abs((morning as { sunrise: number }).sunrise - (5 * 60 + 24))).toBeLessThanOrEqual(2);
  });

  it('say it in the middle of the night too', () => {
    expect(reasonsFor({}, { from: '23:00', until: '23:45' })[0]).toMatchObject({
      kind: 'dark',
      sunrise: null,
      sunset: expect.any(Number),
    });
  });

  it('go by the members where there are some', () => {
    const wet: RunSketch = { ...MILD, precipitationMm: 3 };
    const reasons = reasonsFor({}, { members: [wet, wet, MILD] });
    expect(reasons).toEqual([
      { kind: 'rain', probability: expect.closeTo(1 - (1 + 1 / 3) / (3 + 2 / 3), 10), mm: 0 },
    ]);
  });

  it('name the worst where each alone would do and all together do not', () => {
    const reasons = reasonsFor({ precipitationProbability: 0.2, gustKmh: 30 });
    expect(reasons.map(({ kind }) => kind)).toEqual(['rain']);
  });

  it('say that nobody knows', () => {
    expect(reasonsFor({ gustKmh: Number.NaN })).toEqual([{ kind: 'unknown' }]);
    expect(reasonsFor({ gustKmh: Number.NaN, apparentC: 2 }).map(({ kind }) => kind)).toEqual([
      'cold',
      'unknown',
    ]);
  });
});
