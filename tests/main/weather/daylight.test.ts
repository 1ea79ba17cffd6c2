import { describe, expect, it } from 'vitest';
import { isoDate } from '#main/kernel/time.ts';
import { openZone } from '#main/kernel/zone.ts';
import { createDaylight, sunOn } from '#main/weather/daylight.ts';

const amsterdam = { lat: 52.37, lon: 4.9 };
const tromso = { lat: 69.65, lon: 18.96 };
const at = (from: string, until: string) => ({ startMs: Date.parse(from), endMs: Date.parse(until) });
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe('sunOn', () => {
  // Daily sunrise and sunset of recorded answers of Open-Meteo, which rounds down to the minute.
  it.each([
    ['America/New_York', { lat: 40.63, lon: -74.43 }, '2025-12-28', '07:20', '16:38'],
    ['America/Toronto', { lat: 43.7, lon: -79.4 }, '2026-03-04', '06:48', '18:09'],
    ['Australia/Melbourne', { lat: -37.75, lon: 144.88 }, '2025-05-09', '07:08', '17:25'],
  ])('in %s at %o on %s is %s to %s', (zone, place, date, rise, set) => {
    const sun = sunOn(place, openZone(zone), isoDate(date))!;
    expect(Math.abs(sun.rise - clock(rise))).toBeLessThanOrEqual(2);
    expect(Math.abs(sun.set - clock(set))).toBeLessThanOrEqual(2);
  });

  it('has its noon where the meridian says, in zones that are half an hour off too', () => {
    // Solar noon is 4 minutes earlier for each degree east of the zone's meridian, and up to 17 minutes off besides.
    for (const [zoneId, lat, lon] of [
      ['Asia/Kolkata', 22.57, 88.36],
      ['Australia/Lord_Howe', -31.55, 159.08],
      ['Asia/Kathmandu', 27.7, 85.3],
    ] as const) {
      for (const date of ['2026-01-01', '2026-04-05', '2026-07-01', '2026-10-04']) {
        const zone = openZone(zoneId);
        const sun = sunOn({ lat, lon }, zone, isoDate(date))!;
        const meridian = zone.offsetMs(zone.toEpochMs(isoDate(date), 720)) / 240_000;
        const expected = 720 + 4 * (meridian - lon);
        expect(Math.abs((sun.rise + sun.set) / 2 - expected)).toBeLessThanOrEqual(20);
        expect(sun.set - sun.rise).toBeGreaterThan(9 * 60);
      }
    }
  });

  it('is all day in the polar summer and never in the polar winter', () => {
    const oslo = openZone('Europe/Oslo');
    expect(sunOn(tromso, oslo, isoDate('2026-06-21'))).toEqual({ rise: 0, set: 1440 });
    expect(sunOn(tromso, oslo, isoDate('2026-12-21'))).toBeNull();
  });

  it('stays within the date when the sun sets after midnight', () => {
    const oslo = openZone('Europe/Oslo');
    for (const date of ['2026-05-16', '2026-05-17', '2026-05-18', '2026-07-26', '2026-07-27']) {
      const sun = sunOn(tromso, oslo, isoDate(date))!;
      expect(sun.rise).toBeGreaterThanOrEqual(0);
      expect(sun.set).toBeGreaterThan(sun.rise);
      expect(sun.set).toBeLessThanOrEqual(1440);
    }
  });
});

describe('createDaylight', () => {
  it('is light between sunrise and sunset, to the minute', () => {
    const daylight = createDaylight(amsterdam);
    expect(daylight.isLight(at('2026-06-21T03:20:00Z', '2026-06-21T20:04:00Z'))).toBe(true);
    expect(daylight.isLight(at('2026-06-21T03:10:00Z', '2026-06-21T05:00:00Z'))).toBe(false);
    expect(daylight.isLight(at('2026-06-21T19:00:00Z', '2026-06-21T20:15:00Z'))).toBe(false);
  });

  it('is dark over a night', () => {
    expect(createDaylight(amsterdam).isLight(at('2026-06-21T12:00:00Z', '2026-06-22T12:00:00Z'))).toBe(false);
  });

  it('is light for days in the polar summer, and dark in the winter', () => {
    const daylight = createDaylight(tromso);
    expect(daylight.isLight(at('2026-06-20T20:00:00Z', '2026-06-21T20:00:00Z'))).toBe(true);
    expect(daylight.isLight(at('2026-12-21T10:30:00Z', '2026-12-21T11:00:00Z'))).toBe(false);
  });

  it('does not go by the clock of a zone', () => {
    const lordHowe = createDaylight({ lat: -31.55, lon: 159.08 });
    // Noon there is 01:30 in Greenwich, two hours after the day began here.
    expect(lordHowe.isLight(at('2026-01-01T00:00:00Z', '2026-01-01T04:00:00Z'))).toBe(true);
    expect(lordHowe.isLight(at('2026-01-01T12:00:00Z', '2026-01-01T13:00:00Z'))).toBe(false);
  });
});
