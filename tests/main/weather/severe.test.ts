import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { prepareSuitability } from '#main/weather/suitability.ts';
import { buildForecast, type RunSketch } from '#tests/main/weather/build-forecast.ts';

const interval = { startMs: Date.parse('2026-06-01T12:30:00Z'), endMs: Date.parse('2026-06-01T14:00:00Z') };

function judge(main: RunSketch, members: readonly RunSketch[] = []) {
  const forecast = buildForecast({ start: '2026-06-01T00:00:00Z', hours: 24, main, members });
  const suitability = prepareSuitability(forecast, {
    place: { lat: 52, lon: 5 },
    zone: openZone('UTC'),
    today: isoDate('2026-06-01'),
  });
  const [reason] = suitability.reasons(null, interval);
  return { isSevere: suitability.isSevere(interval), kind: reason?.kind ?? null };
}

const at = (value: number, hour: number, rest = 0): number[] =>
  Array.from({ length: 24 }, (_, i) => (i === hour ? value : rest));

const repeat = (count: number, run: RunSketch): RunSketch[] => Array.from({ length: count }, () => run);
const calm: RunSketch = { weatherCode: 0, gustKmh: 10 };

describe('isSevere', () => {
  it.each([
    [95, 'thunder'],
    [96, 'thunder'],
    [99, 'thunder'],
    [56, 'freezing-rain'],
    [57, 'freezing-rain'],
    [66, 'freezing-rain'],
    [67, 'freezing-rain'],
  ])('is code %d of the main run, which is %s', (code, kind) => {
    expect(judge({ weatherCode: at(code, 13) }, repeat(10, calm))).toEqual({ isSevere: true, kind });
  });

  it.each([0, 3, 45, 55, 61, 65, 75, 82, 86, 94])('is not code %d', (code) => {
    expect(judge({ weatherCode: at(code, 13) })).toEqual({ isSevere: false, kind: null });
  });

  it('is only in the hours that the event touches', () => {
    expect(judge({ weatherCode: at(95, 12) }).isSevere).toBe(true);
    expect(judge({ weatherCode: at(95, 11) }).isSevere).toBe(false);
    expect(judge({ weatherCode: at(95, 14) }).isSevere).toBe(false);
    // A gust at 13:00 blew from 12:00 on, one at 15:00 blows after the end.
    expect(judge({ gustKmh: at(80, 13) }).isSevere).toBe(true);
    expect(judge({ gustKmh: at(80, 12) }).isSevere).toBe(false);
    expect(judge({ gustKmh: at(80, 15) }).isSevere).toBe(false);
  });

  it('is a fifth of the members', () => {
    const thunder: RunSketch = { weatherCode: at(95, 13), gustKmh: 10 };
    const storm: RunSketch = { weatherCode: 0, gustKmh: 76 };
    expect(judge({}, [...repeat(8, calm), thunder, storm]).isSevere).toBe(true);
    expect(judge({}, [...repeat(9, calm), thunder]).isSevere).toBe(false);
    expect(judge({}, [...repeat(4, calm), storm])).toEqual({ isSevere: true, kind: 'storm' });
  });

  it('counts only members that know something', () => {
    const blind: RunSketch = { precipitationMm: 0 };
    const thunder: RunSketch = { weatherCode: at(95, 13) };
    expect(judge({}, [...repeat(40, blind), ...repeat(4, calm), thunder]).isSevere).toBe(true);
  });

  it('believes the gusts of the main run only where no member has any', () => {
    expect(judge({ gustKmh: 80 }).isSevere).toBe(true);
    expect(judge({ gustKmh: 75 }).isSevere).toBe(false);
    expect(judge({ gustKmh: 80 }, repeat(10, calm)).isSevere).toBe(false);
    expect(judge({ gustKmh: 80 }, repeat(10, { precipitationMm: 0 })).isSevere).toBe(true);
  });

  it('is not known without a forecast, and then not severe', () => {
    const suitability = prepareSuitability(null, {
      place: { lat: 52, lon: 5 },
      zone: openZone('UTC'),
      today: isoDate('2026-06-01'),
    });
    expect(suitability.isSevere(interval)).toBe(false);
    expect(suitability.summary(interval)).toBeNull();
    expect(suitability.reasons(null, interval)).toEqual([{ kind: 'unknown' }]);
  });
});
