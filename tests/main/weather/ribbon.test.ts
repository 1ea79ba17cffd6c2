import { describe, expect, it } from 'vitest';
import { addDays } from '#main/kernel/dates.ts';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { createRibbon, dayWeatherOn } from '#main/weather/ribbon.ts';
import { buildForecast, type RunSketch } from '#tests/main/weather/build-forecast.ts';

const today = isoDate('2026-06-01');
const utc = openZone('UTC');
const build = (main: RunSketch, members: readonly RunSketch[] = []) =>
  buildForecast({ start: '2026-06-01T00:00:00Z', hours: 240, main, members });

describe('createRibbon', () => {
  it('has every hour of the horizon', () => {
    const ribbon = createRibbon(build({ temperatureC: 15 }), { zone: utc, today, days: 10 });
    expect(ribbon).toHaveLength(240);
    expect(ribbon[25]).toMatchObject({ date: addDays(today, 1), hour: 1, temperatureC: 15 });
  });

  it('ends with the horizon, and with the forecast', () => {
    const forecast = build({ temperatureC: [15, 15, Number.NaN] });
    expect(createRibbon(forecast, { zone: utc, today, days: 10 })).toHaveLength(2);
    expect(createRibbon(build({ temperatureC: 15 }), { zone: utc, today, days: 2 })).toHaveLength(48);
    expect(
      createRibbon(build({ temperatureC: 15 }), { zone: utc, today: addDays(today, 3), days: 2 }),
    ).toHaveLength(48);
  });

  it('has the 10th and 90th percentile of the members', () => {
    const members = Array.from({ length: 11 }, (_, i) => ({ temperatureC: 10 + i }));
    const [hour] = createRibbon(build({ temperatureC: 14 }, members), { zone: utc, today, days: 1 });
    expect(hour).toMatchObject({ temperatureC: 14, lowC: 11, highC: 19 });
  });

  it('has a spread that grows with the lead where there are none', () => {
    const ribbon = createRibbon(build({ temperatureC: 14 }), { zone: utc, today, days: 10 });
    expect(ribbon[0]!.highC - ribbon[0]!.lowC).toBeCloseTo(2 * 1.2816, 10);
    expect(ribbon.at(-1)!.highC - ribbon.at(-1)!.lowC).toBeCloseTo(2 * 1.2816 * 3.7, 10);
  });

  it('gives rain to the hour that it falls in: probability, else members, else amount', () => {
    const [first] = createRibbon(build({ temperatureC: 14, precipitationProbability: [0.9, 0.3] }), {
      zone: utc,
      today,
      days: 1,
    });
    expect(first!.rain).toBe(0.3);
    const wet = [0, 0, 0, 0.5].map((precipitationMm) => ({ temperatureC: 14, precipitationMm }));
    expect(createRibbon(build({}, wet), { zone: utc, today, days: 1 })[0]).toMatchObject({
      temperatureC: 14,
      rain: 0.25,
    });
    const [guess] = createRibbon(build({ temperatureC: 14, precipitationMm: 2 }), {
      zone: utc,
      today,
      days: 1,
    });
    expect(guess!.rain).toBeCloseTo(0.92, 10);
  });

  it('knows the wind from the gusts where it must', () => {
    const one = (main: RunSketch) => createRibbon(build(main), { zone: utc, today, days: 1 })[0]!.windKmh;
    expect(one({ temperatureC: 14, windKmh: 12, gustKmh: 30 })).toBe(12);
    expect(one({ temperatureC: 14, gustKmh: 30 })).toBe(20);
    expect(one({ temperatureC: 14 })).toBe(0);
  });

  it('shows an hour that comes twice once, and none that is skipped', () => {
    const zone = openZone('Europe/Amsterdam');
    const autumn = buildForecast({ start: '2026-10-24T22:00:00Z', hours: 25, main: { temperatureC: 9 } });
    const spring = buildForecast({ start: '2026-03-28T23:00:00Z', hours: 23, main: { temperatureC: 9 } });
    const hoursOf = (forecast: typeof autumn, date: string) =>
      createRibbon(forecast, { zone, today: isoDate(date), days: 1 }).map(({ hour }) => hour);
    expect(hoursOf(autumn, '2026-10-25')).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(hoursOf(spring, '2026-03-29')).toEqual([0, 1, ...Array.from({ length: 21 }, (_, i) => i + 3)]);
  });
});

describe('dayWeatherOn', () => {
  const codes = (byHour: Readonly<Record<number, number>>, rest: number): number[] =>
    Array.from({ length: 240 }, (_, i) => byHour[i] ?? rest);
  const glyphOf = (weatherCode: number[]) =>
    dayWeatherOn(build({ temperatureC: 14, weatherCode }), utc, today)?.glyph;

  it('has the high and the low of the local date', () => {
    const temperatureC = Array.from({ length: 240 }, (_, i) => i);
    expect(dayWeatherOn(build({ temperatureC }), utc, addDays(today, 1))).toMatchObject({
      highC: 47,
      lowC: 24,
    });
    const kolkata = openZone('Asia/Kolkata');
    // 18:30 in Greenwich is midnight: the hours from 19:00 on are of the next date.
    expect(dayWeatherOn(build({ temperatureC }), kolkata, addDays(today, 1))).toMatchObject({
      highC: 42,
      lowC: 19,
    });
  });

  it('shows the commonest sky, what falls for two hours, and thunder at once', () => {
    expect(glyphOf(codes({}, 3))).toBe('cloudy');
    expect(glyphOf(codes({ 12: 61 }, 0))).toBe('clear');
    expect(glyphOf(codes({ 12: 61, 13: 63 }, 0))).toBe('rain');
    expect(glyphOf(codes({ 12: 95 }, 0))).toBe('thunder');
  });

  it('does not look at the night', () => {
    expect(glyphOf(codes({ 2: 95, 3: 63, 4: 63 }, 1))).toBe('partly');
  });

  it('guesses the sky from the rain where there are no codes', () => {
    expect(dayWeatherOn(build({ temperatureC: 14, precipitationMm: 1 }), utc, today)?.glyph).toBe('rain');
    expect(dayWeatherOn(build({ temperatureC: 14, precipitationMm: 0 }), utc, today)?.glyph).toBe('partly');
  });

  it('is null where the forecast does not reach', () => {
    expect(dayWeatherOn(build({ temperatureC: 14 }), utc, addDays(today, 10))).toBeNull();
    expect(dayWeatherOn(build({}), utc, today)).toBeNull();
  });
});
