import type { EpochMs } from '#contract/time.ts';
import type { Zone } from '#main/kernel/zone.ts';
import { LIMITS } from '#main/planner/weights.ts';

/** From 8:00 to 22:00 of the guest's own zone, whole and on one date of theirs. */
export function isGuestHour(startMs: EpochMs, endMs: EpochMs, zone: Zone): boolean {
  return (
    zone.dateOf(startMs) === zone.dateOf(endMs) &&
    zone.minuteOf(startMs) >= LIMITS.guestDayFrom &&
    zone.minuteOf(endMs) <= LIMITS.guestDayUntil
  );
}
