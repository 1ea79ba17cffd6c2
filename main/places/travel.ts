import type { GeoPoint } from '#contract/vocabulary.ts';

const EARTH_RADIUS_KM = 6371;
/** Roads are about this much longer than the great circle. */
const DETOUR = 1.3;

/**
 * Marginal speed by road kilometre, our own figures: the first 5 km at 25 km/h (streets, parking, bicycle), the next
 * 20 at 45 km/h (main roads), the rest at 80 km/h (motorway, train). 25 km as the crow flies takes 44 minutes, 100 km
 * takes 117; an hour is about 41 km.
 */
const LEGS = [
  { untilKm: 5, kmh: 25 },
  { untilKm: 25, kmh: 45 },
  { untilKm: Infinity, kmh: 80 },
] as const;

const FAR_AWAY_MINUTES = 60;

/** Great-circle distance by the haversine formula on a sphere. */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const squareOfHalfChord = (angle: number): number => Math.sin(radians(angle) / 2) ** 2;
  const chord =
    squareOfHalfChord(to.lat - from.lat) +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * squareOfHalfChord(to.lon - from.lon);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Estimated minutes one way, door to door, without knowing roads: see `LEGS`. Not rounded. */
export function travelMinutes(home: GeoPoint, place: GeoPoint): number {
  const roadKm = distanceKm(home, place) * DETOUR;
  let minutes = 0;
  let fromKm = 0;
  for (const { untilKm, kmh } of LEGS) {
    minutes += (Math.max(0, Math.min(roadKm, untilKm) - fromKm) / kmh) * 60;
    fromKm = untilKm;
  }
  return minutes;
}

/** More than an hour away: only remote activities. Where a place is not known, the person is taken to be near. */
export const isFarAway = (home: GeoPoint | null, place: GeoPoint | null): boolean =>
  home !== null && place !== null && travelMinutes(home, place) > FAR_AWAY_MINUTES;
