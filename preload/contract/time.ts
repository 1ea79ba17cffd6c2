import * as kernel from '#main/kernel/time.ts';

/** The kernel's words for time, as they cross the boundary. */
export type IsoDate = kernel.IsoDate;
export type EpochMs = kernel.EpochMs;
export type MinuteOfDay = kernel.MinuteOfDay;
export type IsoInstant = kernel.IsoInstant;

/** Throws a RangeError for what is not `YYYY-MM-DD`. */
export const isoDate = kernel.isoDate;
