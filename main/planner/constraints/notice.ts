import type { EpochMs } from '#contract/time.ts';
import type { Activity } from '#main/activities/activity.ts';
import { LIMITS } from '#main/planner/weights.ts';

/** Who may still be asked: everybody, only people marked spontaneous, or nobody. */
export type NoticeClass = 'everybody' | 'spontaneous-only' | 'nobody';

const HOUR_MS = 3_600_000;

/** Notice 24 hours, 48 where families are invited, 3 for people marked spontaneous. */
export function noticeFor(activity: Activity, startMs: EpochMs, nowMs: EpochMs): NoticeClass {
  const hours = (startMs - nowMs) / HOUR_MS;
  if (activity.children) return hours >= LIMITS.familyNoticeHours ? 'everybody' : 'nobody';
  if (hours >= LIMITS.noticeHours) return 'everybody';
  return hours >= LIMITS.spontaneousNoticeHours ? 'spontaneous-only' : 'nobody';
}
