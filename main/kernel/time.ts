import type { Brand } from '#main/kernel/brand.ts';

/** A plain calendar date, `YYYY-MM-DD`. All-day events and horizons are made of these, never of midnights. */
export type IsoDate = Brand<string, 'IsoDate'>;

/** An exact instant: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number;

/** Minutes since local midnight on the wall clock, 0 to 1440. */
export type MinuteOfDay = number;

/** ISO 8601 with offset, for example `2025-12-29T09:00:00-05:00`. What crosses a boundary as text. */
export type IsoInstant = string;

export const isoDate = (text: string): IsoDate => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new RangeError(`Not a date: '${text}'. Write it as YYYY-MM-DD.`);
  return text as IsoDate;
};
