import type { GeoPoint } from '#contract/vocabulary.ts';
import type { IsoDate } from '#contract/time.ts';
import type { Zone } from '#main/kernel/zone.ts';

const HOUR_MS = 3_600_000;

/**
 * A made-up home where the sun goes by the clock of the zone: on its meridian, north or south as its summer time says,
 * near the tropics where it has none.
 */
export function inventHome(zone: Zone, today: IsoDate): GeoPoint {
  const year = today.slice(0, 4);
  const january = zone.offsetMs(Date.UTC(Number(year), 0, 15)) / HOUR_MS;
  const july = zone.offsetMs(Date.UTC(Number(year), 6, 15)) / HOUR_MS;
  const standard = Math.min(january, july);
  // Zones reach 14 hours east, meridians end at 12.
  const lon = Math.max(-179, Math.min(179, standard * 15));
  if (january === july) return { lat: 25, lon };
  return { lat: july > january ? 48 : -35, lon };
}
