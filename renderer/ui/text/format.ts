import type { MinuteSpan } from '#contract/settings.ts';
import type { IsoDate, IsoInstant, MinuteOfDay } from '#contract/time.ts';
import type { Language } from '#contract/vocabulary.ts';

const locales = { en: 'en-GB', nl: 'nl-NL' } as const satisfies Record<Language, string>;

/** A space that does not break, between a number and its unit. */
const nbsp = '\u00a0';

export interface Format {
  /** 'Thu' */
  readonly weekday: (date: IsoDate) => string;
  /** 'Thursday' */
  readonly weekdayLong: (date: IsoDate) => string;
  /** '4' */
  readonly dayOfMonth: (date: IsoDate) => string;
  /** 'Jun' */
  readonly month: (date: IsoDate) => string;
  /** 'Thu 4 Jun' */
  readonly dayShort: (date: IsoDate) => string;
  /** 'Thursday 4 June' */
  readonly dayLong: (date: IsoDate) => string;
  /** '4 Jun 2026' */
  readonly date: (date: IsoDate) => string;
  /** '18:00'; 24 hours on the clock, as in the sentences of the plan. 1440 is '24:00'. */
  readonly time: (minute: MinuteOfDay) => string;
  /** '18:00–20:30' */
  readonly span: (span: MinuteSpan) => string;
  /** '09:12' today, 'yesterday', else 'Tue 2 Jun', in the zone of the plan. */
  readonly moment: (instant: IsoInstant, zone: string, today: IsoDate) => string;
  readonly degrees: (celsius: number) => string;
  /** A probability, never shown as 0 % or 100 %. */
  readonly chance: (probability: number) => string;
  readonly number: (value: number, digits?: number) => string;
  /** 'Mon' to 'Sun' of an ISO weekday. */
  readonly weekdayName: (weekday: number) => string;
  readonly countryName: (code: string) => string;
  readonly compare: (a: string, b: string) => number;
}

function atNoon(date: IsoDate): Date {
  return new Date(`${date}T12:00:00Z`);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

export function createFormat(language: Language): Format {
  const locale = locales[language];
  const part = (options: Intl.DateTimeFormatOptions): ((date: IsoDate) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (date) => formatter.format(atNoon(date));
  };
  const weekday = part({ weekday: 'short' });
  const weekdayLong = part({ weekday: 'long' });
  const dayOfMonth = part({ day: 'numeric' });
  const month = part({ month: 'short' });
  const monthLong = part({ month: 'long' });
  const year = part({ year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const collator = new Intl.Collator(locale);
  const dayShort = (date: IsoDate): string => `${weekday(date)} ${dayOfMonth(date)} ${month(date)}`;
  const time = (minute: MinuteOfDay): string =>
    `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

  return {
    weekday,
    weekdayLong,
    dayOfMonth,
    month,
    dayShort,
    dayLong: (date) => `${weekdayLong(date)} ${dayOfMonth(date)} ${monthLong(date)}`,
    date: (date) => `${dayOfMonth(date)} ${month(date)} ${year(date)}`,
    time,
    span: ({ from, until }) => `${time(from)}–${time(until)}`,
    moment: (instant, zone, today) => {
      const at = readWallClock(Date.parse(instant), zone);
      if (at.date === today) return time(at.minute);
      const days = Math.round((atNoon(at.date).getTime() - atNoon(today).getTime()) / 86_400_000);
      return days === -1 ? relative.format(-1, 'day') : `${dayShort(at.date)} ${time(at.minute)}`;
    },
    degrees: (celsius) => `${Math.round(celsius) === 0 ? 0 : Math.round(celsius)}°`,
    chance: (probability) => `${Math.min(99, Math.max(1, Math.round(probability * 100)))}${nbsp}%`,
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    // 1 January 2024 was a Monday.
    weekdayName: (isoWeekday) => weekday(`2024-01-0${isoWeekday}` as IsoDate),
    countryName: (code) => regions.of(code) ?? code,
    compare: (a, b) => collator.compare(a, b),
  };
}

/** The date of a date field; null for an empty or half-typed one. */
export function parseDate(text: string): IsoDate | null {
  // The pattern is what makes it a date.
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? (text as IsoDate) : null;
}

/** '9', '930', '9:30' and '21.30' are all times. @returns null for what is none */
export function parseTime(text: string): MinuteOfDay | null {
  const match = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(text.trim());
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return minute <= 1440 && Number(match[2] ?? 0) < 60 ? minute : null;
}

interface WallClock {
  readonly date: IsoDate;
  readonly minute: MinuteOfDay;
}

/** The wall clock of a zone at an instant (milliseconds since 1970). */
export function readWallClock(epochMs: number, zone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(epochMs);
  const read = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    // Intl wrote these parts: they are a date.
    date: `${read('year')}-${read('month')}-${read('day')}` as IsoDate,
    minute: Number(read('hour')) * 60 + Number(read('minute')),
  };
}

/**
 * The instant at which the clocks of a zone show this date and minute. In the gap of a spring night the later one of
 * the two possible offsets is taken, in the doubled hour of autumn the first pass of the clock.
 */
export function instantAt(date: IsoDate, minute: MinuteOfDay, zone: string): IsoInstant {
  const wanted = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
  const offsetAt = (epochMs: number): number => {
    const shown = readWallClock(epochMs, zone);
    return Date.parse(`${shown.date}T00:00:00Z`) + shown.minute * 60_000 - epochMs;
  };
  // The offsets a day before and after cover every change; the earlier instant that shows the wanted time wins.
  const offsets = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const candidates = offsets.map((offset) => wanted - offset);
  const exact = candidates.filter((epochMs) => offsetAt(epochMs) === wanted - epochMs);
  const epochMs = exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
  const offsetMinutes = Math.round(offsetAt(epochMs) / 60_000);
  const local = new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const size = Math.abs(offsetMinutes);
  return `${local}${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}
