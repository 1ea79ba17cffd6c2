import type { MinuteSpan } from '#contract/settings.ts';
import type { MinuteOfDay } from '#contract/time.ts';

/** The columns show these hours; what lies outside is in the list and in the day's own panel. */
const FIRST_MINUTE = 6 * 60;
const LAST_MINUTE = 23 * 60;
const SHOWN_MINUTES = LAST_MINUTE - FIRST_MINUTE;

/** @returns the height of a minute of the day in percent from the top, cut to the hours shown */
export function toPercent(minute: MinuteOfDay): number {
  const cut = Math.min(LAST_MINUTE, Math.max(FIRST_MINUTE, minute));
  return ((cut - FIRST_MINUTE) / SHOWN_MINUTES) * 100;
}

export function isShown({ from, until }: MinuteSpan): boolean {
  return until > FIRST_MINUTE && from < LAST_MINUTE;
}

/** Where a span lies in its column, as CSS; what is not shown has no height. */
export function placeSpan({ from, until }: MinuteSpan): {
  readonly insetBlockStart: string;
  readonly blockSize: string;
} {
  const top = toPercent(from);
  return { insetBlockStart: `${top}%`, blockSize: `${toPercent(until) - top}%` };
}

/** The minute at a share of the column's height, on the quarter of an hour. */
export function toQuarter(share: number): MinuteOfDay {
  return Math.round((FIRST_MINUTE + share * SHOWN_MINUTES) / 15) * 15;
}

/** Full hours that get a line and, every second one, a number. */
export const shownHours: readonly number[] = Array.from(
  { length: (LAST_MINUTE - FIRST_MINUTE) / 60 + 1 },
  (_, index) => FIRST_MINUTE / 60 + index,
);
