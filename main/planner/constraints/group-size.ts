import type { Activity } from '#main/activities/activity.ts';

export interface GroupBounds {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Guests, without the user, that both the activity and its fallback (where that is possible) can hold. Null: no group
 * fits both.
 */
export function groupBounds(activity: Activity, fallback: Activity | null): GroupBounds | null {
  const minimum = Math.max(1, activity.minimumGuests, fallback?.minimumGuests ?? 0);
  const maximum = Math.min(activity.maximumGuests, fallback?.maximumGuests ?? Infinity);
  return minimum <= maximum ? { minimum, maximum } : null;
}
