import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm, isFarAway, travelMinutes } from '#main/places/travel.ts';

const amsterdam = { lat: 52.37, lon: 4.9 };
const utrecht = { lat: 52.09, lon: 5.12 };
const rotterdam = { lat: 51.92, lon: 4.48 };
const northOf = (km: number) => ({ lat: amsterdam.lat + km / 111.195, lon: amsterdam.lon });

const point = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distanceKm', () => {
  it('knows cities', () => {
    expect(distanceKm(amsterdam, utrecht)).toBeCloseTo(34.6, 0);
    expect(distanceKm({ lat: 40.71, lon: -74.01 }, amsterdam)).toBeGreaterThan(5840);
    expect(distanceKm({ lat: 40.71, lon: -74.01 }, amsterdam)).toBeLessThan(5880);
  });

  it('crosses the date line the short way', () => {
    expect(distanceKm({ lat: 0, lon: 179.5 }, { lat: 0, lon: -179.5 })).toBeCloseTo(111.2, 0);
  });

  it('is symmetric, never negative and never more than half the way round', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, b)).toBeGreaterThanOrEqual(0);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(Math.PI * 6371 + 1e-6);
      }),
    );
  });
});

describe('travelMinutes', () => {
  it.each([
    [0, 0],
    [1, 3.12],
    [25, 44.29],
    [100, 117.42],
  ])('%d km as the crow flies take %d minutes', (km, minutes) => {
    expect(travelMinutes(amsterdam, northOf(km))).toBeCloseTo(minutes, 0);
  });

  it('never gets shorter with distance', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 300, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (km, more) => {
          expect(travelMinutes(amsterdam, northOf(km + more))).toBeGreaterThanOrEqual(
            travelMinutes(amsterdam, northOf(km)) - 1e-9,
          );
        },
      ),
    );
  });
});

describe('isFarAway', () => {
  it('is more than an hour', () => {
    expect(isFarAway(amsterdam, utrecht)).toBe(false);
    expect(isFarAway(amsterdam, northOf(25))).toBe(false);
    expect(isFarAway(amsterdam, rotterdam)).toBe(true);
    expect(isFarAway(amsterdam, northOf(100))).toBe(true);
  });

  it('takes a person without a place, and everybody where home is not known, to be near', () => {
    expect(isFarAway(amsterdam, null)).toBe(false);
    expect(isFarAway(null, northOf(500))).toBe(false);
  });
});
