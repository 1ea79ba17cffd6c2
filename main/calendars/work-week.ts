import type { MinuteSpan, Settings } from '#contract/settings.ts';
import type { EpochMs, IsoDate, MinuteOfDay } from '#contract/time.ts';
import { weekdayOf } from '#main/kernel/dates.ts';
import type { Zone } from '#main/kernel/zone.ts';

/** Public holidays by date, with their name. */
export type Holidays = ReadonlyMap<IsoDate, string>;

const EVENING_FROM: MinuteOfDay = 17 * 60;
const LUNCH_FROM: MinuteOfDay = 11 * 60 + 30;
const LUNCH_UNTIL: MinuteOfDay = 14 * 60;

/** Where in the user's week an hour lies (planning.md, 'Precisely'). */
export interface WorkWeek {
  readonly zone: Zone;
  /** Saturday, Sunday, or a public holiday of the user's country. */
  isDayOff(date: IsoDate): boolean;
  holidayName(date: IsoDate): string | null;
  /** Null on days off and on weekdays without work. */
  workHours(date: IsoDate): MinuteSpan | null;
  willingHours(date: IsoDate): readonly MinuteSpan[];
  /** Starts at 17:00 local or later on a working day. */
  isEvening(startMs: EpochMs): boolean;
  /** Starts from 11:30 to 14:00, both included, on a working day. */
  isLunch(startMs: EpochMs): boolean;
  isOutsideWork(startMs: EpochMs): boolean;
}

export function createWorkWeek(settings: Settings, zone: Zone, holidays: Holidays): WorkWeek {
  const isDayOff = (date: IsoDate): boolean => weekdayOf(date) >= 6 || holidays.has(date);
  const workHours = (date: IsoDate): MinuteSpan | null =>
    isDayOff(date) ? null : settings.workHours[weekdayOf(date)];

  const isLunch = (startMs: EpochMs): boolean => {
    const minute = zone.minuteOf(startMs);
    return !isDayOff(zone.dateOf(startMs)) && minute >= LUNCH_FROM && minute <= LUNCH_UNTIL;
  };

  return {
    zone,
    isDayOff,
    holidayName: (date) => holidays.get(date) ?? null,
    workHours,
    willingHours(date) {
      const weekday = weekdayOf(date);
      // A holiday that falls on a weekend keeps the weekend's own hours.
      if (holidays.has(date) && weekday < 6) return settings.holidayHours;
      return settings.willingHours[weekday];
    },
    isEvening: (startMs) => !isDayOff(zone.dateOf(startMs)) && zone.minuteOf(startMs) >= EVENING_FROM,
    isLunch,
    isOutsideWork(startMs) {
      const hours = workHours(zone.dateOf(startMs));
      const minute = zone.minuteOf(startMs);
      return hours === null || minute < hours.from || minute >= hours.until;
    },
  };
}
