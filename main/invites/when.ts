import type { EpochMs } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';
import { weekdayOf } from '#main/kernel/dates.ts';
import type { Interval } from '#main/kernel/interval.ts';
import { openZone } from '#main/kernel/zone.ts';

// Written out: what a mail says may not depend on the locale data of the machine that sends it.
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
};
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  nl: [
    'januari',
    'februari',
    'maart',
    'april',
    'mei',
    'juni',
    'juli',
    'augustus',
    'september',
    'oktober',
    'november',
    'december',
  ],
};

/** 'Thursday 4 June' in the zone. */
export function dayText(ms: EpochMs, zoneId: string, language: Language): string {
  const date = openZone(zoneId).dateOf(ms);
  const month = MONTHS[language][Number(date.slice(5, 7)) - 1] ?? '';
  return `${WEEKDAYS[language][weekdayOf(date) - 1] ?? ''} ${Number(date.slice(8, 10))} ${month}`;
}

/** '18:00' in the zone. */
function clockText(ms: EpochMs, zoneId: string): string {
  const minute = openZone(zoneId).minuteOf(ms);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** 'Thursday 4 June, 18:00' in the zone. */
export const momentText = (ms: EpochMs, zoneId: string, language: Language): string =>
  `${dayText(ms, zoneId, language)}, ${clockText(ms, zoneId)}`;

/** 'Thursday 4 June, 18:00 to 20:30'; the end's day is named when it is another one. */
export function intervalText({ startMs, endMs }: Interval, zoneId: string, language: Language): string {
  const [day, endDay] = [dayText(startMs, zoneId, language), dayText(endMs, zoneId, language)];
  const to = language === 'nl' ? 'tot' : 'to';
  const end = endDay === day ? clockText(endMs, zoneId) : `${endDay}, ${clockText(endMs, zoneId)}`;
  return `${day}, ${clockText(startMs, zoneId)} ${to} ${end}`;
}

/** 'New York time' of America/New_York. */
export function zoneText(zoneId: string, language: Language): string {
  const city = (zoneId.split('/').at(-1) ?? zoneId).replaceAll('_', ' ');
  return language === 'nl' ? `tijd in ${city}` : `${city} time`;
}

/** Whether the two zones' clocks show the same at both ends. */
export const showsSameTime = ({ startMs, endMs }: Interval, zoneId: string, otherId: string): boolean =>
  [startMs, endMs].every((ms) => openZone(zoneId).offsetMs(ms) === openZone(otherId).offsetMs(ms));
